"""One kept-alive connection to the message service: headers, token, proof, caps and errors of a request."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

import httpx

from samhandling.errors import CarrierRefused, CarrierUnavailable
from samhandling.transport.carriers.edi20.problems import ServerFault, error_of
from samhandling.transport.carriers.edi20.proofs import Signer
from samhandling.transport.carriers.edi20.settings import Edi20Settings
from samhandling.transport.carriers.edi20.tokens import AccessToken, TokenClient

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_TRIES = 3  # the first, one with the service's nonce, one with a fresh token


class TooMuch(CarrierRefused):
    """The answer is larger than our cap."""


class Connection:
    """Requests as one client. Safe to share between threads; keeps sockets open between requests."""

    def __init__(
        self,
        settings: Edi20Settings,
        clock: Callable[[], float] = time.time,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._settings = settings
        self._base = settings.base_url.rstrip("/")
        self._signer = Signer(settings.client_id, settings.private_jwk, clock)
        self._http = httpx.Client(
            transport=transport,
            # A proxy from the environment is for the world outside, never for a hub on this machine.
            trust_env=urlsplit(self._base).hostname not in _LOOPBACK,
            limits=httpx.Limits(max_connections=20, keepalive_expiry=300),
        )
        self._tokens = TokenClient(settings, self._signer, self._exchange, clock)
        self._nonce: str | None = None
        self._timeout = {"timeout": httpx.Timeout(settings.timeout).as_dict()}
        self._quiet = {"timeout": httpx.Timeout(settings.timeout, read=settings.silence).as_dict()}
        self._headers = [
            ("api-version", "3"),
            ("nhn-source-system", settings.source_system),
            ("accept-encoding", "identity"),
        ]

    def ask(self, method: str, path: str, told: object = None, query: str = "") -> dict[str, Any] | None:
        """Send one request and return the answer's JSON object, None where it is empty.

        Raises CarrierUnavailable or CarrierRefused, with the service's own words.
        """
        content = None if told is None else json.dumps(told).encode("ascii")
        response, body = self._authorised(method, path, query, content)
        if not response.is_success:
            raise error_of(response, body)
        try:
            answer = json.loads(body) if body else None
        except (ValueError, RecursionError) as error:
            raise ServerFault(f"{method} {path}: the answer is not JSON") from error
        if answer and not isinstance(answer, dict):
            raise ServerFault(f"{method} {path}: the answer is not an object")
        return answer or None

    @contextmanager
    def stream(self, path: str, query: str) -> Iterator[httpx.Response]:
        """Open a stream of events; the response is successful and unread."""
        for _ in range(_TRIES):
            token = self._tokens.current()
            request = self._request("GET", path, query, None, token)
            request.extensions = dict(self._quiet)
            with self._open(request) as response:
                if response.is_success:
                    yield response
                    return
                body = self._read(response)
            if not self._worth_repeating(response, token):
                break
        raise error_of(response, body)

    def close(self) -> None:
        """Close every socket."""
        self._http.close()

    def _authorised(
        self, method: str, path: str, query: str, content: bytes | None
    ) -> tuple[httpx.Response, bytes]:
        for _ in range(_TRIES):
            token = self._tokens.current()
            response, body = self._exchange(self._request(method, path, query, content, token))
            if not self._worth_repeating(response, token):
                break
        return response, body

    def _request(
        self, method: str, path: str, query: str, content: bytes | None, token: AccessToken
    ) -> httpx.Request:
        url = self._base + path
        headers = [
            *self._headers,
            ("authorization", f"DPoP {token.value}"),
            ("dpop", self._signer.proof(method, url, nonce=self._nonce, ath=token.ath)),
        ]
        if content is not None:
            headers.append(("content-type", "application/json"))
        return httpx.Request(method, url + (f"?{query}" if query else ""), headers=headers, content=content)

    def _worth_repeating(self, response: httpx.Response, token: AccessToken) -> bool:
        """Learn the service's nonce, drop a token that it did not take; say whether to ask again."""
        nonce = response.headers.get("dpop-nonce")
        fresh = bool(nonce) and nonce != self._nonce
        self._nonce = nonce or self._nonce
        if response.status_code != 401:
            return False
        if not fresh:
            self._tokens.forget(token)
        return True

    def _exchange(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        request.extensions = dict(self._timeout)
        with self._open(request) as response:
            return response, self._read(response)

    @contextmanager
    def _open(self, request: httpx.Request) -> Iterator[httpx.Response]:
        try:
            response = self._http.send(request, stream=True)
        except (httpx.HTTPError, RuntimeError) as error:  # RuntimeError: the client has been closed
            raise _unreachable(request, error) from error
        try:
            yield response
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise _unreachable(request, error) from error
        finally:
            response.close()

    def _read(self, response: httpx.Response) -> bytes:
        cap, body = self._settings.max_response, bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > cap:
                raise TooMuch(f"{response.request.url.path}: the answer is over {cap} bytes")
        return bytes(body)


def hang_up(response: httpx.Response | None) -> None:
    """Break off a response that another thread is reading; its read then ends or raises."""
    line = response.extensions.get("network_stream") if response else None
    plug = line.get_extra_info("socket") if line else None
    if plug:
        with suppress(OSError):
            plug.shutdown(socket.SHUT_RDWR)


def _unreachable(request: httpx.Request, error: Exception) -> CarrierUnavailable:
    where = f"{request.method} {request.url.copy_with(query=None)}"
    return CarrierUnavailable(f"{where}: {type(error).__name__} {error}".strip())
