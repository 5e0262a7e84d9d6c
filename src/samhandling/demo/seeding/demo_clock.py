"""The demo clock: a file with an offset in seconds from true time, that all nodes and the hub read."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@dataclass
class DemoClock:
    """Moves forward only."""

    file: Path
    _offset: float = field(default=float("-inf"))

    def move_to(self, moment: dt.datetime) -> None:
        """Let it be `moment` (aware) now; a moment that has passed on this clock leaves it as it is."""
        offset = moment.timestamp() - time.time()
        if offset > self._offset:
            self._set(offset)

    def true_time(self) -> None:
        """Let it be the true time from now on."""
        self._set(0.0)

    def _set(self, offset: float) -> None:
        self._offset = offset
        draft = self.file.with_suffix(".part")
        draft.write_text(f"{offset:.6f}", encoding="ascii")
        draft.replace(self.file)
