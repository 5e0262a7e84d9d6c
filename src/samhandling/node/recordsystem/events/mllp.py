"""The listener: HL7 v2 over MLLP (a message between VT and FS CR), one connection per sender.

Source: HL7 MLLP release 2; acknowledgement in original mode (MSA with AA, AE or AR, and ERR with the reason).
"""

from __future__ import annotations

import logging
import secrets
import signal
import socketserver
import ssl
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from samhandling.errors import SamhandlingError
from samhandling.node import clock
from samhandling.node.check import is_up_to_date
from samhandling.node.delivery.heartbeat import Pulse
from samhandling.node.recordsystem import callers
from samhandling.node.recordsystem.events import adt
from samhandling.node.recordsystem.events.er7 import LARGEST, header
from samhandling.node.recordsystem.events.hearing import Telling, hear
from samhandling.node.recordsystem.events.places import LOOPBACK, Places
from samhandling.node.recordsystem.events.told import Refused
from samhandling.node.working import NotUpToDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

START, END = b"\x0b", b"\x1c\r"
PIECE = 64 * 1024
HANDSHAKE = 5.0  # seconds in all for TLS
FIRST = 60.0  # seconds of quiet before the first message
SILENCE = 600.0  # seconds after which a quiet connection is closed
MOST_CONNECTIONS, MOST_OF_ONE = 8, 4
MOST_AT_THE_DOOR, MOST_OF_ONE_AT_THE_DOOR = 64, 6  # those who talk, and those who shake hands
HEARTBEAT = 10.0
_log = logging.getLogger(__name__)


class MustNotListen(SamhandlingError):
    """Plain MLLP beyond this machine, in production."""


def answer(raw: bytes) -> bytes:
    """Hear one message and write its acknowledgement. Nothing is raised: what fails here is AE."""
    if b"\x00" in raw:
        return acknowledgement([], "AR", "The message holds a NUL byte")
    try:
        msh = header(raw)
    except Refused as refused:
        return acknowledgement([], refused.code, refused.reason)
    if len(msh) <= 10 or not msh[10]:
        return acknowledgement(msh, "AR", "No MSH, or MSH-10 is empty")
    try:
        code, reason = _heard(raw, msh)
    except DatabaseError as fault:
        _log.exception("A message could not be kept")
        code, reason = "AE", f"Failed here: {type(fault).__name__}"
    return acknowledgement(msh, code, reason)


def _heard(raw: bytes, msh: list[str]) -> tuple[str, str]:
    telling = Telling(
        source="|".join(msh[3:5]), control_id=msh[10], way="mllp", kind=msh[9], raw=raw, once=True
    )
    destinations = settings.HOME.record_system.get("destinations", {})
    reading = hear(callers.caller(callers.MLLP), telling, lambda: adt.read(raw, destinations, clock.now()))
    return reading.code, reading.reason


def acknowledgement(msh: list[str], code: str, reason: str) -> bytes:
    """ACK with sender and receiver turned round. `msh` is as `header` gives it, perhaps cut short."""
    told = [*msh, *[""] * 13]
    mark = told[1] or "|"
    marks = told[2] if len(told[2]) == 4 else "^~\\&"
    event = told[9].split(marks[0])[1:2] or [""]
    plain = "".join(letter if letter not in {*marks, mark, "\r", "\n"} else " " for letter in reason)
    now = clock.now().strftime("%Y%m%d%H%M%S+0000")
    kind = marks[0].join(filter(None, ("ACK", event[0], "ACK")))
    head = ["MSH" + mark + marks, *told[5:7], *told[3:5], now, "", kind, secrets.token_hex(8)]
    first = [*head, told[11] or "P", told[12] or "2.5.1", *[""] * 5, "UNICODE UTF-8"]
    lines = [first, ["MSA", code, told[10]]]
    if code != "AA":
        lines.append(["ERR", "", "", "207", "E", "", "", "", plain])
    return "".join(mark.join(line) + "\r" for line in lines).encode()


