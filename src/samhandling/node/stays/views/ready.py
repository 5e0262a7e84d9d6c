"""Utskrivningsklar: the checklist of § 9, sending the notice, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samhandling.errors import Conflict, InvalidMessage
from samhandling.node.access.policies import require
from samhandling.node.access.reading import Reader
from samhandling.node.patients.presenters import line
from samhandling.node.stays import actions, parties, queries, words
from samhandling.node.stays.forms import ReadyForm
from samhandling.node.stays.views.stay import could_not
from samhandling.stay.readiness import cautions, readiness
from samhandling.stay.stays import PeriodState
from samhandling.stay.times import day_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from samhandling.node.stays.account import StayAccount


def ready(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist; sending it records the assessment and notifies the municipality."""
    reader = Reader.of(request)
    require(reader.actor, "declare-ready")
    account = queries.stay_of(reader, pk)
    form = _form(request, reader, account)
    if request.method == "POST" and form.is_valid() and _declared(request, reader, account, form):
        return redirect("stay", account.pk)
    usual = parties.party(parties.usual_receiver(account, parties.LOGISTICS) or 0)
    to = usual.virksomhet if usual else None
    found = cautions(account.stay, account.rules, account.now, to)
    warnings = [
        (words.said(one.words), words.source_words(one.clause))
        for one in found
        if one.kind != "points-missing"
    ]
    return render(
        request,
        "stays/ready.html",
        {
            "here": "board",
            "pk": account.pk,
            "patient": line(account.patient),
            "form": form,
            "warnings": warnings,
            "runs": _runs(account),
            "admitted": account.stay.admitted.value.words() if account.stay.admitted else "",
        },
    )


def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ble dårligere (avmelding) or sendt ved feil (cancellation): two things that pay differently."""
    reader = Reader.of(request)
    require(reader.actor, "declare-ready")
    account = queries.stay_of(reader, pk)
    if request.method == "POST":
        _undone(request, reader, account)
        return redirect("stay", account.pk)
    shown = {"here": "board", "pk": account.pk, "patient": line(account.patient), "runs": _runs(account)}
    return render(request, "stays/undo.html", shown)


def _form(request: HttpRequest, reader: Reader, account: StayAccount) -> ReadyForm:
    today, user = day_of(account.now), reader.actor.user
    usual = parties.usual_receiver(account, parties.LOGISTICS)
    initial = {
        "ready_on": today,
        "today": today,
        "by": user.full_name if user else "",
        "decided_by": user.pk if user and user.hpr else None,
        "receiver": usual,
    }
    found = readiness(account.stay, account.rules, account.now)
    to = parties.receivers(parties.SAKSBEHANDLING)
    to.sort(key=lambda one: one.her != usual)
    return ReadyForm(found.points, parties.deciders(), to, request.POST or None, initial=initial)


def _declared(request: HttpRequest, reader: Reader, account: StayAccount, form: ReadyForm) -> bool:
    told = form.cleaned_data
    receiver = parties.party(told["receiver"])
    if receiver is None:
        return False
    points = form.documented()
    assessment = actions.Assessment(points, told["decided_by"], told["ready_on"], receiver)
    try:
        actions.declare_ready(reader.actor, account, assessment)
    except (Conflict, InvalidMessage):
        messages.error(request, could_not())
        return True
    messages.success(
        request,
        _("Vurderingen er registrert, og meldingen er sendt til %(to)s.") % {"to": receiver.virksomhet_name},
    )
    return True


def _undone(request: HttpRequest, reader: Reader, account: StayAccount) -> None:
    try:
        if request.POST.get("why") == "worse":
            actions.withdraw(reader.actor, account, request.POST.get("reason", "")[:500])
            messages.success(request, _("Avmeldingen er sendt."))
        elif request.POST.get("why") == "mistake":
            actions.cancel_notice(reader.actor, account)
            messages.success(request, _("Meldingen er kansellert. Perioden regnes som om den aldri var."))
        else:
            messages.error(
                request, _("Velg om pasienten ble dårligere, eller om meldingen ble sendt ved feil.")
            )
    except (Conflict, InvalidMessage):
        messages.error(request, could_not())


def _runs(account: StayAccount) -> bool:
    period = account.running
    return period is not None and period.state is PeriodState.OPEN
