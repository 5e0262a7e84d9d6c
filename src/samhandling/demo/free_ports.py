"""Whether the ports are free, told before anything is started."""

from __future__ import annotations

import socket

from samhandling.demo.place import HOST
from samhandling.errors import SamhandlingError


class PortTaken(SamhandlingError):
    """Another program listens where a part of the demo should."""


def require_free(wanted: dict[int, str]) -> None:
    """Raise PortTaken, naming every port that is taken and whose it should have been."""
    taken = [f"port {port} ({title})" for port, title in wanted.items() if not _free(port)]
    if taken:
        raise PortTaken(
            f"In use by another program: {', '.join(taken)}. "
            "Stop that program, or move the whole demo: make run PORT=9000"
        )


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
