"""Keeping the demo's processes alive: start, watch, start again, stop.

One thread and one loop. Children are asked over HTTP whether they answer; what the supervisor knows is
written to status.json, where the portal reads it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from samhandling.demo import processes
from samhandling.demo.parts import Part, State
from samhandling.demo.place import HOST, Place

TICK, CALM = 0.2, 1.0  # seconds between two rounds; the second when all was ready
LOOK_OFTEN, LOOK_SELDOM = (
    0.3,
    5.0,
)  # seconds between two looks at a part that starts, and at one that is ready
PATIENCE = 4.0  # seconds to wait for an answer
TIME_TO_STOP = 8.0

Say = Callable[[str], None]


class Supervisor:
    """Runs the parts that it is given until it is told to stop."""

    def __init__(self, place: Place, say: Say) -> None:
        self.place = place
        self.say = say
        self.parts: list[Part] = []
        self.phase = "starting"
        self.stopping = asyncio.Event()
        self._looks: set[asyncio.Task[None]] = set()
        self._told: dict[str, Any] = {}

    def add(self, parts: Sequence[Part]) -> None:
        self.parts.extend(parts)

    async def until(self, done: Callable[[], bool]) -> bool:
        """Keep the parts alive until `done()`, or until told to stop; say which: True for done."""
        while not self.stopping.is_set():
            self._care()
            if done():
                return True
            with suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), CALM if self.phase == "ready" else TICK)
        return False

    def ready(self) -> bool:
        return all(part.state is State.READY for part in self.parts)

    def tell(self, phase: str) -> None:
        """Set the phase that the portal shows: founding, seeding, starting, ready, stopping."""
        self.phase = phase
        self._write()

    def stop(self) -> None:
        """Stop every part, the last started first; kill those that will not."""
        self.tell("stopping")
        children = [part.process for part in reversed(self.parts) if part.process]
        for child in processes.end(children, TIME_TO_STOP):
            self.say(f"Process {child.pid} did not stop in {TIME_TO_STOP:.0f} s and was killed.")

    def _care(self) -> None:
        now = time.monotonic()
        for part in self.parts:
            if (code := part.bury()) is not None:
                self.say(f"{part.title} ended ({_how(code)}); starting it again. Its log: {part.log}")
            if part.process is None and now >= part.due:
                part.start()
            elif part.process and now - part.looked_at > _interval(part):
                part.looked_at = now
                self._keep(asyncio.ensure_future(self._look(part)))
        self._write()

    def _keep(self, look: asyncio.Task[None]) -> None:
        self._looks.add(look)
        look.add_done_callback(self._looks.discard)

    async def _look(self, part: Part) -> None:
        process = part.process
        answered = await _answers(part.port)
        if part.process is not process or process is None:
            return  # it was started again meanwhile
        if answered:
            part.state = State.READY
        elif part.state is State.READY:
            part.state = State.SILENT
            self.say(f"{part.title} does not answer. Its log: {part.log}")

    def _write(self) -> None:
        told = {"phase": self.phase, "parts": [part.told() for part in self.parts]}
        if told != self._told:
            self.place.write("status", told)
            self._told = told


def _interval(part: Part) -> float:
    return LOOK_SELDOM if part.state is State.READY else LOOK_OFTEN


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


async def _answers(port: int) -> bool:
    try:
        return await asyncio.wait_for(_ask(port), PATIENCE)
    except (OSError, TimeoutError, ValueError):
        return False


async def _ask(port: int) -> bool:
    """Ask for the front page; any answer that is not a server error will do."""
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write(f"GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n".encode())
        words = (await reader.readline()).split()
        return len(words) > 1 and int(words[1]) < 500
    finally:
        writer.close()
