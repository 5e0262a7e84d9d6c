"""HTTP/1.1 to the message service, with the standard library's own client: a few sockets that are kept open.

Eight requests pass for every message and its receipt, so what one request costs decides how many messages a
node can move (docs/adr/0014).
"""

import base64
import select
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from threading import Lock
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

IDLE_SECONDS = 300.0
MOST_IDLE = 10
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_CHUNK = 65536
_FAULTS = (OSError, HTTPException, ValueError)  # ValueError: closed under way, or what no header may hold
Headers = tuple[tuple[str, str], ...]


class LineBroken(Exception):
    """A request or its answer did not get through; the text says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; `url` is whole, with its query."""

    method: str
    url: str
    headers: Headers = ()
    content: bytes | None = None

    @property
    def path(self) -> str:
        """The path alone, for words to people."""
        return urlsplit(self.url).path


class Answer(Protocol):
    """An answer whose body has not been read. Who has it closes it."""

    @property
    def status(self) -> int:
        """The status code."""

    def header(self, name: str) -> str:
        """Return a header; empty where there is none."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as it comes. Raises LineBroken."""

    def hang_up(self) -> None:
        """Break it off from another thread: whoever reads it comes to its end, or meets an error."""

    def close(self) -> None:
        """Let go of it; the socket is used again where the body was read to its end."""


class Wire(Protocol):
    """The way to a service. Threads may share it."""

    def open(self, asked: Asked, timeout: float) -> Answer:
        """Send a request and read the head of the answer. Raises LineBroken.

        `timeout` is in seconds and for each wait on the network.
        """

    def close(self) -> None:
        """Close every socket; every request after it fails."""


