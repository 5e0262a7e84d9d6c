"""Saving what a page shows under a name, and throwing it away: the same for every page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node.access.policies import require
from samhandling.node.access.reading import Reader
from samhandling.node.savedviews import actions, presenters
from samhandling.node.savedviews.pages import PAGES

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
def save(request: HttpRequest, page: str) -> HttpResponse:
    """Keep what the page shows now under a name; a search text is left out."""
    actor = Reader.of(request).actor
    if page not in PAGES:
        raise Http404
    require(actor, PAGES[page].act)
    asked = {name: value for name in PAGES[page].kept if (value := request.POST.get(name, "")[:200])}
    shared = request.POST.get("shared_with", "")
    try:
        service = int(shared) if shared.isascii() and shared.isdigit() and len(shared) < 18 else None
        row = actions.save_view(actor, page, request.POST.get("name", ""), asked, service)
    except Conflict:
        messages.error(
            request,
            _("Visningen ble ikke lagret. Skriv et navn, og velg hvem den er for. Du kan ha høyst 20."),
        )
        return redirect(f"{reverse(page)}?{urlencode(asked)}")
    messages.success(request, _("Visningen «%(name)s» er lagret.") % {"name": row.name})
    return redirect(presenters.address(row))


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a view of one's own."""
    try:
        row = actions.drop_view(Reader.of(request).actor, pk)
    except Conflict:
        raise Http404 from None
    messages.success(request, _("Visningen er slettet."))
    return redirect(row.page)
