"""Åpne med grunn and its review; sperring and lifting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node.access.policies import require
from samhandling.node.access.purposes import LABELS
from samhandling.node.access.reading import Reader
from samhandling.node.discretion import actions, queries
from samhandling.node.discretion.forms import BlockForm, LiftForm, ReasonForm, ReviewForm
from samhandling.node.patients.presenters import line
from samhandling.node.web.forms import posted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE = 422


def open_patient(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, and open the patient for a while."""
    reader = Reader.of(request)
    found = queries.to_open(reader, pk)
    form = ReasonForm(posted(request), blocked=found.by_emergency_alone)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actions.open_with_reason(reader.actor, found.patient, told["purpose"], told["text"])
        return redirect("patient", pk)
    shown = {"here": "patients", "patient": line(found.patient), "found": found, "form": form}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "discretion/open.html", shown | {"hours": HOURS}, status=status)


def accesses(request: HttpRequest) -> HttpResponse:
    """Who opened whom with which reason, for review."""
    return _accesses_page(request, Reader.of(request))


def _accesses_page(
    request: HttpRequest, reader: Reader, wrong: dict[int, ReviewForm] | None = None
) -> HttpResponse:
    """`wrong` is a review that could not be taken, by the key of its access."""
    rows = [
        _access_row(one) | {"form": (wrong or {}).get(one.pk, ReviewForm())}
        for one in queries.accesses(reader)
    ]
    shown = {"here": "accesses", "rows": rows}
    return render(request, "discretion/accesses.html", shown, status=UNPROCESSABLE if wrong else 200)


@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one found of an access."""
    reader, form = Reader.of(request), ReviewForm(request.POST)
    access = queries.access(reader, pk)
    if not form.is_valid():
        return _accesses_page(request, reader, {pk: form})
    try:
        actions.review(reader.actor, access, form.cleaned_data["verdict"], form.cleaned_data["note"])
    except Conflict:
        messages.error(request, _("Innsynet er vurdert allerede, eller det er ditt eget."))
    else:
        messages.success(request, _("Vurderingen er lagret."))
    return redirect("accesses")


def blocks(request: HttpRequest) -> HttpResponse:
    """Every block that stands, with lifting it."""
    return _blocks_page(request, Reader.of(request))


def _blocks_page(
    request: HttpRequest, reader: Reader, wrong: dict[int, LiftForm] | None = None
) -> HttpResponse:
    """`wrong` is a lifting that could not be done, by the key of its block."""
    rows = [
        _block_row(one) | {"form": (wrong or {}).get(one.pk, LiftForm())}
        for one in queries.standing_blocks(reader)
    ]
    shown = {"here": "blocks", "rows": rows}
    return render(request, "discretion/blocks.html", shown, status=UNPROCESSABLE if wrong else 200)


def block(request: HttpRequest, pk: int) -> HttpResponse:
    """Block a patient, or one message about them (`?melding=`)."""
    reader = Reader.of(request)
    wanted = request.GET.get("melding", "")
    message_id = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 18 else None
    patient, message = queries.to_block(reader, pk, message_id)
    form = BlockForm(queries.employees(), posted(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        who = queries.employee(told["employee"]) if told["employee"] else None
        try:
            actions.block(reader.actor, patient, told["reason"], message=message, employee=who)
        except Conflict:
            messages.error(request, _("Det lot seg ikke sperre. Ingen kan sperre for seg selv alene."))
        else:
            messages.success(request, _("Sperringen gjelder nå."))
        return redirect("blocks")
    shown = {"here": "blocks", "patient": line(patient), "message": message, "form": form}
    return render(request, "discretion/block.html", shown, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift a block that stands."""
    reader = Reader.of(request)
    require(reader.actor, "block-record")
    found = next((one for one in queries.standing_blocks(reader) if one.pk == pk), None)
    if found is None:
        raise Http404
    form = LiftForm(request.POST)
    if not form.is_valid():
        return _blocks_page(request, reader, {pk: form})
    patient, message = queries.to_block(reader, found.patient_id, found.message_id)
    reason = form.cleaned_data["reason"]
    actions.block(reader.actor, patient, reason, message=message, employee=found.employee, stands=False)
    messages.success(request, _("Sperringen er opphevet."))
    return redirect("blocks")


HOURS = int(actions.OPEN_FOR.total_seconds() // 3600)


def _access_row(one: queries.Access) -> dict[str, object]:
    return {
        "pk": one.pk,
        "who": one.user.full_name,
        "patient": line(one.patient),
        "purpose": LABELS.get(one.purpose, one.purpose),
        "access": one,
        "review": getattr(one, "review", None),
    }


def _block_row(one: queries.Block) -> dict[str, object]:
    return {
        "pk": one.pk,
        "patient": line(one.patient),
        "message": one.message,
        "for": _whom(one),
        "row": one,
    }


def _whom(block: queries.Block) -> str:
    return block.employee.full_name if block.employee else _("Alle")
