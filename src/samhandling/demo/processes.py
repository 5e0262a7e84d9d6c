"""Starting child processes that cannot outlive us.

On Linux the kernel sends a child the signal that it asked for when the thread that started it ends
(prctl PR_SET_PDEATHSIG): so start children from the main thread. Elsewhere a child may outlive a
supervisor that is killed with SIGKILL.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

Child = subprocess.Popen[bytes]
PR_SET_PDEATHSIG = 1
OWN_AFFAIRS = frozenset({"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SAMHANDLING_CLOCK", "SAMHANDLING_NODE"})
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


def samhandling(*arguments: str) -> list[str]:
    """Return the command line of a `samhandling` verb, run by this same Python."""
    return [sys.executable, "-c", "from samhandling.cli import main; main()", *arguments]


def module(name: str, *arguments: str) -> list[str]:
    """Return the command line of a module of ours."""
    return [sys.executable, "-m", name, *arguments]


def start(
    command: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    last_word: signal.Signals = signal.SIGTERM,
    **options: Any,
) -> Child:
    """Start a child in a session of its own; what it says goes to `log`.

    `last_word` is the signal that it gets if we die first.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=options.pop("stdin", subprocess.DEVNULL),
            stdout=options.pop("stdout", output),
            stderr=output,
            env=_inherited() | dict(environment or {}),
            start_new_session=True,
            preexec_fn=_die_with(os.getpid(), last_word),  # noqa: PLW1509  we have one thread
            **options,
        )


def _inherited() -> dict[str, str]:
    """Return our environment without what would make every node share one database or one home."""
    return {name: value for name, value in os.environ.items() if name not in OWN_AFFAIRS}


def _die_with(parent: int, last_word: signal.Signals) -> Callable[[], None] | None:
    if _prctl is None:
        return None
    prctl = _prctl

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(last_word))
        if os.getppid() != parent:  # it died before we had asked
            os.kill(os.getpid(), last_word)

    return ask


def end(children: Sequence[Child], within: float) -> list[Child]:
    """Ask every child to stop; kill the sessions of those that have not stopped in `within` seconds.

    Return those that had to be killed.
    """
    deadline = time.monotonic() + within
    alive = [child for child in children if child.poll() is None]
    for child in alive:
        child.terminate()
    late = [child for child in alive if not gone(child, deadline - time.monotonic())]
    for child in late:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    return late


def gone(child: Child, within: float) -> bool:
    """Wait for a child to end by itself; say whether it did."""
    try:
        child.wait(max(within, 0))
    except subprocess.TimeoutExpired:
        return False
    return True
