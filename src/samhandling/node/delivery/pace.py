"""How fast and how long the delivery engine works: all its times in one place."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings

MOST_DOUBLINGS = 16


@dataclass(frozen=True)
class Pace:
    """Times in seconds. node.toml may set each of them under [work]."""

    lease: float = 60.0  # a worker that is killed leaves its claims to others after this
    reading_lease: float = 60.0  # the same for the one that reads the carrier's notifications
    poll: float = 0.5  # between looks for work that another process made
    rest: float = 5.0  # until a thread that nobody has woken looks for itself
    batch: int = 20  # pieces of work claimed at once
    first_wait: float = 1.0  # before the second attempt; doubled each time
    longest_wait: float = 60.0
    attempts: int = 5  # for what comes in and fails here, before it is parked
    give_up: float = 72 * 3600.0  # for what goes out and the carrier cannot take
    look: float = 5.0  # between looks for receipts that are late
    senders: int = 2  # threads that give to the carrier
    filers: int = 1  # threads that handle what came in

    @property
    def lease_time(self) -> timedelta:
        return timedelta(seconds=self.lease)

    def wait(self, attempts: int) -> timedelta:
        """How long to wait after so many attempts: doubling, capped, with jitter against marching in step."""
        longest = min(self.longest_wait, self.first_wait * 2 ** min(attempts - 1, MOST_DOUBLINGS))
        return timedelta(seconds=longest * random.uniform(0.5, 1.0))  # noqa: S311  jitter is no secret


def pace() -> Pace:
    """The pace that this node's home sets."""
    return _set_by(*sorted(settings.HOME.work.items()))


@lru_cache(maxsize=1)
def _set_by(*told: tuple[str, Any]) -> Pace:
    known = {field.name for field in fields(Pace)}
    return Pace(**{name: value for name, value in told if name in known})
