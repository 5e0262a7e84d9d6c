"""Ny melding: whom it is about and what kind; and one's own drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node.access.policies import require
from samhandling.node.access.reading import Reader
from samhandling.node.discretion.relations import require_related, with_purpose
from samhandling.node.journal import queries as journal
from samhandling.node.patients import presenters as patient_presenters
from samhandling.node.patients import queries as patients
from samhandling.node.web.searches import asked_text, to_search
from samhandling.node.writing import actions, presenters, queries, referrals
from samhandling.node.writing.models import Draft

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from samhandling.node.directory.models import Service


def new_message(request: HttpRequest) -> HttpResponse:
    """Find the patient, then choose the type. A patient in the address is chosen already."""
    reader = Reader.of(request)
    require(reader.actor, "write-message")
    if request.method == "POST" and "text" in request.POST:
        return to_search(request, request.POST["text"])
    if request.method == "POST":
        return _begin(request, reader)
    text, pk = asked_text(request), _number(request.GET.get("patient", ""))
    patient = patients.chosen(reader, pk) if pk else None
    hits = patients.search(reader, text) if text and not patient else None
    rows = [patient_presenters.line(one, numbers=True) for one in hits.patients] if hits else []
    return render(
        request,
        "writing/new_message.html",
        {
            "here": "new-message",
            "text": text,
            "searched": hits is not None,
            "rows": rows,
            "patient": patient_presenters.line(patient) if patient else None,
            "choices": queries.beginnings(reader.actor),
            "drafts": [presenters.draft_row(one) for one in queries.drafts(reader)] if not patient else [],
        },
    )


@require_POST
def write_about(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an answer, a correction, a cancellation or word of a fault, from the message's page."""
    reader = Reader.of(request)
    require(reader.actor, "write-message")
    message = journal.letter(reader, pk).message
    entry = getattr(message, "entry", None)
    wanted = (request.POST.get("act", ""), request.POST.get("type", ""))
    offer = next((o for o in queries.offers(reader, message) if (o.act, o.type_code) == wanted), None)
    if offer is None:
        raise Http404
    try:
        draft = actions.start(
            reader,
            offer.service,
            offer.type_code,
            patient=entry.patient if entry else None,
            regarding=message,
            act=offer.act,
        )
    except Conflict:
        messages.error(request, _("Meldingen kan ikke rettes eller kanselleres nå."))
        return redirect("message", pk)
    return redirect("draft", draft.pk)


def _begin(request: HttpRequest, reader: Reader) -> HttpResponse:
    patient = patients.chosen(reader, _number(request.POST.get("patient", "")))
    require_related(reader, patient.pk)
    service = _service(reader, _number(request.POST.get("service", "")))
    use = request.POST.get("type", "")
    reader = with_purpose(reader, patient.pk)
    draft = actions.start(reader, service, use.partition(":")[0], patient=patient, act=Draft.Act.NEW)
    if use in referrals.USES:
        actions.save(reader.actor, draft, referrals.used_as(use, draft.values), draft.receiver_her)
    return redirect("draft", draft.pk)


def _service(reader: Reader, her: int) -> Service:
    found = next((one.service for one in queries.beginnings(reader.actor) if one.service.her == her), None)
    if found is None:
        raise Http404
    return found


def _number(text: str) -> int:
    """A key from a form; 0, which nobody has, when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
