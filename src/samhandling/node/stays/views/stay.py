"""Opphold: the page of one stay, and what is registered on it by one press."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict, InvalidMessage
from samhandling.node.access.policies import require
from samhandling.node.access.reading import Reader
from samhandling.node.stays import actions, queries, registering
from samhandling.node.stays.stay_page import stay_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from samhandling.node.stays.account import StayAccount


def stay(request: HttpRequest, pk: int) -> HttpResponse:
    """One stay. A key that its facts have outgrown leads on to the new one."""
    reader = Reader.of(request)
    account = queries.stay_of(reader, pk)
    if account.pk != pk:
        return redirect("stay", account.pk)
    others = queries.stays_of_patient(reader, account.patient.pk) if account.stay.doubts else ()
    page = stay_page(account, reader.actor, queries.readable(reader, account), others)
    return render(request, "stays/stay.html", {"here": "board", "stay": page})


def of_message(request: HttpRequest, pk: int) -> HttpResponse:
    """From a message to its stay, or to its patient where it is part of none."""
    reader = Reader.of(request)
    try:
        return redirect("stay", queries.stay_of_message(reader, pk).pk)
    except Http404:
        return redirect("patient", queries.patient_of_message(reader, pk).pk)


Did = Callable[[Reader, "StayAccount", "HttpRequest"], str]


def presses(right: str) -> Callable[[Did], Callable[..., HttpResponse]]:
    """A POST by those with this right: it does one thing to a stay, says so, and goes back to the stay."""

    def wrap(do: Did) -> Callable[..., HttpResponse]:
        @require_POST
        @wraps(do)
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            reader = Reader.of(request)
            require(reader.actor, right)
            account = queries.stay_of(reader, pk)
            try:
                messages.success(request, do(reader, account, request))
            except (Conflict, InvalidMessage):
                messages.error(request, could_not())
            return redirect("stay", account.pk)

        return view

    return wrap


def could_not() -> str:
    """What to say when the stay has moved on; the reasons of conflicts are for the log."""
    return _("Det lot seg ikke gjøre. Kanskje har noen gjort det før deg. Se på oppholdet på nytt.")


@presses("record-act")
def press(reader: Reader, account: StayAccount, request: HttpRequest) -> str:
    """One of the simple acts."""
    registering.press(reader.actor, account, request.POST.get("act", ""))
    return _("Registrert.")


@presses("record-act")
def note(reader: Reader, account: StayAccount, request: HttpRequest) -> str:
    """A note, a telephone call or a meeting."""
    registering.note(reader.actor, account, request.POST.get("form", "note"), request.POST.get("text", ""))
    return _("Notatet er skrevet.")


@presses("record-act")
def explain_day(reader: Reader, account: StayAccount, request: HttpRequest) -> str:
    """Why she waited on a day."""
    day = parse_date(request.POST.get("day", ""))
    if day is None:
        raise Conflict("No day")
    registering.explain_day(reader.actor, account, day, request.POST.get("reason", ""))
    return _("Årsaken er registrert.")


@presses("record-act")
def place(reader: Reader, account: StayAccount, request: HttpRequest) -> str:
    """Where a message belongs that could be of more than one stay."""
    told = request.POST
    registering.place(reader.actor, account, told.get("message", ""), told.get("with", ""))
    return _("Meldingen er plassert, og det er ført at det var du som gjorde det.")


@presses("classify-reply")
def classify(reader: Reader, account: StayAccount, request: HttpRequest) -> str:
    """What a reply in free text means."""
    told = request.POST
    day = parse_date(told.get("expected", ""))
    actions.classify(reader.actor, account, told.get("reply", ""), told.get("choice", ""), day)
    return _("Svaret er tolket, og det er ført at det var du som gjorde det.")
