"""Timing several ways of doing a thing in turn, so that what disturbs one of them disturbs them all."""

from __future__ import annotations

import gc
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True)
class Timed:
    """Seconds of each round."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return percentile(self.seconds, 95)

    def ratio(self, floor: Timed) -> float:
        """The median over the rounds of this way's time to the floor's in the same round."""
        return statistics.median(a / b for a, b in zip(self.seconds, floor.seconds, strict=True))


def in_turn(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Timed]:
    """Processor time of each way, done once in every round, after one round that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for act in ways.values():
        act()
    gc.collect()
    for _ in range(rounds):
        for name, act in ways.items():
            taken[name].append(once(act))
    return {name: Timed(tuple(seconds)) for name, seconds in taken.items()}


def once(act: Callable[[], object]) -> float:
    """The seconds of this thread's processor time that it takes: waiting for our turn is not its work."""
    begun = time.thread_time()
    act()
    return time.thread_time() - begun


def percentile(values: Sequence[float], part: int) -> float:
    """The smallest value that `part` per cent of them do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * part // 100) - 1)]
