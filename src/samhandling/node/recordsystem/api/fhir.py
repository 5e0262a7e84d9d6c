"""FHIR R4 over REST: Patient and Encounter are told here; every answer is an OperationOutcome."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from samhandling.node import clock
from samhandling.node.recordsystem.api.gate import body_of, endpoint, open_to_all
from samhandling.node.recordsystem.api.problems import FHIR, Problem, outcome
from samhandling.node.recordsystem.events import fhir
from samhandling.node.recordsystem.events.hearing import Telling, hear
from samhandling.node.recordsystem.events.ids import GIVEN, gave, given, is_given
from samhandling.node.recordsystem.events.patients import told_before
from samhandling.node.recordsystem.events.told import EventTold
from samhandling.node.recordsystem.tokens import EVENTS

if TYPE_CHECKING:
    from samhandling.node.recordsystem.api.gate import Caller

LARGEST = 1024 * 1024
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")


def _put(request: HttpRequest, caller: Caller, *, kind: str, key: str) -> HttpResponse:
    if not _ID.fullmatch(key):
        raise Problem(404, "not-found", "An id is 1 to 64 letters, digits, . and -")
    if is_given(key) and not gave(f"token:{caller.token.handle}", kind, key):
        raise Problem(422, "not-given", f"Ids with {GIVEN} are this node's to give: this is none of them")
    return _tell(request, caller, kind, key, 200)


def _post(request: HttpRequest, caller: Caller, *, kind: str) -> HttpResponse:
    """Without an id of the caller's, the same event told twice is the same visit by its identifier."""
    return _tell(request, caller, kind, "", 201)


def _tell(request: HttpRequest, caller: Caller, kind: str, key: str, status: int) -> HttpResponse:
    if request.content_type not in {FHIR, "application/json"}:
        raise Problem(415, "not-json", f"The body is {FHIR}")
    raw, source = body_of(request, LARGEST), f"token:{caller.token.handle}"
    known_as = f"{kind}/{key}" if key else kind
    telling = Telling(source, known_as, "fhir", kind, raw, once=False)
    reading = hear(caller.actor, telling, partial(_READ[kind], raw, key, source))
    if reading.code != "AA":
        raise Problem(422, "not-read", reading.reason)
    said = reading.reason or f"{len(reading.acts)} acts"
    headers = {"Location": f"{request.path.rstrip('/')}/{given(reading.heard_id)}"} if status == 201 else {}
    return JsonResponse(
        outcome("information", "informational", said), status=status, content_type=FHIR, headers=headers
    )


def _patient(raw: bytes, _key: str, _source: str) -> EventTold:
    return EventTold(fhir.patient(fhir.resource(raw, "Patient")))


def _encounter(raw: bytes, key: str, source: str) -> EventTold:
    destinations = settings.HOME.record_system.get("destinations", {})
    told = fhir.resource(raw, "Encounter")
    return fhir.encounter(told, key, destinations, partial(told_before, source), clock.now())


_READ = {"Patient": _patient, "Encounter": _encounter}


@open_to_all
def capabilities(_request: HttpRequest) -> HttpResponse:
    """What this endpoint takes, in FHIR's own words."""
    return JsonResponse(_statement(), content_type=FHIR)


def _statement() -> dict[str, Any]:
    interactions = [{"code": "create"}, {"code": "update"}]
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-11-22",
        "kind": "capability",
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "rest": [
            {"mode": "server", "resource": [{"type": kind, "interaction": interactions} for kind in _READ]}
        ],
    }


def _both(kind: str) -> tuple[Any, Any]:
    return (
        endpoint(as_fhir=True, post=(EVENTS, partial(_post, kind=kind))),
        endpoint(as_fhir=True, put=(EVENTS, partial(_put, kind=kind))),
    )


patients, patient = _both("Patient")
encounters, encounter = _both("Encounter")
