"""Running a node: its web server in this process's charge, and its worker beside it.

This process loads no Django itself. It keeps the worker going, and ends both when it is told to.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from samhandling.errors import SamhandlingError
from samhandling.node.parent import CANNOT_START, end_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

THREADS = 4  # of the web server; screens poll, none of them streams
SHORT_LIFE = 10.0  # seconds: a worker that ends sooner is started again more slowly
LONGEST_REST = 30.0
GRACE = 15.0  # seconds for what is under way
_log = logging.getLogger(__name__)


class CannotStart(SamhandlingError):
    """The worker says that it will not start; its own words are above."""


def serve(home: Path, host: str, port: int) -> None:
    """Run the node until SIGTERM or SIGINT.

    Raises:
        CannotStart: the worker will never start as things are.

    """
    os.environ["SAMHANDLING_NODE"] = str(home)
    os.environ["SAMHANDLING_SUPERVISOR"] = str(os.getpid())
    server = Server(
        "samhandling.node.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        blocking_threads=THREADS,
        workers_kill_timeout=int(GRACE),  # told to end while it starts, the web process may not hear it
        log_level=LogLevels.warning,
    )
    worker = Worker(home, give_up=server.signal_handler_interrupt)
    worker.start()
    try:
        server.serve()
    finally:
        worker.stop()
    if worker.will_not_start:
        raise CannotStart("The worker cannot start; the reason is above")


@dataclass
class Worker:
    """Keeps one worker process going."""

    home: Path
    give_up: Callable[[], None]
    will_not_start: bool = False
    _stopping: threading.Event = field(default_factory=threading.Event)
    _process: subprocess.Popen[bytes] | None = None
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._keep, name="worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
        if self._thread is not None:
            self._thread.join(GRACE)
        if self._process is not None and self._process.poll() is None:
            self._process.kill()

    def _keep(self) -> None:
        """Start it again when it ends; more slowly each time that it ends at once."""
        rest = 0.5
        while not self._stopping.is_set():
            began = time.monotonic()
            code = self._run()
            if code == CANNOT_START:
                self.will_not_start = True
                self.give_up()
                return
            if not self._stopping.is_set():
                _log.warning("The worker ended with %s and is started again", code)
            rest = 0.5 if time.monotonic() - began > SHORT_LIFE else min(LONGEST_REST, rest * 2)
            self._stopping.wait(rest)

    def _run(self) -> int:
        parent = os.getpid()
        command = [sys.executable, "-m", "samhandling.node.working", str(self.home)]
        self._process = subprocess.Popen(command, preexec_fn=lambda: end_with_parent(parent))  # noqa: PLW1509  it only asks the kernel
        if self._stopping.is_set():
            self._process.terminate()
        return self._process.wait()
