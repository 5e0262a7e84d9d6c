"""A stay with its ledger and its payers: what settlement is made from, the same at both ends."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from samhandling.standards.definition import OSLO
from samhandling.stay.acts import Act
from samhandling.stay.ledger import Day, ledger
from samhandling.stay.payer import Payer, payer
from samhandling.stay.rules import Rules
from samhandling.stay.standing import Answered, Held, Standing
from samhandling.stay.stays import Period, Stay


class Account(NamedTuple):
    """`days` are all ended days; `payers` holds the payer of each period by the period's id."""

    stay: Stay
    days: tuple[Day, ...]
    payers: Mapping[str, Payer]

    def period(self, msg_id: str) -> Period | None:
        """The period that one of its notices names."""
        for period in self.stay.periods:
            if any(notice.msg_id == msg_id for notice in period.notices):
                return period
        return None


def account(stay: Stay, rules: Rules, now: datetime) -> Account:
    """The account of one stay."""
    payers = {period.id: payer(stay, period, rules) for period in stay.periods}
    return Account(stay, ledger(stay, rules, now), payers)


MESSAGES = {
    "LOG_INNLAGT": "Melding om innlagt pasient",
    "HELSEOPPL_SOKNAD": "Helseopplysninger",
    "INNLEGGELSESRAPPORT": "Innleggelsesrapport",
    "LOG_UTSKRIVNINGSKLAR": "Melding om utskrivningsklar pasient",
    "LOG_AVMELDING": "Avmelding av utskrivningsklar pasient",
    "LOG_UTSKREVET": "Melding om utskrevet pasient",
    "LOG_DOD": "Melding om dødsfall",
    "UTSKRIVNINGSRAPPORT": "Utskrivningsrapport",
    "EPIKRISE": "Epikrise",
    "DIALOG_NOTAT": "Svar på utskrivningsklar pasient",
    "DIALOG_HELSEFAGLIG": "Helsefaglig dialog",
    "DIALOG_AVVIK": "Avviksmelding",
}
"""Names for people, bokmål, by code of 8279."""
RECEIPTS = {Answered.ACCEPTED: "Positiv kvittering for", Answered.REJECTED: "Avvisning av"}
ACTS = {
    "reply-classified": "Tolkning av et svar i fritekst",
    "offer-refused": "Registrering av at pasienten takket nei",
    "payer-confirmed": "Bekreftelse av hvem som betaler",
}


def facts(stay: Stay) -> dict[str, str]:
    """What each id of evidence is, in words without names, by id: messages, receipts, local acts."""
    told: dict[str, str] = {}
    for one in stay.messages:
        told[one.msg_id] = f"{message_name(one)}, sendt {_when(one.said_at)}"
        for known in one.known:
            if known.receipt_id and known.at:
                word = RECEIPTS.get(known.answered, "Kvittering for")
                told[known.receipt_id] = f"{word} {_lowered(message_name(one))}, {_when(known.at)}"
    return told | {act.act_id: f"{act_name(act)}, {_when(act.at)}" for act in stay.acts}


def message_name(one: Held) -> str:
    """The type for people, and that it is a cancellation; the code where it has no name here."""
    name = MESSAGES.get(one.message.type_code, one.message.type_code)
    return f"{name} (kansellering)" if one.standing is Standing.CANCELLATION else name


def act_name(act: Act) -> str:
    """A local act's kind for people."""
    return ACTS.get(act.kind, "Registrering i journalen")


def _lowered(name: str) -> str:
    return name if name.isupper() else name[0].lower() + name[1:]


def _when(instant: datetime) -> str:
    return instant.astimezone(OSLO).strftime("%d.%m.%Y kl. %H.%M")
