"""The tvistemappe: a stay told for the dispute ladder and Tvisteløsningsnemnda, without who or when.

Case papers must be anonymised, and a claim for payment must state the claim and its factual and legal basis
(discharge.md § 1.2, Disagreement). Days are counted from the admission (day 0), age is a band, the parties
are "the hospital" and "the municipality", documents are numbered in the order of time. No names, numbers,
dates, wards or diagnoses are carried over, and no free text of any message. Amounts and clauses are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from samhandling.standards.definition import OSLO
from samhandling.stay.accounts import Account, message_name
from samhandling.stay.judging import Day, State
from samhandling.stay.replies import Choice
from samhandling.stay.rules import Rules
from samhandling.stay.standing import Answered, Held, Standing
from samhandling.stay.stays import Period, Stay
from samhandling.stay.times import day_of
from samhandling.stay.words import Words

BANDS = ((18, "0–17"), (40, "18–39"), (65, "40–64"), (75, "65–74"), (85, "75–84"))
OLDEST = "85 eller eldre"
UNKNOWN_AGE = "ikke kjent"
WRITTEN = re.compile(r"\b(\d{2})\.(\d{2})\.(\d{4})\b|\b(?:19|20)\d{2}\b")
"""A date, or a year alone."""


class Step(NamedTuple):
    """Something that happened. `day` counts from the admission; `clock` is local time."""

    number: int
    day: int
    clock: str
    by: str
    what: str


class DisputedDay(NamedTuple):
    """A day of the ledger: `day` counts from the admission, `documents` are numbers of steps."""

    day: int
    state: str
    reason: str
    clause: str
    kroner: int | None
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What the parties disagree about, de-identified. `claim` is what the days that may cost come to."""

    age: str
    mental_health: bool
    steps: tuple[Step, ...]
    days: tuple[DisputedDay, ...]
    claim: int
    clauses: tuple[str, ...]


def dispute(account: Account, period: Period, rules: Rules) -> Dispute:
    """The dispute over one period. Without any admission time, day 0 is the day of the first message."""
    stay = account.stay
    zero = _day_zero(stay)
    days = [day for day in account.days if day.period == period.id]
    told = sorted((one for one in stay.messages if _of_period(one, period)), key=_in_time)
    steps = tuple(_step(n, one, zero, period, rules) for n, one in enumerate(told, 1))
    numbers = {i: n for n, one in enumerate(told, 1) for i in one.evidence}
    return Dispute(
        age=age_band(stay.patient.date_of_birth, zero),
        mental_health=period.phv_tsb,
        steps=steps,
        days=tuple(_day(day, zero, numbers) for day in days),
        claim=sum(day.price or 0 for day in days if day.state is not State.NOT_PAYABLE),
        clauses=tuple(dict.fromkeys(day.clause for day in days)),
    )


def age_band(born: str, on: date) -> str:
    """The band of the age on a day, in years; "ikke kjent" where the date of birth is not."""
    try:
        birth = date.fromisoformat(born[:10])
    except ValueError:
        return UNKNOWN_AGE
    age = on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
    return next((band for over, band in BANDS if age < over), OLDEST) if age >= 0 else UNKNOWN_AGE


def relative(text: str, zero: date) -> str:
    """A text with each date written as a day counted from day 0, and years left out."""

    def counted(found: re.Match[str]) -> str:
        if found[1] is None:
            return "[år]"
        try:
            return f"dag {(date(int(found[3]), int(found[2]), int(found[1])) - zero).days}"
        except ValueError:
            return "[dato]"

    return WRITTEN.sub(counted, text)


def _day_zero(stay: Stay) -> date:
    if stay.admitted and stay.admitted.value.day:
        return stay.admitted.value.day
    return day_of(stay.messages[0].said_at if stay.messages else stay.acts[0].at)


def _in_time(one: Held) -> tuple[datetime, str]:
    return one.said_at, one.msg_id


def _of_period(one: Held, period: Period) -> bool:
    """Messages between this municipality and the hospital; others are none of the board's business."""
    message = one.message
    ends = {message.sender.virksomhet, *(receiver.address.virksomhet for receiver in message.receivers)}
    return period.municipality.virksomhet in ends


def _step(number: int, one: Held, zero: date, period: Period, rules: Rules) -> Step:
    from_municipality = one.message.sender.virksomhet == period.municipality.virksomhet
    local = one.said_at.astimezone(OSLO)
    return Step(
        number,
        (local.date() - zero).days,
        f"{local:%H.%M}",
        "Kommunen" if from_municipality else "Sykehuset",
        _told(one, zero, period, rules),
    )


def _told(one: Held, zero: date, period: Period, rules: Rules) -> str:
    parts = [message_name(one)]
    ready = next((day for day, msg_id in period.ready_dates if msg_id == one.msg_id), None)
    if ready:
        parts.append(f"utskrivningsklar fra dag {(ready - zero).days}")
    parts += _reply_parts(one, zero, period, rules)
    if one.standing is Standing.CANCELLED:
        parts.append("senere kansellert")
    elif one.standing is Standing.REPLACED:
        parts.append("senere erstattet")
    return f"{': '.join([parts[0], ', '.join(parts[1:])]) if parts[1:] else parts[0]}. {_receipt(one, zero)}"


def _reply_parts(one: Held, zero: date, period: Period, rules: Rules) -> list[str]:
    """What a reply says, by its choice; never its text."""
    reply = next((r for r in period.replies if r.held.msg_id == one.msg_id), None)
    if reply is None:
        return []
    names = {row.choice: row.name.nb for row in rules.sentences}
    said = names.get(reply.choice.value, "svar i fritekst")
    if reply.choice is Choice.NO_REPLY:
        said = "gjelder noe annet"
    day = f" (dag {(reply.said.date - zero).days})" if reply.said.date else ""
    classified = ", tolket av en person" if reply.classified_by else ""
    return [f"{said}{day}{classified}"]


def _receipt(one: Held, zero: date) -> str:
    known = next((k for k in one.known if k.at), None)
    if known is None or known.at is None:
        return "Ingen kvittering."
    word = "Avvist" if known.answered is Answered.REJECTED else "Positiv kvittering"
    local = known.at.astimezone(OSLO)
    return f"{word} dag {(local.date() - zero).days} kl. {local:%H.%M}."


def _day(day: Day, zero: date, numbers: dict[str, int]) -> DisputedDay:
    documents = tuple(dict.fromkeys(numbers[i] for i in day.evidence if i in numbers))
    reason = relative(day.reason.nb, zero)
    return DisputedDay(
        (day.date - zero).days, day.state.value, reason, day.clause, day.price, tuple(sorted(documents))
    )


STATES = {
    "payable": Words("Betales", "Payable"),
    "not_payable": Words("Betales ikke", "Not payable"),
    "blocked": Words("Sperret", "Blocked"),
    "disputed": Words("Omtvistet", "Disputed"),
    "needs_decision": Words("Må avgjøres", "Needs decision"),
}


def all_texts(made: Dispute) -> Iterable[str]:
    """Every text of the draft, for the guard: what we made ourselves is held to the same rule."""
    yield from (made.age, *(step.what for step in made.steps))
    yield from (day.reason for day in made.days)


__all__ = ["STATES", "Dispute", "DisputedDay", "Step", "age_band", "all_texts", "dispute", "relative"]
