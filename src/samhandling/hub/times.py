"""The time that documents show. In the demo it is moved through history; tokens keep true time."""

import datetime as dt
from pathlib import Path


class DocumentTime:
    """True time, shifted by the seconds in a file where there is one."""

    def __init__(self, shift_file: Path | None = None) -> None:
        self._file = shift_file

    def now(self) -> dt.datetime:
        """Return the aware time now, in UTC."""
        return dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=self._shift())

    def _shift(self) -> float:
        if self._file is None or not self._file.exists():
            return 0.0
        return float(self._file.read_text(encoding="ascii").strip() or 0)
