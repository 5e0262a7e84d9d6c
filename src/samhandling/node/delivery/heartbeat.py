"""Signs of life from the engine's loops, so that one that has stopped is seen.

In true time: it tells how a process is, not when something happened in the record.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from samhandling.node import clock
from samhandling.node.delivery.models import Heartbeat

EVERY = 10.0
"""Seconds between two signs of life."""

SILENCE = 45.0
"""Seconds after which a loop counts as stopped; a loop waits at most 20 for the carrier between signs."""

PROBLEM_LENGTH = 400


@dataclass
class Pulse:
    """One loop's sign of life, written no more often than needed.

    Threads that run the same loop share one: what is in the way of any of them is shown.
    """

    loop: str
    _last: float = field(default=-EVERY, init=False)
    _problem: str = field(default="", init=False)
    _problems: dict[int, str] = field(default_factory=dict, init=False)  # per thread

    def beat(self, problem: str = "") -> None:
        """Say that the loop lives, and what is in this thread's way if anything is."""
        self._problems[threading.get_ident()] = problem
        problem = next(filter(None, list(self._problems.values())), "")
        now = time.monotonic()
        if problem == self._problem and now - self._last < EVERY:
            return
        Heartbeat.objects.update_or_create(
            loop=self.loop, defaults={"at": clock.true_now(), "problem": problem[:PROBLEM_LENGTH]}
        )
        self._last, self._problem = now, problem
