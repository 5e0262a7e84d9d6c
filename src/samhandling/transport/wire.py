"""HTTP/1.1 to a service of the network, over a few sockets that are kept open (docs/adr/0014)."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from typing import Protocol
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from urllib3 import BaseHTTPResponse, PoolManager, ProxyManager, make_headers
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, ProtocolError

MOST_IDLE = 10
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_CHUNK = 65536
_FAULTS = (OSError, HTTPError, ValueError)  # ValueError: closed under way, or what no header may hold
_SOCKET = [*HTTPConnection.default_socket_options, (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
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
        self._pools = dict[str, PoolManager]()
        self._busy = set[_Received]()
        self._closed = False

    def open(self, asked: Asked, timeout: float) -> Answer:
        """Send a request and read the head of the answer (`Wire.open`)."""
        with _breaking():
            response = self._pool(asked.url).request(
                asked.method,
                asked.url,
                body=asked.content,
                headers=_sound(asked.headers),
                timeout=timeout,
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            _must_say_its_end(response)
        answer = _Received(self, response)
        with self._lock:
            self._busy.add(answer)
        return answer

    def close(self) -> None:
        """Close every socket (`Wire.close`); what is under way ends, and its user closes it."""
        with self._lock:
            self._closed = True
            for answer in self._busy:
                answer.hang_up()
            for pool in self._pools.values():
                pool.clear()

    def forget(self, answer: "_Received") -> None:
        """An answer has been closed."""
        with self._lock:
            self._busy.discard(answer)

    def _pool(self, url: str) -> PoolManager:
        """The sockets of one proxy, or of none."""
        proxy = _proxy_for(url)
        with self._lock:
            if self._closed:
                raise ConnectionError("the connection has been closed")
            if proxy not in self._pools:
                self._pools[proxy] = _new_pool(proxy)
            return self._pools[proxy]


class _Received:
    """An answer on a socket."""

    def __init__(self, sockets: Sockets, response: BaseHTTPResponse) -> None:
        self._sockets, self._response = sockets, response
        self.status = response.status

    def header(self, name: str) -> str:
        """Return a header (`Answer.header`)."""
        return self._response.headers.get(name) or ""

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as it comes (`Answer.chunks`)."""
        with _breaking():
            while chunk := self._response.read1(_CHUNK):
                yield chunk

    def hang_up(self) -> None:
        """Break it off from another thread (`Answer.hang_up`)."""
        with suppress(OSError, ValueError, HTTPError):  # it may just have ended
            self._response.shutdown()

    def close(self) -> None:
        """Let go of it (`Answer.close`)."""
        if self._response.length_remaining == 0:
            self._response.read1()  # nothing is left to read: the socket goes back
        self._response.close()
        self._sockets.forget(self)


@contextmanager
def _breaking() -> Iterator[None]:
    try:
        yield
    except _FAULTS as fault:
        raise LineBroken(f"{type(fault).__name__} {fault}".strip()) from fault


def _must_say_its_end(response: BaseHTTPResponse) -> None:
    """A success without a length may be one that was cut off within its head: that is no success."""
    says = response.chunked or response.length_remaining is not None
    if response.status < HTTPStatus.MULTIPLE_CHOICES and not says:
        response.close()
        raise ProtocolError("an answer that does not say where it ends")


def _sound(headers: Headers) -> dict[str, str]:
    if not all(text.isprintable() for header in headers for text in header):
        raise ValueError("a header that cannot be sent")
    return dict(headers)


def _proxy_for(url: str) -> str:
    """A proxy from the environment is for the world outside, never for a hub on this machine."""
    told = urlsplit(url)
    host = told.hostname or ""
    proxy = "" if host in _LOOPBACK or proxy_bypass(host) else getproxies().get(told.scheme, "")
    return proxy if not proxy or "//" in proxy else f"http://{proxy}"


def _new_pool(proxy: str) -> PoolManager:
    trusted = ssl.create_default_context()
    if not proxy:
        return PoolManager(maxsize=MOST_IDLE, socket_options=_SOCKET, ssl_context=trusted)
    known = _known_to(proxy)
    return ProxyManager(proxy, maxsize=MOST_IDLE, proxy_headers=known, ssl_context=trusted)


def _known_to(proxy: str) -> dict[str, str]:
    """Who we are to the proxy, where its address says so."""
    who = urlsplit(proxy)
    if who.username is None:
        return {}
    return dict(make_headers(proxy_basic_auth=f"{unquote(who.username)}:{unquote(who.password or '')}"))
