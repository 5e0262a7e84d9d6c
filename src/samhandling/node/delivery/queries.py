"""How delivery goes, for screens: queues, late receipts, the engine's loops. No patient data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.node.access.reading import Reader, Shown, reads, shows_no_patient
from samhandling.node.delivery.health import Health, Loop
from samhandling.node.delivery.health import health as _health
from samhandling.node.delivery.models import DeliveryState

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Health", "Loop", "Traffic", "health", "silent_since", "traffic"]


@dataclass(frozen=True)
class Traffic:
    """The figures of the monitoring page. `late` counts receivers whose receipt is past its warning time."""

    loops: tuple[Loop, ...]
    waiting_out: int
    waiting_in: int
    parked_out: int
    parked_in: int
    late: int


@shows_no_patient
def health() -> Health:
    """How delivery goes now. A worker that has stopped shows within a minute."""
    return _health()


@reads("read-delivery")
def traffic(_reader: Reader, now: dt.datetime) -> Shown[Traffic]:
    """How delivery stands. `now` is the record's time, for what is late."""
    stands = _health()
    late = DeliveryState.objects.filter(settled=False, warn_at__lte=now).count()
    return Shown(
        Traffic(
            loops=tuple(loop for loop in stands.loops if loop.at is not None),
            waiting_out=stands.outgoing.waiting,
            waiting_in=stands.incoming.waiting,
            parked_out=stands.outgoing.parked,
            parked_in=stands.incoming.parked,
            late=late,
        )
    )


@shows_no_patient
def silent_since(_now: dt.datetime) -> dt.datetime | None:
    """The last sign of life of a loop that has stopped, the longest silent first; None while all live.

    None too where no engine has ever run.
    """
    return min((loop.at for loop in _health().loops if loop.silent and loop.at is not None), default=None)
