"""What the endpoint answers. Every address stands in openapi.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from samhandling.node.recordsystem import queries
from samhandling.node.recordsystem.api.gate import body_of, endpoint, open_to_all
from samhandling.node.recordsystem.api.problems import Problem
from samhandling.node.recordsystem.copies import take_copy
from samhandling.node.recordsystem.handing import hand_over_once
from samhandling.node.recordsystem.standing import standing
from samhandling.node.recordsystem.tokens import COPY, FETCH, SEND
from samhandling.standards.limits import LIMITS

if TYPE_CHECKING:
    from django.http import HttpRequest

    from samhandling.node.recordsystem.api.gate import Caller

DESCRIPTION = Path(__file__).with_name("openapi.yaml")
LONGEST_KEY = 255
LAST_NUMBER = 2**63 - 1
PAGE, LARGEST_PAGE = 50, 200


@open_to_all
def description(_request: HttpRequest) -> HttpResponse:
    """The OpenAPI document itself."""
    return HttpResponse(_description(), content_type="application/yaml")


@cache
def _description() -> bytes:
    return DESCRIPTION.read_bytes()


def _send(request: HttpRequest, caller: Caller) -> HttpResponse:
    _require_xml(request)
    key = _key(request)
    document = body_of(request, LIMITS.max_bytes)
    taken = hand_over_once(caller.actor, caller.token, key, document)
    address = reverse("api-message", kwargs={"pk": taken.message.pk})
    return JsonResponse(
        standing(taken.message), status=202 if taken.new else 200, headers={"Location": address}
    )


def _state(_request: HttpRequest, caller: Caller, pk: int) -> HttpResponse:
    return JsonResponse(_found(queries.state, caller, pk))


def _came(request: HttpRequest, caller: Caller) -> HttpResponse:
    after = _number(request, "after", 0, 0, LAST_NUMBER)
    limit = _number(request, "limit", PAGE, 1, LARGEST_PAGE)
    page = queries.came(caller.reader, after, limit)
    told = {"items": [one.told() for one in page.things], "next": page.after, "more": page.more}
    return JsonResponse(told)


def _document(_request: HttpRequest, caller: Caller, number: int) -> HttpResponse:
    return HttpResponse(_found(queries.document, caller, number), content_type="application/xml")


def _copy(request: HttpRequest, caller: Caller) -> HttpResponse:
    _require_xml(request)
    new = take_copy(caller.actor, body_of(request, LIMITS.max_bytes))
    return JsonResponse({"kept": True, "new": new}, status=202 if new else 200)


def _found(query: object, caller: Caller, key: int) -> object:
    if key > LAST_NUMBER:
        raise Problem(404, "not-found", "There is no such thing here")
    try:
        return query(caller.reader, key)
    except Http404 as fault:
        raise Problem(404, "not-found", "There is no such thing here") from fault


@csrf_exempt
@login_not_required
def nothing(request: HttpRequest) -> HttpResponse:
    """Every other address below /api/."""
    return Problem(404, "not-found", f"Nothing is at {request.path}").response()


def _key(request: HttpRequest) -> str:
    """Visible ASCII, as the header field may hold: what a client makes at random for each message."""
    key = request.headers.get("Idempotency-Key", "")
    if not 0 < len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise Problem(400, "no-key", "The header Idempotency-Key is missing, or is not 1 to 255 ASCII signs")
    return key


def _require_xml(request: HttpRequest) -> None:
    if request.content_type not in {"application/xml", "text/xml"}:
        raise Problem(415, "not-xml", "The body is a message as application/xml")


def _number(request: HttpRequest, name: str, usual: int, least: int, most: int) -> int:
    told = request.GET.getlist(name)
    if not told:
        return usual
    text = told[0]
    if len(told) > 1 or not (text.isascii() and text.isdecimal() and len(text) < 20):
        raise Problem(400, "bad-parameter", f"{name} is one whole number")
    if not least <= int(text) <= most:
        raise Problem(400, "bad-parameter", f"{name} is from {least} to {most}")
    return int(text)


messages = endpoint(post=(SEND, _send))
copies = endpoint(post=(COPY, _copy))
message = endpoint(get=(FETCH, _state))
received = endpoint(get=(FETCH, _came))
received_document = endpoint(get=(FETCH, _document))
