"""Ports on loopback for what tests start, each given to one test process alone, whatever else runs beside it.

That a port was free a moment ago says little: its server may listen a minute later. So a row of ports is held
by binding its last one, which nobody else can then do, until the process ends.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

LOOPBACK = "127.0.0.1"
FIRST, BEYOND = 20_000, 32_700
"""Below 32,768: from there the system takes ports for connections going out, at any moment."""
ROW = 20
_held: list[socket.socket] = []


def free_ports() -> int:
    """Return the first of 19 ports on end that are this process's own."""
    rows = range(FIRST, BEYOND - ROW, ROW)
    begin = os.getpid() % len(rows)
    for first in (*rows[begin:], *rows[:begin]):
        if _hold(first + ROW - 1) and all(map(_is_free, range(first, first + ROW - 1))):
            return first
    raise OSError("no free ports")


def free_port() -> int:
    """Return a port that is this process's own, another each time."""
    return next(_singles)


def _singly() -> Iterator[int]:
    while True:
        first = free_ports()
        yield from range(first, first + ROW - 1)


_singles = _singly()


def _hold(port: int) -> bool:
    """Bind a port for as long as this process lives. Nobody listens there, and nobody else can."""
    holder = socket.socket()
    try:
        holder.bind((LOOPBACK, port))
    except OSError:
        holder.close()
        return False
    _held.append(holder)
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that has just been closed is free
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True
