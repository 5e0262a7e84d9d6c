"""Time as the rules count it: local dates for days, absolute time for hours, always Europe/Oslo.

A message gives a bare date or a moment, and the two are never mixed: days are counted by Norwegian calendar
dates, hours by the moments between them, so that 24 hours over a change of the clock are 24 hours.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Self

from samhandling.standards.definition.tidspunkt import OSLO, Tidspunkt

DAY = timedelta(days=1)
PLAUSIBLE = range(1900, 2200)
"""Years that an event can lie in; any other is a slip of the pen and no date to count from."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as somebody wrote it.

    `text` is the writing; `day` the date in Norway, None where the writing says less (a year, a month);
    `instant` the absolute time in UTC, None where the writing has no clock.
    """

    text: str
    day: date | None
    instant: datetime | None

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a TS (HIS 80117): date and clock, date, month or year. A time without zone is Europe/Oslo."""
        written = Tidspunkt(text.strip())
        instant = written.moment
        day = instant.astimezone(OSLO).date() if instant else written.day
        if day is None or day.year not in PLAUSIBLE:
            return cls(str(written), None, None)
        return cls(str(written), day, instant.astimezone(UTC) if instant else None)

    @classmethod
    def of(cls, value: date | datetime) -> Self:
        """A moment from a Python value; a datetime without zone is Europe/Oslo."""
        return cls.read(Tidspunkt.of(value))

    @property
    def earliest(self) -> datetime | None:
        """The first instant that the writing can mean: a bare date begins at local midnight."""
        if self.instant or not self.day:
            return self.instant
        return midnight(self.day)

    @property
    def exact(self) -> bool:
        """Whether the clock is known."""
        return self.instant is not None

    def same_as(self, other: "Moment") -> bool:
        """Whether the two can mean the same: equal instants, or equal dates where one has no clock."""
        if self.instant and other.instant:
            return self.instant == other.instant
        return self.day is not None and self.day == other.day

    def words(self) -> str:
        """As a person reads it: `06.05.2024 kl. 10.00`, or `06.05.2024` where no clock is known."""
        if self.instant:
            return self.instant.astimezone(OSLO).strftime("%d.%m.%Y kl. %H.%M")
        return self.day.strftime("%d.%m.%Y") if self.day else self.text


@lru_cache(maxsize=4096)
def day_of(instant: datetime) -> date:
    """The calendar date in Norway at this instant."""
    return instant.astimezone(OSLO).date()


@lru_cache(maxsize=4096)
def midnight(day: date) -> datetime:
    """The instant at which this date begins in Norway, in UTC."""
    return datetime.combine(day, time(), OSLO).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The local midnight that ends this date: where a missing reply is judged."""
    return midnight(day + DAY)


def at_clock(day: date, clock: time) -> datetime:
    """The instant at which the clock shows this on this date in Norway, in UTC."""
    return datetime.combine(day, clock, OSLO).astimezone(UTC)


def days_between(first: date, after_last: date) -> list[date]:
    """Every date from the first up to, not including, the last."""
    return [first + timedelta(days=n) for n in range((after_last - first).days)]
