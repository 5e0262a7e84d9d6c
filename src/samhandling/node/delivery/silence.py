"""Telling everybody, on every page, when messages stand still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from samhandling.node import clock
from samhandling.node.access.reading import shows_no_patient
from samhandling.node.delivery.heartbeat import SILENCE
from samhandling.node.delivery.models import Heartbeat
from samhandling.node.delivery.health import LOOPS

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class Silence:
    """Messages stand still. `since` is the oldest sign of life (true time), None when there was none."""

    since: dt.datetime | None


@shows_no_patient
def silence() -> Silence | None:
    """Whether some loop of the engine has stopped. A node without a carrier has none, and is never silent."""
    if settings.HOME.carrier is None:
        return None
    beats, now = dict(Heartbeat.objects.values_list("loop", "at")), clock.true_now()
    silent = [beats.get(loop) for loop in LOOPS if _is_silent(beats.get(loop), now)]
    return Silence(min(filter(None, silent), default=None)) if silent else None


def _is_silent(beat: dt.datetime | None, now: dt.datetime) -> bool:
    return beat is None or (now - beat).total_seconds() >= SILENCE
