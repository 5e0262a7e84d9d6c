"""Dates and times as the standards write them: the exact text, with Python values to ask for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")
OSLO = ZoneInfo("Europe/Oslo")
Precision = Literal["moment", "day", "month", "year", "clock", "unknown"]

_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_SHAPES: dict[Precision, re.Pattern[str]] = {
    "moment": re.compile(r"-?\d{4,}-\d\d-\d\dT.*"),
    "day": re.compile(rf"(-?\d{{4,}}-\d\d-\d\d){_ZONE}"),
    "month": re.compile(rf"(-?\d{{4,}})-(\d\d){_ZONE}"),
    "year": re.compile(rf"(-?\d{{4,}}){_ZONE}"),
    "clock": re.compile(rf"(\d\d:\d\d:\d\d(?:\.\d+)?){_ZONE}"),
}


class Tidspunkt(str):
    """A point in time in any precision, kept as the exact text in the message.

    A receipt must echo a time as it was written, and the standards allow texts that Python has no
    value for (year 0, year 10000), so the text is the value.  What it means is asked for: `moment`,
    `day`, `clock`, `year`, `month`.  Each is None where the text does not say it.  A time without
    zone is Norwegian time, Europe/Oslo.
    """

    __slots__ = ()

    @classmethod
    def of(cls, value: dt.datetime | dt.date | dt.time) -> Tidspunkt:
        """Write a Python value: ISO 8601 to the second, with the zone where it has one."""
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return cls(value.isoformat())
        return cls(value.isoformat(timespec="microseconds" if value.microsecond else "seconds"))

    @classmethod
    def local(cls, at: dt.datetime) -> Tidspunkt:
        """Write an aware moment as Norwegian wall-clock time to the second, as the standards' examples do."""
        return cls.of(at.astimezone(OSLO).replace(microsecond=0, tzinfo=None))

    @classmethod
    def local_day(cls, at: dt.datetime) -> Tidspunkt:
        """Write the date that an aware moment has in Norway."""
        return cls.of(at.astimezone(OSLO).date())

    @property
    def precision(self) -> Precision:
        """How much the text says; `unknown` for a text that is no legal time."""
        return next((name for name, shape in _SHAPES.items() if shape.fullmatch(self)), "unknown")

    @property
    def moment(self) -> dt.datetime | None:
        """Date and clock as an aware datetime; None where the text holds less than both."""
        return _or_none(_moment, self) if "T" in self else None

    @property
    def day(self) -> dt.date | None:
        """The date; that of a moment is the date it has in Norway."""
        if moment := self.moment:
            return moment.astimezone(OSLO).date()
        found = _SHAPES["day"].fullmatch(self)
        return _or_none(dt.date.fromisoformat, found[1]) if found else None

    @property
    def clock(self) -> dt.time | None:
        """The time of day; that of a moment is what the clock shows in Norway."""
        if moment := self.moment:
            return moment.astimezone(OSLO).time()
        found = _SHAPES["clock"].fullmatch(self)
        return _or_none(dt.time.fromisoformat, _without_24(found[1])) if found else None

    @property
    def year(self) -> int | None:
        if day := self.day:
            return day.year
        found = _SHAPES["year"].fullmatch(self) or _SHAPES["month"].fullmatch(self)
        return _or_none(int, found[1]) if found else None

    @property
    def month(self) -> int | None:
        if day := self.day:
            return day.month
        found = _SHAPES["month"].fullmatch(self)
        return int(found[2]) if found else None


def _moment(text: str) -> dt.datetime:
    value = dt.datetime.fromisoformat(_without_24(text))
    if value.tzinfo is None:
        value = value.replace(tzinfo=OSLO)
    value.astimezone(OSLO)  # the last days of year 1 and 9999 have no Norwegian date
    return value + dt.timedelta(days=1) if "T24:00:00" in text else value


def _without_24(text: str) -> str:
    """Python reads 00:00, not 24:00; a moment's day is moved by the caller."""
    return re.sub(r"(^|T)24:00:00", r"\g<1>00:00:00", text) if "24:00:00" in text else text


def _or_none(read: Callable[[str], T], text: str) -> T | None:
    try:
        return read(text)
    except (ValueError, OverflowError):
        return None
