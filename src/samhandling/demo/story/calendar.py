"""The hours in which things happen: a few each day, up to now.

Things that happen within the same hour need no wait between them, so the fewer hours there are, the
faster the history is made. Each hour has its own minute, so that it does not show.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from random import Random

from samhandling.demo.population import SEED
from samhandling.standards.definition import OSLO

HOURS = (8, 11, 14, 20)
OFFICE = range(8, 16)


class NotYet(Exception):
    """The time asked for has not come."""


@dataclass(frozen=True)
class Calendar:
    """The slots of `days` days until `now` (aware)."""

    now: dt.datetime
    days: int

    @cached_property
    def slots(self) -> tuple[dt.datetime, ...]:
        """Return the start of every slot, in order, all before now."""
        chance = Random(SEED)  # noqa: S311  the same minutes every time is the point
        first = self.now.astimezone(OSLO).date() - dt.timedelta(days=self.days)
        moments = (
            dt.datetime.combine(first + dt.timedelta(days=day), dt.time(hour, chance.randrange(56)), OSLO)
            for day in range(self.days + 1)
            for hour in HOURS
        )
        latest = self.now - dt.timedelta(minutes=5)
        return tuple(moment for moment in moments if moment < latest)

    def slot_at(self, wanted: dt.datetime, *, after: int = -1, office: bool = False) -> int:
        """Return the first slot at or past `wanted` and past slot `after`; with `office` in office hours.

        Raises NotYet when there is none before now.
        """
        start = max(bisect_left(self.slots, wanted), after + 1)
        for slot in range(start, len(self.slots)):
            if not office or _in_office(self.slots[slot]):
                return slot
        raise NotYet


def _in_office(moment: dt.datetime) -> bool:
    return moment.weekday() < 5 and moment.hour in OFFICE
