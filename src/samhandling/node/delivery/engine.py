"""The delivery engine: a few threads that receive, handle, send and watch.

Each loop does one step at a time, every step is one transaction, and whatever goes wrong in one step is
written as the loop's problem and tried again. Killing the process at any moment loses nothing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import close_old_connections, connections

from samhandling.errors import CarrierError
from samhandling.node import clock
from samhandling.node.delivery import filing, receiving, sending, wake, watch
from samhandling.node.delivery.heartbeat import Pulse
from samhandling.node.delivery.pace import pace

if TYPE_CHECKING:
    from samhandling.transport.carriers.contract import Carrier

LONGEST_PAUSE = 10.0  # seconds between tries while something is wrong
GRACE = 10.0  # seconds for a step that is under way when we stop

_log = logging.getLogger(__name__)

Step = Callable[[], bool]
"""Does one thing; False when there was nothing to do."""


@dataclass
class Engine:
    """Everything that moves messages in one process. `stop` ends it after the steps under way."""

    carrier: Carrier
    stop: threading.Event

    def run(self) -> None:
        """Work until `stop` is set."""
        threads = [threading.Thread(target=target, name=name, daemon=True) for name, target in self._loops()]
        for thread in threads:
            thread.start()
        self.stop.wait()
        self._interrupt()
        for thread in threads:
            thread.join(GRACE)

    def _loops(self) -> list[tuple[str, Callable[[], None]]]:
        filer = self._loop_of("filer", self._file, wake.INCOMING)
        sender = self._loop_of("sender", self._send, wake.OUTGOING)
        return [
            ("receiver", self._receive),
            *[("filer", filer)] * pace().filers,
            *[("sender", sender)] * pace().senders,
            ("watch", self._loop_of("watch", self._watch, threading.Event())),
        ]

    def _loop_of(self, name: str, step: Step, woken: threading.Event) -> Callable[[], None]:
        return _Loop(name, step, woken, self.stop).run

    def _file(self) -> bool:
        return filing.handle_batch(pace().batch) > 0

    def _send(self) -> bool:
        return sending.send_batch(self.carrier, pace().batch) > 0

    def _watch(self) -> bool:
        watch.look(clock.now())
        self.stop.wait(pace().look)
        return False

    def _receive(self) -> None:
        """Read while we hold the lease; when the line breaks or another reads, wait and ask again."""
        pulse, failures = Pulse("receiver"), 0
        while not self.stop.is_set():
            try:
                failures, problem = (0, "") if self._read(pulse) else (failures, "")
            except receiving.NotReading:
                problem = ""
            except CarrierError as fault:
                failures, problem = failures + 1, str(fault)
            except Exception as fault:  # noqa: BLE001  nothing may end the loop
                _log.exception("Receiving failed")
                failures, problem = failures + 1, type(fault).__name__
            _say(pulse, problem)
            self.stop.wait(min(LONGEST_PAUSE, pace().poll * 2**failures))
        _close_connections()

    def _read(self, pulse: Pulse) -> bool:
        """Follow the carrier's notifications until the line closes or we stop. True when it went well."""
        position = receiving.take_position(receiving.holder_name())
        pulse.beat()
        try:
            for event in self.carrier.receive(position.offset):
                receiving.commit_arrival(event, position)
                pulse.beat()
                if self.stop.is_set():
                    break
        finally:
            receiving.leave_position(position)
        return True

    def _interrupt(self) -> None:
        """Wake whoever waits: for work, or for the carrier."""
        wake.INCOMING.set()
        wake.OUTGOING.set()
        if close := getattr(self.carrier, "close", None):
            close()


@dataclass
class _Loop:
    """Step after step; wait when there is nothing to do, longer when something is wrong."""

    name: str
    step: Step
    woken: threading.Event
    stop: threading.Event

    def run(self) -> None:
        pulse, failures = Pulse(self.name), 0
        while not self.stop.is_set():
            try:
                worked, problem, failures = self.step(), "", 0
            except CarrierError as fault:
                worked, problem, failures = False, str(fault), failures + 1
            except Exception as fault:  # noqa: BLE001  nothing may end the loop
                _log.exception("A step of %s failed", self.name)
                worked, problem, failures = False, type(fault).__name__, failures + 1
            _say(pulse, problem)
            if not worked:
                self._rest(failures)
        _close_connections()

    def _rest(self, failures: int) -> None:
        if failures:
            self.stop.wait(min(LONGEST_PAUSE, pace().poll * 2**failures))
        else:
            self.woken.wait(pace().poll)
        self.woken.clear()


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
