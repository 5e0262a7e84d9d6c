"""How a sent message stands at one receiver, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.html import html_safe
from django.utils.translation import gettext as _

from samhandling.node.delivery.states import State, is_overdue
from samhandling.node.web.marks import Mark
from samhandling.node.web.pieces import piece
from samhandling.standards import codes

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.safestring import SafeString

    from samhandling.node.delivery.models import DeliveryState
    from samhandling.node.delivery.queries import Loop
    from samhandling.node.directory.phones import Phone
    from samhandling.node.journal.models import Receipt, Recipient

RECEIPT_ERRORS = "8221"  # Feilmeldinger i applikasjonskvittering
_LINE = """<div class="delivery">
  <p class="delivery-line">{} <span>{}{}</span></p>
  {}
</div>"""


@dataclass(frozen=True)
class ReceiptError:
    """A reason in a negative receipt. `meaning` is the code's own name, `text` what the other party wrote."""

    code: str
    meaning: str
    text: str


@html_safe
@dataclass(frozen=True)
class Delivery:
    """One receiver's line. `advice` is what to do now, `call` whom to ring; both empty when all is well.

    Written as it is in a template.
    """

    name: str
    copy: bool
    mark: Mark
    since: dt.datetime | None
    advice: str = ""
    errors: tuple[ReceiptError, ...] = ()
    call: Phone | None = None

    def __str__(self) -> str:
        copy = piece(' <span class="inline-quiet">{}</span>', _("(kopi)")) if self.copy else ""
        return piece(_LINE, self.mark, self.name, copy, self._notes() if self.errors or self.advice else "")

    def _notes(self) -> SafeString:
        return render_to_string("delivery/notes.html", {"delivery": self})


def delivery(recipient: Recipient, now: dt.datetime, phone: Phone | None = None) -> Delivery:
    """Present how a message that we sent stands at this receiver. `now` is aware."""
    state: DeliveryState | None = getattr(recipient, "delivery", None)
    mark, advice = standing(state, now)
    receipt = next(iter(recipient.final_receipts), None)
    return Delivery(
        name=recipient.name,
        copy=recipient.role == "COP",
        mark=mark,
        since=state.since if state else None,
        advice=advice,
        errors=receipt_errors(receipt),
        call=phone if advice else None,
    )


def standing(state: DeliveryState | None, now: dt.datetime) -> tuple[Mark, str]:
    """The state in a word or two, and what to do about it."""
    if state is None:
        return Mark(_("Ukjent")), ""
    if state.state == State.COMPLETED:
        return Mark(_("Kvittert"), "success"), ""
    if (failed := _failures().get(state.state)) is not None:
        return failed
    if is_overdue(State(state.state), state.overdue_at, now):
        return Mark(_("Ingen kvittering"), "danger"), _(
            "Mottakeren har ikke kvittert innen 96 timer. Regn med at den ikke er lest. Ring, og send igjen."
        )
    if now >= state.warn_at:
        return Mark(_("Forsinket"), "warning"), _(
            "Mottakeren har ikke kvittert i tide. Haster det, ring mottakeren."
        )
    return _underway()[state.state], ""


def receipt_errors(receipt: Receipt | None) -> tuple[ReceiptError, ...]:
    if receipt is None:
        return ()
    return tuple(
        ReceiptError(error["code"], codes.name(RECEIPT_ERRORS, error["code"]) or "", error.get("text", ""))
        for error in receipt.errors
    )


def _underway() -> dict[str, Mark]:
    return {
        State.NEW: Mark(_("Venter på sending")),
        State.SENT: Mark(_("Sendt"), "info"),
        State.PENDING_TRANSPORT: Mark(_("Sendt"), "info"),
        State.PENDING_APPREC: Mark(_("Levert"), "info"),
    }


def _failures() -> dict[str, tuple[Mark, str]]:
    return {
        State.REJECTED: (
            Mark(_("Avvist"), "danger"),
            _("Mottakeren har avvist meldingen og bruker den ikke. Rett feilen og send på nytt, eller ring."),
        ),
        State.FAILED_TRANSPORT: (
            Mark(_("Ikke levert"), "danger"),
            _("Meldingstjenesten fikk ikke levert meldingen. Ring mottakeren."),
        ),
        State.FAILED_SEND: (
            Mark(_("Ikke sendt"), "danger"),
            _("Meldingen kom ikke av gårde herfra. Ring mottakeren, og si fra til meldingsansvarlig."),
        ),
    }


def event_words(event: str) -> str:
    """What happened on the way, for the list of steps; an unknown word of the carrier stays as it came."""
    known = {
        "handed-over": _("Overlevert meldingstjenesten"),
        "gave-up": _("Gav opp å sende"),
        "sent-again": _("Lagt til sending på nytt"),
        "sent": _("Sendt"),
        "Unconfirmed": _("Underveis til mottakeren"),
        "Acknowledged": _("Levert til mottakerens system"),
        "Rejected": _("Stanset på veien"),
        "Abandoned": _("Meldingstjenesten gav opp"),
        "apprec-1": _("Kvittert av mottakeren"),
        "apprec-2": _("Avvist av mottakeren"),
        "apprec-3": _("Delvis kvittert av mottakeren"),
    }
    return known.get(event, event)


@dataclass(frozen=True)
class LoopRow:
    """A part of the worker: what it does, whether it runs, and since when it has been silent."""

    does: str
    mark: Mark
    at: dt.datetime | None
    problem: str


def loop_row(loop: Loop) -> LoopRow:
    return LoopRow(_loop_words().get(loop.name, loop.name), _loop_mark(loop), loop.at, loop.problem)


def _loop_mark(loop: Loop) -> Mark:
    if loop.silent:
        return Mark(_("Stanset"), "danger")
    return Mark(_("Har problemer"), "warning") if loop.problem else Mark(_("I drift"), "success")


def _loop_words() -> dict[str, str]:
    return {
        "receiver": _("Henter meldinger og kvitteringer"),
        "filer": _("Kontrollerer og legger i journalen"),
        "sender": _("Sender meldinger og kvitteringer"),
        "watch": _("Passer på frister"),
        "folders": _("Bytter filer med journalsystemet"),
        "mllp": _("Lytter til hendelser fra journalsystemet"),
    }
