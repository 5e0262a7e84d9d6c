"""Finding a patient, and the record of one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.node import clock
from samhandling.node.access.policies import may, require
from samhandling.node.access.reading import Reader
from samhandling.node.discretion.relations import with_purpose
from samhandling.node.journal.queries import letter
from samhandling.node.patients import presenters, queries
from samhandling.node.patients.actions import record_act
from samhandling.node.patients.forms import NoteForm, RecordForm
from samhandling.node.patients.search import is_whole_number
from samhandling.node.patients.timeline import timeline
from samhandling.node.stays.links import from_patient
from samhandling.node.web.searches import asked_text, to_search

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest, HttpResponse

    from samhandling.node.journal.models import Message
    from samhandling.node.patients.models import Patient


def patients(request: HttpRequest) -> HttpResponse:
    """Search. Nobody is listed before something is asked; a whole number opens its record at once."""
    reader, text = Reader.of(request), asked_text(request)
    require(reader.actor, "search-patient")
    if request.method == "POST":
        return to_search(request, request.POST.get("text", ""))
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
    return _page(request, Reader.of(request), pk, NoteForm())


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a telephone call or a meeting, beside the messages; of one message where it is named."""
    reader, form = with_purpose(Reader.of(request), pk), NoteForm(request.POST)
    require(reader.actor, "record-act")
    about = request.POST.get("message", "")
    found = queries.record_of(reader, pk).patient
    if not form.is_valid():
        _message(reader, found, about)
        return _page(request, reader, pk, form, status=422, about=about)
    told, message = form.cleaned_data, _message(reader, found, about)
    detail = {"text": told["text"]}
    record_act(
        reader.actor, told["kind"], found, happened_at=told["happened_at"], detail=detail, message=message
    )
    messages.success(request, _("Notatet er lagret. Det kan ikke endres."))
    return redirect("message", message.pk) if message else redirect("patient", pk)


def _message(reader: Reader, patient: Patient, text: str) -> Message | None:
    """The message that a note is about. Raises Http404 for one about somebody else, or of another service."""
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return None
    message = letter(reader, int(text)).message
    if getattr(message, "entry", None) is None or message.entry.patient_id != patient.pk:
        raise Http404
    return message


def _page(  # noqa: PLR0913  what the page is shown with
    request: HttpRequest, reader: Reader, pk: int, form: NoteForm, *, status: int = 200, about: str = ""
) -> HttpResponse:
    """`about` is the key of the message that the note in the form is beside, empty for none."""
    before, asked = _moment(request.GET.get("before", "")), RecordForm(request.GET)
    reader = with_purpose(reader, pk)
    record = queries.record_of(reader, pk, before=before, wanted=asked.wanted())
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
            "form": asked,
            "note": form,
            "letter": {"pk": about} if about else None,
            "notes": may(reader.actor, "record-act"),
            "query": urlencode({name: value for name, value in asked.cleaned_data.items() if value}),
            "stays": from_patient(reader.actor, pk),
            "blocks": may(reader.actor, "block-record"),
            "admits": settings.HOME.kind == "hospital" and may(reader.actor, "declare-ready"),
        },
        status=status,
    )


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
