"""How delivery goes, for screens: queues, late receipts, and whether the engine lives. No patient data."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.conf import settings

from samhandling.node import clock
from samhandling.node.access.reading import Reader, Shown, nothing_new, reads, shows_no_patient
from samhandling.node.correspondence.models import Task
from samhandling.node.delivery.health import LOOPS, Health, Loop, health
from samhandling.node.delivery.heartbeat import SILENCE
from samhandling.node.delivery.models import DeliveryState, Heartbeat
from samhandling.node.delivery.states import State
from samhandling.node.handling.queries import Untaken, untaken

REFUSED_WITHIN = dt.timedelta(days=30)


@dataclass(frozen=True)
class Silence:
    """Messages stand still. `since` is the oldest sign of life (true time), None when there was none."""

    since: dt.datetime | None


@dataclass(frozen=True)
class Traffic:
    """The figures of the monitoring page.

    `late` counts receivers whose receipt is past its warning time, `refused` those that have refused a
    message in the last 30 days, `untaken` what no service has taken in time. `version` changes when anything
    but the signs of life does.
    """

    loops: tuple[Loop, ...]
    waiting_out: int
    waiting_in: int
    parked_out: int
    parked_in: int
    late: int
    refused: int
    untaken: tuple[Untaken, ...]
    version: str


@reads("read-delivery")
def traffic(_reader: Reader, now: dt.datetime, *, since: str = "") -> Shown[Traffic | None]:
    """How delivery stands; None when `since` is still the version. `now` is the record's time."""
    stands = health(with_states=False)
    late = DeliveryState.objects.filter(settled=False, warn_at__lte=now).count()
    refused = DeliveryState.objects.filter(state=State.REJECTED, since__gt=now - REFUSED_WITHIN).count()
    slow = untaken()
    version = _version(stands, late, refused, slow)
    if version == since:
        return nothing_new()
    return Shown(
        Traffic(
            loops=tuple(loop for loop in stands.loops if loop.at is not None),
            waiting_out=stands.outgoing.waiting,
            waiting_in=stands.incoming.waiting,
            parked_out=stands.outgoing.parked,
            parked_in=stands.incoming.parked,
            late=late,
            refused=refused,
            untaken=slow,
            version=version,
        )
    )


@shows_no_patient
def silence() -> Silence | None:
    """Whether some loop of the engine has stopped, for a word on every page.

    A node without a carrier has no engine, and is never silent.
    """
    if settings.HOME.carrier is None:
        return None
    beats, now = dict(Heartbeat.objects.values_list("loop", "at")), clock.true_now()
    silent = [beats.get(loop) for loop in LOOPS if _is_silent(beats.get(loop), now)]
    return Silence(min(filter(None, silent), default=None)) if silent else None


def _is_silent(beat: dt.datetime | None, now: dt.datetime) -> bool:
    return beat is None or (now - beat).total_seconds() >= SILENCE


def _version(stands: Health, late: int, refused: int, slow: tuple[Untaken, ...]) -> str:
    loops = [(loop.name, loop.silent, loop.problem) for loop in stands.loops]
    backlogs = [(one.waiting, one.parked) for one in (stands.incoming, stands.outgoing)]
    tasks = list(Task.objects.filter(closed_at=None).order_by("pk").values_list("pk", flat=True))
    return hashlib.sha256(repr((loops, backlogs, late, refused, slow, tasks)).encode()).hexdigest()[:16]
