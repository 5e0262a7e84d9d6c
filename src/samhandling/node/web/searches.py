"""What somebody searches for is posted and kept in their session: no name or person number in an address."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import redirect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse, QueryDict

MARK = "sok"
LONGEST = 100
_KEY, _KEPT = "searches", 20


def asked_text(request: HttpRequest) -> str:
    """The text that the address stands for; empty when it stands for none, or the session is another."""
    kept = request.session.get(_KEY, {})
    return kept.get(request.GET.get(MARK, ""), "") or request.GET.get("text", "").strip()[:LONGEST]


def asked_of(request: HttpRequest) -> QueryDict:
    """What the address asks for, with the text that it stands for."""
    asked = request.GET.copy()
    asked["text"] = asked_text(request)
    return asked


def to_search(request: HttpRequest, text: str, **asked: str) -> HttpResponse:
    """Keep the text, and go to the page of what was found; `asked` is the rest, which is no secret."""
    told = {name: value for name, value in asked.items() if value}
    if text.strip():
        told[MARK] = _keep(request, text.strip()[:LONGEST])
    return redirect(f"{request.path}?{urlencode(told)}" if told else request.path)


def _keep(request: HttpRequest, text: str) -> str:
    """The mark of a text; the same text has the same, and the oldest are forgotten."""
    kept: Mapping[str, str] = request.session.get(_KEY, {})
    mark = next((one for one, old in kept.items() if old == text), None) or secrets.token_urlsafe(6)
    rest = [(one, old) for one, old in kept.items() if one != mark]
    request.session[_KEY] = dict([*rest, (mark, text)][-_KEPT:])
    return mark
