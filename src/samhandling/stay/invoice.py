"""The invoice basis: what one municipality is asked to pay for one month, day by day, with its evidence.

It names no patient. A line is known by the MsgId of the notice that began the period; both ends hold that
message, so each finds the patient in its own record. An issued basis never changes: what later messages do
to it becomes a correction line in the next one (see `billing.py`). §§ 13–15.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from samhandling.stay.times import DAY


class Kind(StrEnum):
    """What a line is about."""

    MONTH = "month"  # days of the basis's own month
    CORRECTION = "correction"  # days of months that were billed before


class BilledDay(NamedTuple):
    """One day as it is asked for. `kroner` is negative where a day billed before is given back."""

    date: date
    kroner: int
    rule: str
    reason: str  # bokmål
    clause: str
    evidence: tuple[str, ...] = ()


class Line(NamedTuple):
    """The days of one period. `period` is the MsgId of its first notice; `number` counts from 1."""

    number: int
    kind: Kind
    period: str
    days: tuple[BilledDay, ...]

    @property
    def kroner(self) -> int:
        return sum(day.kroner for day in self.days)

    @property
    def first(self) -> date:
        return self.days[0].date

    @property
    def last(self) -> date:
        return self.days[-1].date

    @property
    def evidence(self) -> tuple[str, ...]:
        """Every id that proves one of the days, each once."""
        return tuple(dict.fromkeys(one for day in self.days for one in day.evidence))


class Party(NamedTuple):
    """An end of the settlement: HER-id of level 1, and name."""

    her: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """An issued invoice basis. `month` is its first day; `facts` says in words what an id of evidence is."""

    number: str
    issued_at: datetime
    hospital: Party
    municipality: Party
    month: date
    lines: tuple[Line, ...]
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Kroner."""
        return sum(line.kroner for line in self.lines)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what is asked for, the same in every file of it: parties, month, lines, days."""
        told = [self.number, self.hospital.her, self.municipality.her, self.month.isoformat()]
        lines = [[n, kind, period, [_plain(day) for day in days]] for n, kind, period, days in self.lines]
        text = json.dumps([*told, lines], ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("ascii")).hexdigest()


def _plain(day: BilledDay) -> list[object]:
    return [day.date.isoformat(), day.kroner, day.rule, day.reason, day.clause, list(day.evidence)]


def billed(bases: Iterable[Basis]) -> dict[tuple[str, date], int]:
    """Kroner asked for so far, by period and day, over all these bases."""
    sums: dict[tuple[str, date], int] = {}
    for basis in bases:
        for line in basis.lines:
            for day in line.days:
                sums[line.period, day.date] = sums.get((line.period, day.date), 0) + day.kroner
    return sums


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return month_of(month_of(month) + 32 * DAY)
