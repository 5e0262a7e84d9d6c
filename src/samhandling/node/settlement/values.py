"""What kind of value each rule takes: how a person writes it, and how it is shown."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from samhandling.standards import catalogue, codes
from samhandling.stay.rules import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

MOST_KRONER, MOST_HOURS, MOST_MINUTES = 100_000, 10_000, 24 * 60


class Kind(NamedTuple):
    """`help` says how the value is written; `read` raises ValueError for what it does not understand.

    `named` says what one item of a list is called by people.
    """

    help: StrOrPromise
    read: Callable[[str], Any]
    unit: StrOrPromise = ""
    choices: tuple[tuple[str, StrOrPromise], ...] = ()
    named: Callable[[str], str] = str


def _number(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(re.sub(r"[\s ]", "", text))
        if not 0 < number <= most:
            raise ValueError(text)
        return number

    return read


def _clock(text: str) -> str:
    found = re.fullmatch(r"(?:kl\.?\s*)?(\d{1,2})[.:](\d{2})", text.strip())
    if not found:
        raise ValueError(text)
    return dt.time(int(found[1]), int(found[2])).strftime("%H:%M")


def _words(text: str) -> list[str]:
    found = [word.strip() for word in text.splitlines() if word.strip()]
    if not found:
        raise ValueError(text)
    return found


YES_WITHOUT_OFFER = (
    ("needs_decision", _("En person avgjør")),
    ("payable", _("Dagene løper til tilbud klart er meldt")),
    ("not_payable", _("Den lovede datoen gjelder, også uten melding")),
)


def _choice(text: str) -> str:
    if text not in dict(YES_WITHOUT_OFFER):
        raise ValueError(text)
    return text


HOURS = Kind(_("Hele timer."), _number(MOST_HOURS), _("timer"))
CLOCK = Kind(_("Klokkeslett, for eksempel 14.00."), _clock)
LIST = Kind(_("Én på hver linje."), _words)


def _document(code: str) -> str:
    found = catalogue.type_of(code)
    return found.name if found else code


def _place(code: str) -> str:
    return codes.name("8408", code) or code


DOCUMENTS = Kind(_("Meldingstyper, én kode på hver linje."), _words, named=_document)
PLACES = Kind(_("Koder for sted (8408), én på hver linje."), _words, named=_place)
KINDS = {
    "price": Kind(_("Hele kroner per døgn."), _number(MOST_KRONER), _("kr")),
    "reply_deadline_hours": HOURS,
    "request_deadline_hours": HOURS,
    "information_old_after_hours": HOURS,
    "at_once_minutes": Kind(_("Hele minutter."), _number(MOST_MINUTES), _("minutter")),
    "notice_cut_off": CLOCK,
    "late_notice_question_after": CLOCK,
    "dated_yes_without_offer": Kind("", _choice, choices=YES_WITHOUT_OFFER),
    "documents_that_follow": DOCUMENTS,
    "no_documents_needed_for": PLACES,
    "phv_tsb_services": LIST,
}


def read_value(key: str, text: str) -> Any:
    """The value that a person wrote; "ikke satt" is one. Raises ValueError."""
    return UNSET if text.strip().casefold() == UNSET else KINDS[key].read(text)


def written(key: str, value: Any) -> str:
    """The value as a person would write it into the form."""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return str(value).replace(":", ".") if KINDS[key] is CLOCK else str(value)


def shown(key: str, value: Any) -> str:
    """The value in a sentence, with its unit."""
    kind = KINDS[key]
    if value is None or value == UNSET:
        return str(_("ikke satt"))
    if kind.choices:
        return str(dict(kind.choices).get(value, value))
    if isinstance(value, list):
        return ", ".join(kind.named(str(one)) for one in value)
    if kind is CLOCK:
        return f"kl. {written(key, value)}"
    number = f"{value:,}".replace(",", "\N{NO-BREAK SPACE}") if isinstance(value, int) else value
    return f"{number} {kind.unit}".strip()
