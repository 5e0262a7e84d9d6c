"""Talking with the players: an order out, an answer back."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from samhandling.demo import processes
from samhandling.errors import SamhandlingError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samhandling.demo.place import Place


class PlayFailed(SamhandlingError):
    """A node could not do what the story says; the text says which, what and why."""


class Line:
    """The line to one player. `order` and `answer` are apart, so that several players work at once."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        their_orders, our_orders = os.pipe()
        our_answers, their_answers = os.pipe()
        self.theirs = (their_orders, their_answers)
        self._orders, self._answers = os.fdopen(our_orders, "wb"), os.fdopen(our_answers, "rb")

    def order(self, do: str, **details: Any) -> None:
        try:
            self._orders.write(json.dumps({"do": do, **details}).encode() + b"\n")
            self._orders.flush()
        except BrokenPipeError as broken:
            raise PlayFailed(f"{self.slug}: the process ended; see its log") from broken

    def answer(self) -> Any:
        """Return the answer to the oldest order that has none yet. Raises PlayFailed."""
        told = self._answers.readline()
        if not told:
            raise PlayFailed(f"{self.slug}: the process ended; see its log")
        answer = json.loads(told)
        if "error" in answer:
            raise PlayFailed(f"{self.slug}: {answer['error']}")
        return answer["ok"]

    def close(self) -> None:
        """End the line: the player stops its engine and ends."""
        with suppress(BrokenPipeError):
            self._orders.close()
        self._answers.close()


class Players:
    """All the players, and the process that they come from."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}
        self._nursery: processes.Child | None = None

    def start(self, place: Place, slugs: Iterable[str], environment: dict[str, str]) -> None:
        """Open a line to each player and start them all."""
        self.lines = {slug: Line(slug) for slug in slugs}
        theirs = [line.theirs for line in self.lines.values()]
        members = [":".join(map(str, (slug, *ends))) for slug, ends in zip(self.lines, theirs, strict=True)]
        ends = [end for pair in theirs for end in pair]
        self._nursery = processes.start(
            processes.module("samhandling.demo.seeding.nursery", *members),
            log=place.log("seeding-nursery"),
            environment=environment,
            pass_fds=ends,
        )
        for end in ends:
            os.close(end)

    def end(self) -> None:
        """Let every player stop its engine, all at once, and wait for them."""
        for line in self.lines.values():
            line.close()
        if self._nursery:
            processes.gone(self._nursery, within=20)

    def break_off(self) -> None:
        """End those that still play, whatever they are in the middle of: they may wait for each other."""
        if self._nursery:
            processes.end([self._nursery], within=1)
