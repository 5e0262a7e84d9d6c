"""Journalsystem: tokens, listener, last events and lyttemodus, for whoever answers for the connection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access.policies import may, require
from samhandling.node.access.reading import Reader
from samhandling.node.recordsystem import actions, presenters, queries
from samhandling.node.recordsystem.forms import TokenForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def record_system(request: HttpRequest) -> HttpResponse:
    """The whole page."""
    reader = Reader.of(request)
    found = queries.beside(reader)
    shown = {
        "here": "record-system",
        "tokens": [presenters.token_row(one) for one in found.tokens],
        "loops": presenters.loop_rows(found.loops, clock.true_now()),
        "unread": [presenters.event_row(one) for one in found.unread],
        "last": [presenters.event_row(one) for one in found.last],
        "services": found.services,
        "administers": may(reader.actor, "administer"),
    }
    return render(request, "recordsystem/record_system.html", shown)


def make_token(request: HttpRequest) -> HttpResponse:
    """A form for a new token; the token is shown in the answer, this once."""
    actor = Reader.of(request).actor
    require(actor, "administer")
    form = TokenForm(queries.own_services(), request.POST or None)
    shown: dict[str, Any] = {"here": "record-system", "form": form}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            shown["token"] = actions.make_token(actor, told["name"], told["scopes"], told["services"])
        except Conflict:
            form.add_error("name", _("Navnet er i bruk."))
    return render(request, "recordsystem/token.html", shown, status=422 if form.errors else 200)


@require_POST
def withdraw_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a token's right away."""
    actor = Reader.of(request).actor
    require(actor, "administer")
    try:
        actions.withdraw_token(actor, queries.token_name(pk))
    except Conflict:
        messages.error(request, _("Tilgangen er trukket tilbake allerede."))
    else:
        messages.success(request, _("Tilgangen er trukket tilbake, og gjelder ikke lenger."))
    return redirect("record-system")


@require_POST
def switch(request: HttpRequest, her: int) -> HttpResponse:
    """Switch lyttemodus for a HER-id."""
    actor = Reader.of(request).actor
    require(actor, "administer")
    listening = request.POST.get("listening") == "on"
    try:
        actions.switch(actor, her, listening=listening, reason=request.POST.get("reason", ""))
    except Conflict:
        messages.error(request, _("Det står slik allerede."))
    else:
        on = _("Journalsystemet sender og mottar nå for tjenesten.")
        messages.success(request, on if listening else _("Samhandling sender og mottar nå for tjenesten."))
    return redirect("record-system")
