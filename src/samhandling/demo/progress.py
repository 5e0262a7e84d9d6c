"""How far seeding has come, in the terminal: a bar where there is one, plain lines where there is not."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from samhandling.demo.place import Place

WIDTH = 40
STEP = 10  # per cent between two plain lines


class ProgressLine:
    """Shows progress.json as it grows."""

    def __init__(self, place: Place, out: TextIO) -> None:
        self.place = place
        self.out = out
        self.terminal = out.isatty()
        self.shown = ""
        self.percent = -STEP

    def show(self) -> None:
        """Write what is new since the last time, if anything."""
        told = self.place.read("progress")
        if not told:
            return
        percent = 100 * told["done"] // max(told["of"], 1)
        if self.terminal:
            self._bar(percent, told["english"])
        elif percent >= self.percent + STEP or percent == 100 != self.percent:
            self.percent = percent
            self._write(f"Seeding {percent:3d} %  {told['english']}\n")

    def close(self) -> None:
        """Show the last that was told, and end the line."""
        self.show()
        if self.terminal and self.shown:
            self._write("\n")

    def _bar(self, percent: int, text: str) -> None:
        filled = WIDTH * percent // 100
        line = f"Seeding [{'#' * filled}{'.' * (WIDTH - filled)}] {percent:3d} %  {text}"
        if line != self.shown:
            self._write(f"\r{line:<{len(self.shown)}}")
            self.shown = line

    def _write(self, text: str) -> None:
        with suppress(OSError):  # nobody listens any more: no reason to stop
            self.out.write(text)
            self.out.flush()
