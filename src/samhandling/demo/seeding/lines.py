"""Talking with one player: an order out, an answer back."""

from __future__ import annotations

import json
import signal
import subprocess
from typing import TYPE_CHECKING, Any

from samhandling.demo import processes
from samhandling.errors import SamhandlingError

if TYPE_CHECKING:
    from pathlib import Path


class PlayFailed(SamhandlingError):
    """A node could not do what the story says; the text says which, what and why."""


class Line:
    """A player process and the line to it. `order` and `answer` apart, so that several work at once."""

    def __init__(self, slug: str, log: Path, environment: dict[str, str]) -> None:
        self.slug = slug
        self._process = processes.start(
            processes.module("samhandling.demo.seeding.player"),
            log=log,
            environment=environment,
            last_word=signal.SIGKILL,  # half a history is thrown away anyhow
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def order(self, do: str, **details: Any) -> None:
        assert self._process.stdin  # noqa: S101  it was opened as a pipe
        self._process.stdin.write(json.dumps({"do": do, **details}).encode() + b"\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        """Return the answer to the oldest order that has none yet. Raises PlayFailed."""
        assert self._process.stdout  # noqa: S101  it was opened as a pipe
        told = self._process.stdout.readline()
        if not told:
            raise PlayFailed(f"{self.slug}: the process ended; see its log")
        answer = json.loads(told)
        if "error" in answer:
            raise PlayFailed(f"{self.slug}: {answer['error']}")
        return answer["ok"]

    def ask(self, do: str, **details: Any) -> Any:
        self.order(do, **details)
        return self.answer()

    def end(self) -> None:
        """Close the line; the player stops its engine and ends."""
        assert self._process.stdin  # noqa: S101  it was opened as a pipe
        self._process.stdin.close()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
