"""One message: as people read it, as it came, and what was enclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access.policies import may
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence import actions
from samhandling.node.correspondence.opening import note_opened
from samhandling.node.handling import queries as cases
from samhandling.node.handling.forms import WaitForm
from samhandling.node.handling.presenters import CasePanel, case_panel
from samhandling.node.journal import presenters, queries, rendering
from samhandling.node.patients.forms import NoteForm
from samhandling.node.patients.timeline import act_event
from samhandling.node.stays.links import from_message
from samhandling.node.writing.presenters import offer_button
from samhandling.node.writing.queries import offers as offers_about

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

UNTRUSTED = "sandbox; default-src 'none'"
"""Bytes from outside never run in our origin, even when a browser is made to show them."""


def message(request: HttpRequest, pk: int) -> HttpResponse:
    """A message with its receipts, its thread and its attachments."""
    return message_page(request, Reader.of(request), pk)


def message_page(
    request: HttpRequest, reader: Reader, pk: int, *, waiting: WaitForm | None = None, status: int = 200
) -> HttpResponse:
    """The same, with a form that was not filled in right."""
    letter = queries.letter(reader, pk)
    note_opened(reader, letter.own_recipients)
    now = clock.now()
    page = presenters.letter_page(letter, reader.service_hers, now)
    ways = from_message(reader.actor, letter.message)
    offers = [offer_button(one) for one in offers_about(reader, letter.message)]
    panels = _panels(reader, letter, now)
    shown = {"here": page.here, "letter": page, "ways": ways, "offers": offers, "panels": panels}
    shown["waiting"] = waiting or WaitForm()
    shown["note"] = NoteForm(auto_id="note_%s") if may(reader.actor, "record-act") else None
    shown["notes"] = [act_event(act) for act in letter.notes]
    shown["blocks"] = may(reader.actor, "block-record")
    return render(request, "correspondence/message.html", shown, status=status)


def _panels(reader: Reader, letter: queries.Letter, now: dt.datetime) -> list[CasePanel]:
    """How the message stands in the queues of the reader's services."""
    own = [one for one in letter.own_recipients if one.inbox_her in reader.service_hers]
    acts = cases.acts_on(one.pk for one in own)
    user = reader.actor.user
    found = (
        case_panel(one, acts.get(one.pk, ()), cases.colleagues([one.inbox_her]), user.pk if user else 0, now)
        for one in own
    )
    return [panel for panel in found if panel]


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a message that could not be delivered into the outbox once more."""
    reader = Reader.of(request)
    letter = queries.letter(reader, pk)
    try:
        actions.send_again(reader.actor, letter.message)
    except Conflict:
        messages.error(request, _("Meldingen er allerede levert, eller på vei."))
    else:
        messages.success(request, _("Meldingen sendes på nytt."))
    return redirect("message", pk)


def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The message's XML as text on a page."""
    found = queries.original(Reader.of(request), pk)
    return render(
        request, "correspondence/original.html", {"here": "", "original": rendering.original(found)}
    )


def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The message's XML, byte for byte."""
    found = queries.original(Reader.of(request), pk)
    return untrusted(rendering.content_of(found), "application/xml", f"{found.msg_id}.xml")


def receipt(request: HttpRequest, pk: int, receipt_pk: int) -> HttpResponse:
    """A receipt for the message, as people read it."""
    found = queries.receipt(Reader.of(request), pk, receipt_pk)
    page = presenters.receipt_page(found)
    return render(request, "correspondence/receipt.html", {"here": "", "receipt": page})


def attachment(request: HttpRequest, pk: int, index: int) -> HttpResponse:
    """An attachment, to be saved."""
    found = queries.attachment(Reader.of(request), pk, index)
    return untrusted(found.content, found.mime_type, found.name)


def untrusted(content: bytes, mime_type: str, name: str) -> HttpResponse:
    """Bytes from outside: never shown in the page's own origin, always saved under a name."""
    response = HttpResponse(content, content_type=mime_type)
    response["Content-Security-Policy"] = UNTRUSTED
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
