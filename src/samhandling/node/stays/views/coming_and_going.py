"""Innlagt, forventet utskrivning og utskrevet: what the hospital registers, and tells the municipality of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samhandling.errors import Conflict, InvalidMessage
from samhandling.node import clock
from samhandling.node.access.policies import require
from samhandling.node.access.reading import Reader
from samhandling.node.patients import queries as patients
from samhandling.node.patients.actions import NumberTaken
from samhandling.node.patients.presenters import line
from samhandling.node.patients.realness import WrongWorld
from samhandling.node.stays import actions, parties, queries, registering
from samhandling.node.stays import leaflet as leaflets
from samhandling.node.stays.forms import AdmissionForm, DepartureForm, ExpectedForm, NewcomerForm
from samhandling.node.stays.views.stay import could_not

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from samhandling.node.patients.models import Patient
    from samhandling.node.stays.account import StayAccount


ALIVE = "1"  # 8431


def departure(request: HttpRequest, pk: int) -> HttpResponse:
    """She has left, or died here: registering it sends Melding om utskrevet."""
    reader = Reader.of(request)
    require(reader.actor, "declare-ready")
    account = queries.stay_of(reader, pk)
    usual = parties.usual_receiver(account, parties.NURSING) or _nursing_of(account)
    initial = {"left": timezone.localtime(account.now).replace(second=0, microsecond=0), "receiver": usual}
    to = parties.receivers(parties.SYKEPLEIE)
    form = DepartureForm(to, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        _departed(request, reader, account, form)
        return redirect("stay", account.pk)
    return _page(request, "stays/departure.html", account, form)


def leaflet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sent utskrivningsrapport on paper for the patient, under plain headings."""
    reader = Reader.of(request)
    account = queries.stay_of(reader, pk)
    told = leaflets.leaflet(queries.discharge_report(reader, account))
    if told is None:
        raise Http404
    nursing = parties.party(parties.usual_receiver(account, parties.NURSING) or 0)
    shown = {
        "here": "board",
        "pk": account.pk,
        "patient": line(account.patient),
        "hospital": account.stay.hospital.name,
        "admitted": account.stay.admitted.value.words() if account.stay.admitted else "",
        "left": account.stay.left.value.words() if account.stay.left else "",
        "leaflet": told,
        "nursing": nursing,
    }
    return render(request, "stays/leaflet.html", shown)


def expected(request: HttpRequest, pk: int) -> HttpResponse:
    """When discharge is expected, how sure it is, and why it changed."""
    reader = Reader.of(request)
    require(reader.actor, "declare-ready")
    account = queries.stay_of(reader, pk)
    now = account.stay.expected
    initial = {"expected": now.expected.day if now else None}
    form = ExpectedForm(account.rules, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            registering.expect(reader.actor, account, told["expected"], told["certainty"], told["reason"])
        except Conflict:
            messages.error(request, could_not())
        else:
            messages.success(request, _("Forventet dato er registrert."))
        return redirect("stay", account.pk)
    return _page(request, "stays/expected.html", account, form)


def admission(request: HttpRequest, patient_pk: int) -> HttpResponse:
    """Admit a patient here; the home care is told where she has services."""
    reader = Reader.of(request)
    require(reader.actor, "declare-ready")
    patient = patients.chosen(reader, patient_pk)
    now = timezone.localtime(clock.now()).replace(second=0, microsecond=0)
    form = AdmissionForm(
        parties.receivers(parties.SYKEPLEIE), request.POST or None, initial={"admitted": now}
    )
    if request.method == "POST" and form.is_valid() and _admitted(request, reader, patient, form):
        return redirect("stay", queries.stays_of_patient(reader, patient.pk)[0].pk)
    shown = {"here": "board", "patient": line(patient), "form": form}
    return render(request, "stays/admission.html", shown)


def newcomer(request: HttpRequest) -> HttpResponse:
    """Admit somebody whom nobody here has heard of."""
    reader = Reader.of(request)
    require(reader.actor, "declare-ready")
    now = timezone.localtime(clock.now()).replace(second=0, microsecond=0)
    form = NewcomerForm(parties.receivers(parties.SYKEPLEIE), request.POST or None, initial={"admitted": now})
    if settings.HOME.kind != "hospital":
        raise Http404
    if request.method == "POST" and form.is_valid() and (patient := _newcomer(request, reader, form)):
        return redirect("stay", queries.stays_of_patient(reader, patient.pk)[0].pk)
    return render(request, "stays/newcomer.html", {"here": "board", "form": form})


def _newcomer(request: HttpRequest, reader: Reader, form: NewcomerForm) -> Patient | None:
    try:
        patient = registering.admit_newcomer(reader.actor, form.person(), _admission(form))
    except NumberTaken:
        form.add_error("number", _("Pasienten er registrert her allerede. Finn pasienten under Pasienter."))
    except WrongWorld as refused:
        form.add_error("number", str(refused))
    except (Conflict, InvalidMessage):
        messages.error(request, could_not())
    else:
        messages.success(request, _("Innleggelsen er registrert."))
        return patient
    return None


def _departed(request: HttpRequest, reader: Reader, account: StayAccount, form: DepartureForm) -> None:
    told = form.cleaned_data
    receiver = parties.party(told["receiver"]) if told["receiver"] else None
    left = actions.Departure(told["left"], told["destination"], told["outcome"], receiver, told["note"])
    try:
        actions.depart(reader.actor, account, left)
    except (Conflict, InvalidMessage):
        messages.error(request, could_not())
        return
    sent = _("Utreisen er registrert, og Melding om utskrevet er sendt.")
    messages.success(request, sent if receiver else _("Utreisen er registrert."))
    if told["outcome"] == ALIVE and not account.discharge_report(queries.readable(reader, account)):
        messages.warning(
            request, _("Utskrivningsrapporten er ikke sendt herfra. Send den, så kan den skrives ut.")
        )


def _admitted(request: HttpRequest, reader: Reader, patient: object, form: AdmissionForm) -> bool:
    try:
        registering.admit(reader.actor, patient, _admission(form))
    except (Conflict, InvalidMessage):
        messages.error(request, could_not())
        return False
    messages.success(request, _("Innleggelsen er registrert."))
    return True


def _admission(form: AdmissionForm) -> registering.Admission:
    told = form.cleaned_data
    receiver = parties.party(told["receiver"]) if told["services_known"] and told["receiver"] else None
    words = (told["admitted"], told["ward"], told["bed"], told["phv_tsb"], receiver)
    return registering.Admission(*words)


def _nursing_of(account: StayAccount) -> int | None:
    """The home nursing of the municipality that the hospital has written to."""
    hers = {one.virksomhet for one in account.stay.municipalities}
    return next((one.her for one in parties.receivers(parties.SYKEPLEIE[:1]) if one.virksomhet in hers), None)


def _page(request: HttpRequest, template: str, account: StayAccount, form: object) -> HttpResponse:
    shown = {"here": "board", "pk": account.pk, "patient": line(account.patient), "form": form}
    return render(request, template, shown)
