"""The ledger: day by day per period, whether the municipality pays, and why (§§ 8–14).

First day counts, last does not; calendar days in Europe/Oslo; no weekend or holiday is free; the price is
that of the day. A day is judged by what stood at the local midnight that ends it, so a day that has not
ended is not in the ledger. Every reason is a row of `rules/days.toml` with its clause and source.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from samhandling.stay.judging import Day, Judge, State, began_nothing
from samhandling.stay.rules import Rules
from samhandling.stay.stays import Period, PeriodState, Stay
from samhandling.stay.times import DAY


@dataclass(frozen=True, slots=True)
class Sum:
    """What a ledger comes to. `total` is kroner over payable days only; the rest is counted, not billed."""

    total: int
    days: dict[State, int]
    kroner: dict[State, int]
    unpriced: int  # days that count but have no price


def ledger(stay: Stay, rules: Rules, now: datetime) -> tuple[Day, ...]:
    """Every ended day of every period of a stay, in order of date."""
    days = [day for period in stay.periods for day in period_ledger(stay, period, rules, now)]
    return tuple(sorted(days, key=lambda day: (day.date, day.period)))


def period_ledger(stay: Stay, period: Period, rules: Rules, now: datetime) -> tuple[Day, ...]:
    """Every ended day of one period. A cancelled period never was and has none."""
    if period.state is PeriodState.CANCELLED or began_nothing(stay, period):
        return ()
    judge = Judge(stay, period, rules, now)
    return tuple(judge.days())


def total(days: Sequence[Day]) -> Sum:
    """Sum up a ledger."""
    counted = {state: [day for day in days if day.state is state] for state in State}
    kroner = {state: sum(day.price or 0 for day in some) for state, some in counted.items()}
    unpriced = sum(counts(day) and day.price is None for day in days)
    return Sum(kroner[State.PAYABLE], {s: len(d) for s, d in counted.items()}, kroner, unpriced)


def counts(day: Day) -> bool:
    """Whether a day costs, may cost, or would if its price were set."""
    return day.rule == "price-not-set" or day.state in (State.PAYABLE, State.DISPUTED, State.NEEDS_DECISION)


def counted_span(days: Sequence[Day]) -> tuple[date, date] | None:
    """First day that counts, and the day after the last."""
    counted = [day.date for day in days if counts(day)]
    return (min(counted), max(counted) + DAY) if counted else None


__all__ = ["Day", "State", "Sum", "counted_span", "counts", "ledger", "period_ledger", "total"]
