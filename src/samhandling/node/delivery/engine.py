"""The delivery engine: a few threads that receive, handle, send and watch.

Each loop does one step at a time, every step is one transaction, and whatever goes wrong in one step is
written as the loop's problem and tried again. Killing the process at any moment loses nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import close_old_connections, connections

from samhandling.errors import CarrierError
from samhandling.node import clock
from samhandling.node.access.sealing import Sealer
from samhandling.node.delivery import filing, receiving, sending, wake, watch
from samhandling.node.delivery.heartbeat import Pulse
from samhandling.node.delivery.lookout import Lookout
from samhandling.node.delivery.pace import pace
from samhandling.node.recordsystem import modes
from samhandling.node.recordsystem.folder import handover_of
from samhandling.transport.carriers.contract import Idle

if TYPE_CHECKING:
    from samhandling.transport.carriers.contract import Carrier

LONGEST_PAUSE = 10.0  # seconds between tries while something is wrong
FOLDERS_REST = 2.0  # seconds between looks into the record system's folders
STANDBY = 2.0  # seconds until we ask again whether we may read
GATHER = 0.05  # seconds after a batch that was not full: one claim for what comes close together
GRACE = 10.0  # seconds for a step that is under way when we stop

_log = logging.getLogger(__name__)

Step = Callable[[], int]
"""Does what is due, up to a batch. Returns how many pieces there were."""


@dataclass
class Engine:
    """Everything that moves messages in one process. `stop` ends it after the steps under way.

    `listening` are the HER-ids in lyttemodus that the carrier does not read for. When they are others, it
    stops itself, and another engine with another carrier is to begin.
    """

    carrier: Carrier
    stop: threading.Event
    listening: frozenset[int] = frozenset()
    _nap: threading.Event = field(default_factory=threading.Event, init=False)

    def run(self) -> None:
        """Work until `stop` is set."""
        steps = [threading.Thread(target=target, daemon=True) for target in self._loops()]
        receiver = threading.Thread(target=self._receive, daemon=True)
        for thread in (*steps, receiver):
            thread.start()
        self.stop.wait()
        for woken in (wake.INCOMING, wake.OUTGOING, self._nap):
            woken.set()
        _join(steps)  # what is under way goes to its end; then the line is closed
        if close := getattr(self.carrier, "close", None):
            close()
        _join([receiver])

    def _loops(self) -> list[Callable[[], None]]:
        return [
            *[_Loop("filer", _file, wake.INCOMING, self.stop, pace().rest).run] * pace().filers,
            *[_Loop("sender", self._send, wake.OUTGOING, self.stop, pace().rest).run] * pace().senders,
            _Loop("watch", _Watch(self.stop, self.listening).step, self._nap, self.stop, pace().poll).run,
            *self._folders(),
        ]

    def _folders(self) -> list[Callable[[], None]]:
        """The record system's folders, where node.toml names any."""
        folders = handover_of(settings.HOME)
        if folders is None:
            return []
        return [_Loop("folders", folders.step, self._nap, self.stop, FOLDERS_REST).run]

    def _send(self) -> int:
        return sending.send_batch(self.carrier, pace().batch)

    def _receive(self) -> None:
        """Read while we hold the lease; when the line breaks or another reads, wait and ask again."""
        pulse, failures = Pulse("receiver"), 0
        while not self.stop.is_set():
            pause, problem = pace().poll, ""
            try:
                self._read(pulse)
                failures = 0
            except receiving.NotReading:
                pause = STANDBY
            except Exception as fault:  # noqa: BLE001  nothing may end the loop
                failures += 1
                pause, problem = _pause(failures), _told(fault, "receiver")
            _say(pulse, problem)
            self.stop.wait(pause)
        _close_connections()

    def _read(self, pulse: Pulse) -> None:
        """Follow the carrier's notifications until the line closes or we stop.

        What comes first is only stored: if it is what killed the one who read before us, it stops nobody.
        """
        position = receiving.take_position(receiving.holder_name())
        modes.look_back(position, self.listening)
        pulse.beat()
        take = receiving.store_arrival
        try:
            for event in self.carrier.receive(position.offset):
                take(event, position)
                if not isinstance(event, Idle):
                    take = receiving.commit_arrival
                pulse.beat()
                if self.stop.is_set():
                    break
        finally:
            receiving.leave_position(position)


@dataclass
class _Loop:
    """Step after step; rest when there is nothing to do, longer when something is wrong.

    Several threads may run the same one.
    """

    name: str
    step: Step
    woken: threading.Event
    stop: threading.Event
    rest: float
    pulse: Pulse = field(init=False)

    def __post_init__(self) -> None:
        self.pulse = Pulse(self.name)

    def run(self) -> None:
        failures = 0
        while not self.stop.is_set():
            done, problem = 0, ""
            try:
                done = self.step()
                failures = 0
            except Exception as fault:  # noqa: BLE001  nothing may end the loop
                failures += 1
                problem = _told(fault, self.name)
            _say(self.pulse, problem)
            self._rest(done, failures)
        _close_connections()

    def _rest(self, done: int, failures: int) -> None:
        if failures:
            self.stop.wait(_pause(failures))
        elif done:
            self.stop.wait(GATHER if done < pace().batch else 0)
            return
        else:
            self.woken.wait(self.rest)
        self.woken.clear()


def _file() -> int:
    return filing.handle_batch(pace().batch)


@dataclass
class _Watch:
    """Looks out for work often; now and then for what is late, and seals the audit log.

    It ends the engine when a HER-id has been switched to or from lyttemodus.
    """

    _stop: threading.Event
    _listening: frozenset[int]
    _lookout: Lookout = field(default_factory=Lookout, init=False)
    _late_at: float = field(default=0.0, init=False)
    _sealer: Sealer = field(default_factory=Sealer, init=False)

    def step(self) -> int:
        self._lookout.look()
        if time.monotonic() >= self._late_at:
            self._late_at = time.monotonic() + pace().look
            watch.look(clock.now())
            self._sealer.look()
            if modes.listening_hers() != self._listening:
                self._stop.set()
        return 0


def _join(threads: Iterable[threading.Thread]) -> None:
    for thread in threads:
        thread.join(GRACE)


def _pause(failures: int) -> float:
    return min(LONGEST_PAUSE, pace().poll * 2 ** min(failures, 6))


def _told(fault: Exception, loop: str) -> str:
    """What is in the way, for the sign of life; a fault of our own goes to the log whole."""
    if isinstance(fault, CarrierError):
        return str(fault)
    _log.error("A step of %s failed", loop, exc_info=fault)
    return type(fault).__name__


def _say(pulse: Pulse, problem: str) -> None:
    """Write a sign of life. Where even that fails, its absence tells."""
    try:
        pulse.beat(problem)
    except Exception:  # noqa: BLE001  the database may be away
        _log.exception("No sign of life could be written")
    close_old_connections()


def _close_connections() -> None:
    """A thread's database connections end with it."""
    with suppress(Exception):
        connections.close_all()
