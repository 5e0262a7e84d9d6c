"""The processes that the demo is made of, and how each of them fares."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from samhandling.demo import processes

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

FIRST_PAUSE = 1.0  # seconds before a crashed part is started again; doubled for each crash on end
LONGEST_PAUSE = 30.0
LIVED = 60.0  # a part that lived so many seconds is forgiven its earlier crashes


class State(StrEnum):
    WAITING = "waiting"  # not started, or in the pause after a crash
    STARTING = "starting"
    READY = "ready"
    SILENT = "silent"  # was ready, now runs without answering


@dataclass
class Part:
    """One process: how it is started, where it answers, and what has become of it."""

    name: str
    title: str
    command: list[str]
    log: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    state: State = State.WAITING
    crashes: int = 0  # since it last lived well
    restarts: int = 0
    started_at: float = 0
    due: float = 0  # monotonic time of the next start
    looked_at: float = 0

    def start(self) -> None:
        self.process = processes.start(self.command, log=self.log, environment=self.environment)
        self.started_at = time.monotonic()
        self.state = State.STARTING

    def bury(self) -> int | None:
        """Notice whether the process has ended; if so plan the next start, and return its exit code."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        self.crashes = 1 if time.monotonic() - self.started_at > LIVED else self.crashes + 1
        self.due = time.monotonic() + min(FIRST_PAUSE * 2 ** (self.crashes - 1), LONGEST_PAUSE)
        self.restarts += 1
        self.process, self.state = None, State.WAITING
        return code

    def told(self) -> dict[str, Any]:
        """Return what the portal shows."""
        return {
            "name": self.name,
            "title": self.title,
            "port": self.port,
            "state": self.state,
            "restarts": self.restarts,
            "pid": self.process.pid if self.process else None,
        }
