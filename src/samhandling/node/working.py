"""The worker process: the delivery engine of one node, until SIGTERM.

python -m samhandling.node.working HOME
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
from pathlib import Path

from samhandling.errors import SamhandlingError
from samhandling.node.founding import open_home
from samhandling.node.parent import CANNOT_START


class NotUpToDate(SamhandlingError):
    """The database is of another version of the program."""


def work(path: Path) -> None:
    """Run the engine of the node at `path` until SIGTERM or SIGINT.

    Raises:
        NoHome, NoCarrier, NotUpToDate: it cannot start as things are.

    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    open_home(path)
    from django.conf import settings

    from samhandling.node.check import is_up_to_date
    from samhandling.node.delivery.carriers import carrier_of
    from samhandling.node.delivery.engine import Engine
    from samhandling.node.recordsystem.modes import listening_hers

    if not is_up_to_date():
        raise NotUpToDate("The database is not up to date: run `samhandling node init HOME`.")
    rounds = _Rounds()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_told: rounds.end())
    while (stop := rounds.begin()) is not None:  # an engine stops itself when lyttemodus is switched
        listening = listening_hers()
        Engine(carrier_of(settings.HOME, listening), stop, listening).run()


class _Rounds:
    """Engine after engine until somebody ends it. A signal may come between any two lines."""

    def __init__(self) -> None:
        self._ended, self._stop = threading.Event(), threading.Event()

    def begin(self) -> threading.Event | None:
        """What stops the next engine; None when there is to be none."""
        self._stop = threading.Event()
        return None if self._ended.is_set() else self._stop

    def end(self) -> None:
        self._ended.set()
        self._stop.set()


def main() -> None:
    try:
        work(Path(sys.argv[1]))
    except SamhandlingError as fault:
        sys.stderr.write(f"{fault}\n")
        raise SystemExit(CANNOT_START) from fault


if __name__ == "__main__":
    main()
