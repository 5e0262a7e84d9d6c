"""A line to a service: its socket, TLS, and the proxy that the environment names for the world outside."""

import select
import socket
import ssl
from base64 import b64encode
from contextlib import suppress
from functools import cached_property
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from samhandling.transport.wire import Headers

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_TOGETHER = 65536  # a body no larger goes out with its head, so that the service wakes once


class Line:
    """One socket to one service. One thread at a time asks on it; any may hang up."""

    def __init__(self, origin: str, http: HTTPConnection, through: str = "", known: Headers = ()) -> None:
        """`through` stands before the path, and `known` among the headers, of what a proxy is asked."""
        self.origin = origin
        self._http, self._through = http, through
        host = urlsplit(origin).netloc.rpartition("@")[2]
        self._headers: Headers = (("Host", host), ("User-Agent", "samhandling"), *known)
        self._socket: socket.socket | None = None

    def ask(
        self, method: str, target: str, headers: Headers, content: bytes | None, timeout: float
    ) -> HTTPResponse:
        """Send a request and read the head of the answer. Raises OSError, HTTPException or ValueError."""
        opened = self._socket or self._connect(timeout)
        opened.settimeout(timeout)
        body = content or b""
        head = _head(f"{method} {self._through}{target}", (*self._headers, *headers), len(body))
        with suppress(BrokenPipeError):  # a service may answer before it has heard all, and hang up
            for part in (head + body,) if len(body) <= _TOGETHER else (head, body):
                opened.sendall(part)
        response = HTTPResponse(opened, method=method)
        response.begin()
        return response

    def is_stale(self) -> bool:
        """The other end has hung up, or said what nobody asked for."""
        told = select.poll()
        told.register(self._http.sock, select.POLLIN)
        return bool(told.poll(0))

    def hang_up(self) -> None:
        """Break off what another thread reads."""
        if self._socket:
            with suppress(OSError, ValueError):  # it may just have ended
                self._socket.shutdown(socket.SHUT_RD)

    def close(self) -> None:
        """Close the socket."""
        self._http.close()

    def _connect(self, timeout: float) -> socket.socket:
        self._http.timeout = timeout
        self._http.connect()
        self._socket = self._http.sock
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        return self._socket


class Lines:
    """Makes lines; each connects when it is first asked."""

    def new(self, origin: str) -> Line:
        """A line to a service, `http://host:port` or `https://host:port`. Raises ValueError."""
        service = urlsplit(origin)
        if not (proxy := _proxy_for(service)):
            return Line(origin, self._to(service))
        by = urlsplit(proxy)
        if by.scheme != "http":
            raise ValueError(f"a proxy that is asked by {by.scheme}; only http is known here")
        if service.scheme == "http":
            return Line(origin, self._to(by), origin, _known_to(by))
        line = HTTPSConnection(by.hostname or "", by.port or 80, context=self._trusted)
        line.set_tunnel(service.hostname or "", service.port or 443, dict(_known_to(by)))
        return Line(origin, line)

    def _to(self, place: SplitResult) -> HTTPConnection:
        if not place.hostname:
            raise ValueError("an address without a host")
        if place.scheme == "https":
            return HTTPSConnection(place.hostname, place.port, context=self._trusted)
        return HTTPConnection(place.hostname, place.port)

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        trusted = ssl.create_default_context()
        trusted.set_alpn_protocols(["http/1.1"])
        return trusted


def _head(asked: str, headers: Headers, length: int) -> bytes:
    lines = [f"{asked} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    if length or not asked.startswith("GET "):
        lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _proxy_for(service: SplitResult) -> str:
    """A proxy from the environment is for the world outside, never for a hub on this machine."""
    host = service.hostname or ""
    proxy = "" if host in _LOOPBACK or proxy_bypass(host) else getproxies().get(service.scheme, "")
    return proxy if not proxy or "//" in proxy else f"http://{proxy}"


def _known_to(proxy: SplitResult) -> Headers:
    """Who we are to the proxy, where its address says so."""
    if proxy.username is None:
        return ()
    who = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return (("proxy-authorization", f"Basic {b64encode(who.encode('latin-1')).decode('ascii')}"),)