class _Line(socketserver.StreamRequestHandler):
    """One connection: message, acknowledgement, and again."""

    timeout = HANDSHAKE
    server: Listener

    def handle(self) -> None:
        address = str(self.client_address[0])
        with self.server.doors.one(address) as let_in:
            try:
                if let_in:
                    self._shake_hands()
                    self._talk(address)
            except (OSError, ssl.SSLError) as fault:
                _log.info("A connection ended: %s", type(fault).__name__)
            finally:
                connection.close()

    def _shake_hands(self) -> None:
        """In this thread and for a few seconds at most: who does not finish holds no place from others."""
        if isinstance(self.connection, ssl.SSLSocket):
            self.connection.do_handshake()

    def _talk(self, address: str) -> None:
        with self.server.places.one(address) as got:
            if not got:
                _log.warning("More connections than there are places for: one is closed")
                return
            self.connection.settimeout(FIRST)
            for raw in _messages(self.rfile):
                self.wfile.write(START + answer(raw) + END)
                close_old_connections()
                self.connection.settimeout(SILENCE)


def _messages(source: Any) -> Iterator[bytes]:
    """What stands between the marks. A message that is too large ends the connection, unanswered."""
    kept = bytearray()
    while piece := source.read1(PIECE):
        looked = max(0, len(kept) - 1)
        kept += piece
        while (end := kept.find(END, looked)) >= 0:
            yield bytes(kept[:end]).rpartition(START)[2]
            del kept[: end + len(END)]
            looked = 0
        if len(kept) > LARGEST:
            return


@dataclass(frozen=True)
class Tls:
    """Certificate and key; with `clients`, only who has a certificate of that issuer comes in."""

    certificate: Path
    key: Path
    clients: Path | None = None

    def context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.certificate, self.key)
        if self.clients:
            context.load_verify_locations(self.clients)
            context.verify_mode = ssl.CERT_REQUIRED
        return context


class Listener(socketserver.ThreadingTCPServer):
    """Listens at an address. Raises MustNotListen; OSError when the address is taken."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host: str, port: int, tls: Tls | None = None, *, plain_beyond: bool = False) -> None:
        _must_be_safe(host, tls, plain_beyond=plain_beyond)
        self.doors = Places(MOST_AT_THE_DOOR, MOST_OF_ONE_AT_THE_DOOR)
        self.places = Places(MOST_CONNECTIONS, MOST_OF_ONE)
        self._tls = tls.context() if tls else None
        super().__init__((host, port), _Line)

    def get_request(self) -> tuple[Any, Any]:
        line, address = super().get_request()
        if self._tls is None:
            return line, address
        wrapped = self._tls.wrap_socket(line, server_side=True, do_handshake_on_connect=False)
        return wrapped, address

    def run(self, stop: threading.Event) -> None:
        """Listen until `stop` is set, with a sign of life now and then."""
        thread = threading.Thread(target=self.serve_forever, daemon=True)
        thread.start()
        pulse = Pulse("mllp")
        while not stop.is_set():
            pulse.beat()
            close_old_connections()
            stop.wait(HEARTBEAT)
        self.shutdown()


def listen(
    host: str, port: int, tls: Tls | None, *, plain_beyond: bool, say: Callable[[str], object]
) -> None:
    """Listen until SIGTERM or SIGINT. `say` is told where. Raises MustNotListen, NotUpToDate; OSError."""
    if not is_up_to_date():
        raise NotUpToDate("The database is not up to date: run `samhandling node init HOME`.")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_told: stop.set())
    with Listener(host, port, tls, plain_beyond=plain_beyond) as listener:
        say(f"Listening at {host}:{listener.server_address[1]}{' with TLS' if tls else ''}")
        listener.run(stop)


def _must_be_safe(host: str, tls: Tls | None, *, plain_beyond: bool) -> None:
    if settings.HOME.environment != "production" or tls or plain_beyond or host in LOOPBACK:
        return
    raise MustNotListen(
        f"MLLP without TLS at {host}: the messages would cross the network in the clear. "
        "Give --certificate and --key, listen at 127.0.0.1, or say --plain-beyond-loopback where the network "
        "itself is protected."
    )
