"""How delivery goes: what waits, what is parked, whether the engine's loops live. No patient data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Min

from samhandling.node import clock
from samhandling.node.delivery import work
from samhandling.node.delivery.heartbeat import SILENCE
from samhandling.node.delivery.models import DeliveryState, Heartbeat, Incoming, Outgoing, ReadPosition

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

LOOPS = ("receiver", "filer", "sender", "watch")
"""The engine's loops, all of which must live."""


@dataclass(frozen=True)
class Loop:
    """One of the engine's loops. `at` is its last sign of life, in true time; `problem` in its own words."""

    name: str
    silent: bool
    at: dt.datetime | None
    problem: str

    def words(self, now: dt.datetime) -> str:
        """For people at the command line."""
        if self.at is None:
            return "has never run"
        stands = "STOPPED" if self.silent else "alive"
        return (
            f"{stands}, last sign of life {(now - self.at).total_seconds():.0f} s ago {self.problem}".rstrip()
        )


@dataclass(frozen=True)
class Backlog:
    """What waits: how many, since when (true time of when the oldest was due), and how many are parked."""

    waiting: int
    oldest: dt.datetime | None
    parked: int

    def __str__(self) -> str:
        since = f" (since {self.oldest:%Y-%m-%d %H:%M:%S} UTC)" if self.oldest else ""
        return f"{self.waiting} waiting{since}, {self.parked} parked"


@dataclass(frozen=True)
class Health:
    """How delivery goes at `at` (true time)."""

    at: dt.datetime
    loops: tuple[Loop, ...]
    incoming: Backlog
    outgoing: Backlog
    offset: int | None
    states: dict[str, int]

    @property
    def alive(self) -> bool:
        """Whether every loop has given a sign of life lately."""
        return not any(loop.silent for loop in self.loops)

    @property
    def well(self) -> bool:
        return self.alive and not any(loop.problem for loop in self.loops)

    def as_dict(self) -> dict[str, Any]:
        """For programs: times as ISO 8601."""
        told = json.loads(json.dumps(asdict(self), default=lambda moment: moment.isoformat()))
        return {**told, "alive": self.alive, "well": self.well}

    def lines(self) -> list[str]:
        """For people."""
        loops = [f"{loop.name}: {loop.words(self.at)}" for loop in self.loops]
        incoming, outgoing = (
            f"{name}: {log}" for name, log in (("in", self.incoming), ("out", self.outgoing))
        )
        states = ", ".join(f"{count} {state}" for state, count in self.states.items()) or "none"
        return [*loops, incoming, outgoing, f"read to offset {self.offset}", f"sent messages: {states}"]


def health(*, with_states: bool = True) -> Health:
    """How delivery goes now. A worker that has stopped shows within a minute.

    Counting the states of every message ever sent takes its time; leave it out where it is asked often.
    """
    now = clock.true_now()
    beats = {beat.loop: beat for beat in Heartbeat.objects.all()}
    return Health(
        at=now,
        loops=tuple(_loop(name, beats.get(name), now) for name in LOOPS),
        incoming=_backlog(Incoming.objects.all()),
        outgoing=_backlog(Outgoing.objects.all()),
        offset=_offset(),
        states=_states() if with_states else {},
    )


def _states() -> dict[str, int]:
    return dict(DeliveryState.objects.values_list("state").annotate(Count("pk")).order_by("state"))


def _loop(name: str, beat: Heartbeat | None, now: dt.datetime) -> Loop:
    if beat is None:
        return Loop(name, silent=True, at=None, problem="")
    since = (now - beat.at).total_seconds()
    return Loop(name, silent=since >= SILENCE, at=beat.at, problem=beat.problem)


def _backlog(pieces: QuerySet) -> Backlog:
    told = work.waiting(pieces).aggregate(waiting=Count("pk"), oldest=Min("next_at"))
    return Backlog(**told, parked=work.parked(pieces).count())


def _offset() -> int | None:
    if settings.HOME.carrier is None:
        return None
    found = ReadPosition.objects.filter(carrier=settings.HOME.carrier.url)
    return found.values_list("offset", flat=True).first()
