"""From ledgers to the next invoice basis: what a month asks for, what it corrects, what it leaves out.

A day is asked for when the ledger says payable, its price is set and a person has confirmed the payer. Every
day of a month that was billed before is looked at again: the difference to what was asked for is a
correction. So what both parties owe is at any time the sum of all bases.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from samhandling.stay.accounts import Account, facts
from samhandling.stay.invoice import Basis, BilledDay, Kind, Line, Party, billed, month_of, next_month
from samhandling.stay.judging import Day, State
from samhandling.stay.rules import REGULATION
from samhandling.stay.times import midnight
from samhandling.stay.words import Words

UNPRICED = "price-not-set"
CLAUSE_13 = f"{REGULATION} § 13"
NEVER_WAS = Words(
    "Varselet er kansellert: perioden har ikke vært.", "The notice was cancelled: the period never was."
)
NO_LONGER = Words(
    "Meldinger som kom senere, viser at dagen ikke teller.",
    "Messages that came later show that the day does not count.",
)
NOT_OVER = Words("Måneden er ikke slutt.", "The month is not over.")
NOTHING = Words("Det er ingenting å kreve betaling for.", "There is nothing to ask payment for.")
ISSUED = Words(
    "Grunnlaget for denne måneden er utstedt. Endringer kommer som korreksjon i det neste.",
    "The basis of this month has been issued. Changes come as corrections in the next.",
)
UNSET_PRICE = Words(
    "Døgnprisen for {year} er ikke satt. Den settes under Regler og avtaler.",
    "The price per day for {year} is not set. It is set under Rules and agreements.",
)


class LeftOut(NamedTuple):
    """A day that is not asked for now, though it may cost; and why."""

    day: Day
    why: Words


@dataclass(frozen=True, slots=True)
class Draft:
    """A basis that is not issued. It can't be while there are `obstacles`."""

    municipality: int
    month: date
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    obstacles: tuple[Words, ...]

    @property
    def total(self) -> int:
        """Kroner."""
        return sum(line.kroner for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Book:
    """What is known when a basis is made: accounts, what was billed, and which months."""

    accounts: Sequence[Account]
    municipality: int
    before: Mapping[tuple[str, date], int]
    months: frozenset[date]


def draft(  # noqa: PLR0913  what a basis is made from
    accounts: Iterable[Account],
    municipality: int,
    month: date,
    issued: Iterable[Basis],
    now: datetime,
    *,
    since: date = date.min,
) -> Draft:
    """The next basis for this municipality (HER-id of level 1) and month (any day in it).

    `issued` are all bases that this hospital has issued, to whomever. `accounts` are those of every stay with
    a day from `since` on, or with one that was billed; days before `since` are let be.
    """
    month = month_of(month)
    own = [basis for basis in issued if basis.municipality.her == municipality]
    accounts = list(accounts)
    before = {key: kroner for key, kroner in _renamed(billed(own), accounts).items() if key[1] >= since}
    months = frozenset(basis.month for basis in own if basis.month >= since or basis.month == month)
    book = _Book(accounts, municipality, before, months)
    due = dict(_due(book))
    lines = _numbered([*_month_lines(due, month), *_corrections(book, due, month)])
    left_out = tuple(_left_out(book, month))
    return Draft(municipality, month, lines, left_out, tuple(_obstacles(book, month, lines, now)))


def issue(  # noqa: PLR0913  the heads of one document
    made: Draft,
    accounts: Iterable[Account],
    *,
    number: str,
    hospital: Party,
    municipality: Party,
    at: datetime,
) -> Basis:
    """Freeze a draft under its number. Raises ValueError while there are obstacles."""
    if made.obstacles:
        raise ValueError("; ".join(words.en for words in made.obstacles))
    named = {key: words for one in accounts for key, words in facts(one.stay).items()}
    evidence = dict.fromkeys(key for line in made.lines for key in line.evidence)
    return Basis(
        number=number,
        issued_at=at,
        hospital=hospital,
        municipality=municipality,
        month=made.month,
        lines=made.lines,
        facts={key: named[key] for key in evidence if key in named},
    )


def _renamed(
    sums: Mapping[tuple[str, date], int], accounts: Sequence[Account]
) -> dict[tuple[str, date], int]:
    """A late message may give a period an earlier first notice; what was billed follows the period."""
    now_called = {
        notice.msg_id: period.id
        for one in accounts
        for period in one.stay.periods
        for notice in period.notices
    }
    renamed: dict[tuple[str, date], int] = {}
    for (period, day), kroner in sums.items():
        key = now_called.get(period, period), day
        renamed[key] = renamed.get(key, 0) + kroner
    return renamed


def _due(book: _Book) -> Iterator[tuple[tuple[str, date], Day]]:
    """What the municipality owes today, by period and day."""
    for one in book.accounts:
        for day in one.days:
            if day.municipality == book.municipality and _is_due(one, day):
                yield (day.period, day.date), day


def _is_due(one: Account, day: Day) -> bool:
    return day.state is State.PAYABLE and day.price is not None and not one.payers[day.period].needs_decision


def _month_lines(
    due: Mapping[tuple[str, date], Day], month: date
) -> Iterator[tuple[Kind, str, list[BilledDay]]]:
    asked: dict[str, list[BilledDay]] = {}
    for (period, at), day in sorted(due.items(), key=lambda pair: pair[0]):
        if month_of(at) == month:
            asked.setdefault(period, []).append(_asked(day, day.price or 0))
    for period, days in asked.items():
        yield Kind.MONTH, period, days


def _asked(day: Day, kroner: int) -> BilledDay:
    return BilledDay(day.date, kroner, day.rule, day.reason.nb, day.clause, day.evidence)


def _corrections(
    book: _Book, due: Mapping[tuple[str, date], Day], month: date
) -> Iterator[tuple[Kind, str, list[BilledDay]]]:
    """Days of earlier, billed months where what is due is no longer what was asked for."""
    changed: dict[str, list[BilledDay]] = {}
    for key in sorted(due.keys() | book.before.keys()):
        period, at = key
        owed = (due[key].price or 0) if key in due else 0
        difference = owed - book.before.get(key, 0)
        if difference and month_of(at) < month and month_of(at) in book.months:
            changed.setdefault(period, []).append(_corrected(book, due.get(key), period, at, difference))
    for period, days in changed.items():
        yield Kind.CORRECTION, period, days


def _corrected(book: _Book, day: Day | None, period: str, at: date, kroner: int) -> BilledDay:
    if day is not None:
        return _asked(day, kroner)
    for one in book.accounts:
        for other in one.days:
            if (other.period, other.date) == (period, at):
                return _given_back(one, other, kroner)
        if found := one.period(period):
            evidence = tuple(dict.fromkeys(i for n in found.notices for i in (n.msg_id, n.changed_by) if i))
            cancelled = found.state.value == "cancelled"
            rule, words = ("cancelled", NEVER_WAS) if cancelled else ("no-longer", NO_LONGER)
            end = found.end.evidence if found.end else ()
            return BilledDay(at, kroner, rule, words.nb, CLAUSE_13, (*evidence, *end))
    return BilledDay(at, kroner, "no-longer", NO_LONGER.nb, CLAUSE_13, (period,))


def _given_back(one: Account, day: Day, kroner: int) -> BilledDay:
    payer = one.payers[day.period]
    if day.state is State.PAYABLE and payer.needs_decision:
        return BilledDay(day.date, kroner, "other-payer", payer.words.nb, CLAUSE_13, payer.evidence)
    return _asked(day, kroner)


def _numbered(lines: Iterable[tuple[Kind, str, list[BilledDay]]]) -> tuple[Line, ...]:
    """In order of their first day, the month before corrections."""
    order = sorted(lines, key=lambda line: (line[0] is Kind.CORRECTION, line[2][0].date, line[1]))
    return tuple(Line(n, kind, period, tuple(days)) for n, (kind, period, days) in enumerate(order, 1))


def _left_out(book: _Book, month: date) -> Iterator[LeftOut]:
    """Days of this month, and of billed ones before it, that may cost and are not asked for."""
    for one in book.accounts:
        for day in one.days:
            looked_at = month_of(day.date) == month or (
                month_of(day.date) < month and month_of(day.date) in book.months
            )
            if day.municipality != book.municipality or not looked_at or _is_due(one, day):
                continue
            if day.state is State.PAYABLE:
                yield LeftOut(day, one.payers[day.period].words)
            elif day.state is not State.NOT_PAYABLE:
                yield LeftOut(day, day.reason)


def _obstacles(book: _Book, month: date, lines: Sequence[Line], now: datetime) -> Iterator[Words]:
    if month in book.months:
        yield ISSUED
        return
    if now < midnight(next_month(month)):
        yield NOT_OVER
    years = sorted({one.day.date.year for one in _left_out(book, month) if one.day.rule == UNPRICED})
    for year in years:
        yield UNSET_PRICE.filled(year=year)
    if not lines and not years:
        yield NOTHING