class Sockets:
    """The wire of production. TLS trusts what the system trusts (or SSL_CERT_FILE says)."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._hosts, self._busy = dict[str, _Host](), set[_Line]()
        self._closed = False

    def open(self, asked: Asked, timeout: float) -> Answer:
        """Send a request and read the head of the answer (`Wire.open`)."""
        with _breaking():
            line, request = self._take(asked)
            try:
                return _Received(self, line, line.exchange(asked.method, request, timeout))
            except BaseException:
                self.give_back(line, sound=False)
                raise

    def close(self) -> None:
        """Close every socket (`Wire.close`); what is under way ends, and its user closes it."""
        with self._lock:
            self._closed = True
            for line in self._busy:
                line.hang_up()
            for host in self._hosts.values():
                host.close()

    def give_back(self, line: "_Line", *, sound: bool) -> None:
        """Keep a socket whose answer was read to its end, for the next request; close any other."""
        with self._lock:
            self._busy.discard(line)
            keep = sound and not self._closed and len(line.host.idle) < MOST_IDLE
            if keep:
                line.host.idle.append(line)
        if not keep:
            line.close()

    def _take(self, asked: Asked) -> tuple["_Line", bytes]:
        told = urlsplit(asked.url)
        with self._lock:
            if self._closed:
                raise ConnectionError("the connection has been closed")
            host = self._hosts.get(told.netloc)
            if host is None:
                host = self._hosts[told.netloc] = _Host(told)
            request, line = host.request(asked, told), host.line()
            self._busy.add(line)
            return line, request


class _Host:
    """The way to one host, and its sockets that rest."""

    def __init__(self, url: SplitResult) -> None:
        self._url = url
        self._proxy = _proxy_for(url)
        self._tls = ssl.create_default_context() if url.scheme == "https" else None
        self.idle: list[_Line] = []

    def line(self) -> "_Line":
        """Take the socket that was used last, if it still stands, else a new one."""
        while self.idle and not self.idle[-1].is_sound():
            self.idle.pop().close()
        return self.idle.pop() if self.idle else _Line(self, self._connection())

    def close(self) -> None:
        """Close the sockets that rest."""
        while self.idle:
            self.idle.pop().close()

    def request(self, asked: Asked, url: SplitResult) -> bytes:
        """Return the request as bytes. Raises ValueError for a sign that would end a line."""
        plain_proxy = None if self._tls else self._proxy
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        headers = [("host", url.netloc), *asked.headers, *_known_to(plain_proxy)]
        if asked.content is not None:
            headers.append(("content-length", str(len(asked.content))))
        lines = [f"{asked.method} {asked.url if plain_proxy else target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers]
        if not all(map(str.isprintable, lines)):
            raise ValueError("a header that cannot be sent")
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + (asked.content or b"")

    def _connection(self) -> HTTPConnection:
        to = self._proxy or self._url
        name, port = str(to.hostname), to.port or (443 if to.scheme == "https" else 80)
        if self._tls is None:
            return HTTPConnection(name, port)
        connection = HTTPSConnection(name, port, context=self._tls)
        if self._proxy:
            connection.set_tunnel(
                str(self._url.hostname), self._url.port or 443, dict(_known_to(self._proxy))
            )
        return connection


class _Line:
    """One socket, and when it was last used."""

    def __init__(self, host: _Host, connection: HTTPConnection) -> None:
        self.host, self._connection = host, connection
        self._used_at = 0.0

    def exchange(self, method: str, request: bytes, timeout: float) -> HTTPResponse:
        """Send a request whole, and read the head of the answer."""
        self._connection.timeout = timeout
        if self._connection.sock is None:
            self._connection.connect()
        self._connection.sock.settimeout(timeout)
        self._connection.sock.sendall(request)
        response = HTTPResponse(self._connection.sock, method=method)
        try:
            response.begin()
        except BaseException:
            response.close()
            raise
        self._used_at = time.monotonic()
        return response

    def is_sound(self) -> bool:
        """Whether it may be used again: neither too old, nor closed by the other end."""
        if time.monotonic() > self._used_at + IDLE_SECONDS:
            return False
        poll = select.poll()
        poll.register(self._connection.sock, select.POLLIN)
        return not poll.poll(0)  # what can be read now is the end, or no answer to us

    def hang_up(self) -> None:
        """End what another thread reads or waits for."""
        line = self._connection.sock
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._connection.close()


class _Received:
    """An answer on a socket."""

    def __init__(self, sockets: Sockets, line: _Line, response: HTTPResponse) -> None:
        self._sockets, self._line, self._response = sockets, line, response
        self.status = response.status

    def header(self, name: str) -> str:
        """Return a header (`Answer.header`)."""
        return self._response.headers.get(name) or ""

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as it comes (`Answer.chunks`)."""
        with _breaking():
            while chunk := self._response.read1(_CHUNK):
                yield chunk
            if self._response.length:  # the other end hung up, of which `read1` is silent
                raise IncompleteRead(b"", self._response.length)

    def hang_up(self) -> None:
        """Break it off from another thread (`Answer.hang_up`)."""
        self._line.hang_up()

    def close(self) -> None:
        """Let go of it (`Answer.close`)."""
        at_end = self._response.isclosed() or self._response.length == 0
        sound = at_end and not self._response.will_close
        self._response.close()
        self._sockets.give_back(self._line, sound=sound)


@contextmanager
def _breaking() -> Iterator[None]:
    try:
        yield
    except _FAULTS as fault:
        raise LineBroken(f"{type(fault).__name__} {fault}".strip()) from fault


def _proxy_for(url: SplitResult) -> SplitResult | None:
    """A proxy from the environment is for the world outside, never for a hub on this machine."""
    host = url.hostname or ""
    proxy = None if host in _LOOPBACK or proxy_bypass(host) else getproxies().get(url.scheme)
    return urlsplit(proxy if "//" in proxy else f"http://{proxy}") if proxy else None


def _known_to(proxy: SplitResult | None) -> Headers:
    """Who we are to the proxy, where its address says so."""
    if proxy is None or proxy.username is None:
        return ()
    said = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return (("proxy-authorization", "Basic " + base64.b64encode(said.encode()).decode("ascii")),)
