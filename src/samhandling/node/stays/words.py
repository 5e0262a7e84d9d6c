"""The words that the screens of a stay use for its phases, replies and owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samhandling.node.web import wording
from samhandling.node.web.marks import Colour, Mark
from samhandling.stay.judging import State
from samhandling.stay.obligations import Owed
from samhandling.stay.replies import Choice
from samhandling.stay.stays import Phase
from samhandling.stay.works import by_name

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.stay.rules import Rules
    from samhandling.stay.words import Words

PHASES: dict[str, tuple[object, Colour]] = {
    Phase.READY.value: (gettext_lazy("Utskrivningsklar"), "warning"),
    Phase.OFFER_READY.value: (gettext_lazy("Tilbud klart"), "success"),
    Phase.NOTIFIED.value: (gettext_lazy("Varslet"), "info"),
    Phase.ADMITTED.value: (gettext_lazy("Innlagt"), "neutral"),
    Phase.UNKNOWN.value: (gettext_lazy("Uavklart"), "neutral"),
    Phase.DISCHARGED.value: (gettext_lazy("Utskrevet"), "neutral"),
    Phase.DEAD.value: (gettext_lazy("Død"), "neutral"),
    Phase.CANCELLED.value: (gettext_lazy("Kansellert"), "neutral"),
}
REPLIES = {
    "": gettext_lazy("Ikke svart"),
    Choice.CAN_RECEIVE.value: gettext_lazy("Kan ta imot"),
    Choice.EXPECTED.value: gettext_lazy("Kan ikke nå"),
    Choice.UNKNOWN.value: gettext_lazy("Kan ikke, vet ikke når"),
    Choice.OFFER_READY.value: gettext_lazy("Tilbud klart"),
    Choice.NOT_CLASSIFIED.value: gettext_lazy("Svar i fritekst, ikke tolket"),
    Choice.NO_REPLY.value: gettext_lazy("Gjelder noe annet"),
}
SURE = {
    "sure": gettext_lazy("sikker"),
    "likely": gettext_lazy("trolig"),
    "unsure": gettext_lazy("usikker"),
}
OWED: dict[Owed, tuple[object, Colour]] = {
    Owed.OPEN: (gettext_lazy("Åpen"), "info"),
    Owed.OVERDUE: (gettext_lazy("Over fristen"), "danger"),
    Owed.FULFILLED: (gettext_lazy("Gjort"), "success"),
    Owed.LATE: (gettext_lazy("Gjort for sent"), "warning"),
    Owed.LAPSED: (gettext_lazy("Falt bort"), "neutral"),
}
DAYS: dict[State, tuple[object, Colour]] = {
    State.PAYABLE: (gettext_lazy("Betales"), "warning"),
    State.NOT_PAYABLE: (gettext_lazy("Betales ikke"), "neutral"),
    State.BLOCKED: (gettext_lazy("Sperret"), "danger"),
    State.DISPUTED: (gettext_lazy("Omtvistet"), "danger"),
    State.NEEDS_DECISION: (gettext_lazy("Må avgjøres"), "info"),
}


def phase_mark(phase: str) -> Mark:
    words, colour = PHASES[phase]
    return Mark(str(words), colour)


def mark(found: tuple[object, Colour]) -> Mark:
    return Mark(str(found[0]), found[1])


def said(words: Words) -> str:
    """The core's words in the reader's language; it has bokmål and English."""
    return words.in_language(translation.get_language() or "nb")


def source_words(source: str) -> str:
    """A clause or a source with its works by name: `Standarden for pasientlogistikk (HIS 1149)`."""
    return said(by_name(source))


def rule_words(rules: Rules, rule_id: str) -> str:
    """What an obligation asks for; its id where no rule of that name is in force."""
    row = next((row for row in reversed(rules.obligations) if row.id == rule_id), None)
    return said(row.what) if row else rule_id


def left(due: dt.datetime | None, now: dt.datetime) -> str:
    """`om 3 timer`, `2 døgn over fristen`; empty without a time."""
    if due is None:
        return ""
    span = wording.lasting(abs(due - now))
    if due < now:
        return _("%(span)s over fristen") % {"span": span}
    return _("om %(span)s") % {"span": span}


def days(count: int) -> str:
    return ngettext("%(count)d døgn", "%(count)d døgn", count) % {"count": count}
