"""Finding a patient, and the record of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime

from samhandling.node import clock
from samhandling.node.access.policies import may, require
from samhandling.node.access.reading import Reader
from samhandling.node.discretion.relations import with_purpose
from samhandling.node.patients import presenters, queries
from samhandling.node.patients.search import is_whole_number
from samhandling.node.patients.timeline import timeline
from samhandling.node.stays.links import from_patient

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest, HttpResponse


def patients(request: HttpRequest) -> HttpResponse:
    """Search. Nobody is listed before something is asked; a whole number opens its record at once."""
    reader, text = Reader.of(request), request.GET.get("text", "").strip()
    require(reader.actor, "search-patient")
    found = queries.search(reader, text) if text else None
    if found and len(found.patients) == 1 and is_whole_number(text) and may(reader.actor, "read-patient"):
        return redirect("patient", found.patients[0].pk)
    rows = [presenters.line(patient, numbers=True) for patient in found.patients] if found else []
    return render(
        request,
        "patients/search.html",
        {
            "here": "patients",
            "text": text,
            "searched": found is not None,
            "more": found and found.more,
            "rows": rows,
            "opens": may(reader.actor, "read-patient"),
        },
    )


def patient(request: HttpRequest, pk: int) -> HttpResponse:
    """A patient: who, and everything sent, received and done."""
    reader, before = Reader.of(request), _moment(request.GET.get("before", ""))
    reader = with_purpose(reader, pk)
    record = queries.record_of(reader, pk, before=before)
    now = clock.now()
    return render(
        request,
        "patients/patient.html",
        {
            "here": "patients",
            "patient": presenters.head(record.patient, presenters.today_of(now)),
            "timeline": timeline(record, now),
            "older": record.older.isoformat() if record.older else "",
            "first": before is None,
            "stays": from_patient(reader.actor, pk),
            "blocks": may(reader.actor, "block-record"),
            "admits": settings.HOME.kind == "hospital" and may(reader.actor, "declare-ready"),
        },
    )


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
