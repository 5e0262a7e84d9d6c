"""HTTP/1.1 to the message service, by the standard library's own client: a few sockets, kept open between requests.

Eight requests pass for every message, so what one costs decides how many messages a node can move
(docs/adr/0014).
"""

import base64
import select
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Lock
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

IDLE_SECONDS = 300.0
MOST_IDLE = 10
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
BROKEN = (OSError, HTTPException, ValueError)
"""What a request or an answer may end in when the line is broken; ValueError when it is closed under way."""
_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Asked:
    """One request. `url` is whole, with its query."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes | None = None

    @property
    def path(self) -> str:
        return urlsplit(self.url).path


class Answer(Protocol):
    """An answer whose body has not been read. Close it; unread to its end it costs its socket."""

    @property
    def status(self) -> int: ...

    def header(self, name: str) -> str:
        """Return a header, empty where it is missing."""
        ...

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as it comes. Raises one of `BROKEN`."""
        ...

    def hang_up(self) -> None:
        """Break it off from another thread: who reads is then at the end, or meets an error."""
        ...

    def close(self) -> None: ...


class Wire(Protocol):
    """The way to a service. Safe to share between threads."""

    def open(self, asked: Asked, timeout: float) -> Answer:
        """Send a request and read the head of the answer.

        `timeout` is in seconds, for each wait on the network. Raises one of `BROKEN`.
        """
        ...

    def close(self) -> None:
        """Close every socket; no request after it succeeds."""
        ...


class Sockets:
    """The wire of production: to one host, by TLS with the system's own certificates where the URL says https."""

    def __init__(self, base_url: str) -> None:
        self._base = urlsplit(base_url)
        self._proxy = _proxy_for(self._base)
        self._tls = ssl.create_default_context() if self._base.scheme == "https" else None
        self._lock, self._idle, self._busy = Lock(), list[_Line](), set[_Line]()
        self._closed = False

    def open(self, asked: Asked, timeout: float) -> Answer:
        """Send a request and read the head of the answer (`Wire.open`)."""
        line = self._take(timeout, urlsplit(asked.url))
        try:
            return _Response(self, line, line.exchange(asked, self._target(asked)))
        except BaseException:
            self.drop(line)
            raise

    def close(self) -> None:
        """Close every socket (`Wire.close`); what is under way ends with an error."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for line in self._busy:  # whoever uses one closes it
                line.hang_up()
        for line in idle:
            line.close()

    def give_back(self, line: "_Line") -> None:
        """Keep a socket whose answer has been read to its end."""
        with self._lock:
            self._busy.discard(line)
            line.idle_since = time.monotonic()
            if not self._closed and len(self._idle) < MOST_IDLE:
                self._idle.append(line)
                return
        line.close()

    def drop(self, line: "_Line") -> None:
        """Close a socket that cannot be used again."""
        with self._lock:
            self._busy.discard(line)
        line.close()

    def _take(self, timeout: float) -> "_Line":
        """The socket used last, if it still stands; else a new one."""
        with self._lock:
            if self._closed:
                raise ConnectionError("the connection has been closed")
            while self._idle and not self._idle[-1].is_sound():
                self._idle.pop().close()
            line = self._idle.pop() if self._idle else self._new()
            self._busy.add(line)
        line.wait_for(timeout)
        return line

    def _new(self) -> "_Line":
        base, proxy = self._base, self._proxy
        to = proxy or base
        if self._tls is None:
            return _Line(_Plain(str(to.hostname), to.port or 80))
        connection = _Tls(str(to.hostname), to.port or 443, context=self._tls)
        if proxy:
            connection.set_tunnel(str(base.hostname), base.port or 443, dict(_proxy_authorization(proxy)))
        return _Line(connection)

    def _target(self, url: str) -> str:
        """What stands in the request line: the whole URL for a proxy that is not passed by a tunnel."""
        if self._proxy and self._tls is None:
            return url
        told = urlsplit(url)
        return (told.path or "/") + (f"?{told.query}" if told.query else "")


class _AtOnce(HTTPConnection):
    """Sends head and body of a request together: one packet for a small one, and one call of the kernel."""

    _gathered: list[bytes] | None = None

    def send(self, data: Any) -> None:
        if self._gathered is None:
            super().send(data)
        else:
            self._gathered.append(data)

    def ask(self, asked: Asked, target: str) -> None:
        """Send a request."""
        self._gathered = []
        try:
            self.putrequest(asked.method, target, skip_accept_encoding=True)
            for name, value in asked.headers:
                self.putheader(name, value)
            if asked.content is not None:
                self.putheader("content-length", str(len(asked.content)))
            self.endheaders(asked.content)
            whole = b"".join(self._gathered)
        finally:
            self._gathered = None
        self.send(whole)


class _Plain(_AtOnce):
    pass


class _Tls(_AtOnce, HTTPSConnection):
    pass
