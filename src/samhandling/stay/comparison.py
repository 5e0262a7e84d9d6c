"""Where an invoice basis and one's own ledger differ, and which fact one of the ends lacks.

Both ends count by the same function, so where they differ, either one holds a message, receipt or
registration that the other does not, or their rules differ (a price, an agreement's deadline).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from samhandling.stay.accounts import Account, facts
from samhandling.stay.invoice import Basis, BilledDay, Kind, Line, billed, month_of
from samhandling.stay.judging import Day, State
from samhandling.stay.stays import Period, PeriodState
from samhandling.stay.words import Words


class Side(StrEnum):
    """Who lacks a fact."""

    US = "us"  # the basis rests on it, and it is not here
    THEM = "them"  # it decides here, and the basis does not name it


class Lacking(NamedTuple):
    """A fact that one end lacks: its id, and what it is in words (bokmål)."""

    side: Side
    id: str
    what: str


class Difference(NamedTuple):
    """One day on which the ends differ. `ours` is None where the ledger here knows no such day."""

    date: date
    period: str
    theirs: int  # kroner
    expected: int  # kroner, by the ledger here
    ours: Day | None
    words: Words
    lacking: tuple[Lacking, ...] = ()


class Compared(NamedTuple):
    """A line of a basis held against the ledger here; `differences` is empty where both agree."""

    line: Line
    account: Account | None
    differences: tuple[Difference, ...]


UNKNOWN_PERIOD = Words(
    "Varselet som linjen bygger på, finnes ikke her.", "The notice that the line rests on is not held here."
)
UNKNOWN_DAY = Words(
    "Regnskapet her har ikke denne dagen i perioden.", "The ledger here has no such day in the period."
)
OTHER_STATE = Words("Regnskapet her: {reason}", "The ledger here: {reason}")
OTHER_PRICE = Words(
    "Ulik døgnpris: {theirs} kr der, {ours} kr her. Se Regler og avtaler.",
    "Different price: {theirs} kr there, {ours} kr here. See Rules and agreements.",
)
NOT_ASKED = Words("Dagen teller her, men kreves ikke.", "The day counts here, but is not asked for.")
SAME_FACTS = Words(
    "Begge bygger på de samme meldingene. Da er det reglene som er ulike: se Regler og avtaler.",
    "Both rest on the same messages. Then the rules differ: see Rules and agreements.",
)


def compare(
    basis: Basis, accounts: Iterable[Account], held: Collection[str], before: Iterable[Basis] = ()
) -> list[Compared]:
    """Each line of a basis beside the ledger here.

    `held` are the ids of messages and receipts that this end has; `before` the earlier bases from the same
    hospital, which a correction is measured against.
    """
    accounts, sums = list(accounts), billed(before)
    return [_compared(basis, line, accounts, held, sums) for line in basis.lines]


def not_asked(basis: Basis, accounts: Iterable[Account]) -> list[Difference]:
    """Days of the month that count here towards this hospital and are not in the basis."""
    asked = {(line.period, day.date) for line in basis.lines for day in line.days}
    return [
        Difference(day.date, day.period, 0, day.price or 0, day, NOT_ASKED)
        for one in accounts
        if one.stay.hospital.virksomhet == basis.hospital.her
        for day in one.days
        if day.state is State.PAYABLE
        and day.municipality == basis.municipality.her
        and month_of(day.date) == basis.month
        and (day.period, day.date) not in asked
    ]


def _compared(
    basis: Basis,
    line: Line,
    accounts: Sequence[Account],
    held: Collection[str],
    sums: Mapping[tuple[str, date], int],
) -> Compared:
    own = next((one for one in accounts if one.period(line.period)), None)
    found = tuple(_differences(basis, line, own, held, sums))
    return Compared(line, own, found)


def _differences(
    basis: Basis,
    line: Line,
    own: Account | None,
    held: Collection[str],
    sums: Mapping[tuple[str, date], int],
) -> Iterator[Difference]:
    period = own.period(line.period) if own else None
    days = {day.date: day for day in own.days if period and day.period == period.id} if own else {}
    told = facts(own.stay) if own else {}
    for day in line.days:
        ours = days.get(day.date)
        owed = (ours.price or 0) if ours and ours.state is State.PAYABLE else 0
        earlier = sums.get((line.period, day.date), 0) if line.kind is Kind.CORRECTION else 0
        expected = owed - earlier
        if expected != day.kroner:
            own_evidence = ours.evidence if ours else _why_no_day(period)
            lacking = tuple(_lacking(basis, day, own_evidence, held, told))
            words = _words(day, ours, known=own is not None, owed=owed, lacking=lacking)
            yield Difference(day.date, line.period, day.kroner, expected, ours, words, lacking)


def _words(
    theirs: BilledDay, ours: Day | None, *, known: bool, owed: int, lacking: tuple[Lacking, ...]
) -> Words:
    if ours is None:
        return UNKNOWN_DAY if known else UNKNOWN_PERIOD
    if owed and theirs.kroner > 0:
        return OTHER_PRICE.filled(theirs=theirs.kroner, ours=owed)
    state = Words(OTHER_STATE.nb.format(reason=ours.reason.nb), OTHER_STATE.en.format(reason=ours.reason.en))
    if lacking:
        return state
    return Words(f"{state.nb} {SAME_FACTS.nb}", f"{state.en} {SAME_FACTS.en}")


def _why_no_day(period: Period | None) -> tuple[str, ...]:
    """What took the day away: the cancellation of the notices, or what ended the period."""
    if period is None:
        return ()
    if period.state is PeriodState.CANCELLED:
        return tuple(notice.changed_by for notice in period.notices if notice.changed_by)
    return period.end.evidence if period.end else ()


def _lacking(
    basis: Basis, theirs: BilledDay, ours: Sequence[str], held: Collection[str], told: Mapping[str, str]
) -> Iterator[Lacking]:
    for one in theirs.evidence:
        if one not in held:
            yield Lacking(Side.US, one, basis.facts.get(one, ""))
    for one in ours:
        if one not in theirs.evidence:
            yield Lacking(Side.THEM, one, told.get(one, ""))
