"""One kept-alive connection to the message service: headers, token, proof, caps and errors of a request."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import quote

from samhandling.errors import CarrierRefused, CarrierUnavailable
from samhandling.transport.carriers.edi20.problems import ServerFault, error_of
from samhandling.transport.carriers.edi20.proofs import Signer
from samhandling.transport.carriers.edi20.settings import Edi20Settings
from samhandling.transport.carriers.edi20.tokens import AccessToken, TokenClient
from samhandling.transport.wire import Answer, Asked, Headers, LineBroken, Sockets, Wire

_TRIES = 3  # the first, one with the service's nonce, one with a fresh token


class TooMuch(CarrierRefused):
    """The answer is larger than our cap."""


class Connection:
    """Requests as one client. Safe to share between threads; keeps sockets open between requests."""

    def __init__(
        self,
        settings: Edi20Settings,
        clock: Callable[[], float] = time.time,
        wire: Wire | None = None,
    ) -> None:
        self._settings = settings
        self._base = settings.base_url.rstrip("/")
        self._signer = Signer(settings.client_id, settings.private_jwk, clock)
        self._wire = wire or Sockets()
        self._tokens = TokenClient(settings, self._signer, self._exchange, clock)
        self._nonce: str | None = None
        self._headers = (
            ("api-version", "3"),
            ("nhn-source-system", settings.source_system),
            ("accept-encoding", "identity"),
        )

    def ask(self, method: str, path: str, told: object = None, query: str = "") -> dict[str, Any] | None:
        """Send one request and return the answer's JSON object, None where it is empty.

        Raises CarrierUnavailable or CarrierRefused, with the service's own words.
        """
        content = None if told is None else json.dumps(told).encode("ascii")
        asked, answer, body = self._authorised(method, path, query, content)
        if not _is_success(answer):
            raise error_of(asked, answer, body)
        try:
            said = json.loads(body) if body else None
        except (ValueError, RecursionError) as error:
            raise ServerFault(f"{method} {path}: the answer is not JSON") from error
        if said and not isinstance(said, dict):
            raise ServerFault(f"{method} {path}: the answer is not an object")
        return said or None

    @contextmanager
    def stream(self, path: str, query: str) -> Iterator[Answer]:
        """Open a stream of events; the answer is successful and unread."""
        for _ in range(_TRIES):
            token = self._tokens.current()
            asked = self._asked("GET", path, query, None, token)
            with self._open(asked, self._settings.silence) as answer:
                if _is_success(answer):
                    yield answer
                    return
                body = self._read(asked, answer)
            if not self._worth_repeating(answer, token):
                break
        raise error_of(asked, answer, body)

    def close(self) -> None:
        """Close every socket."""
        self._wire.close()

    def _authorised(
        self, method: str, path: str, query: str, content: bytes | None
    ) -> tuple[Asked, Answer, bytes]:
        for _ in range(_TRIES):
            token = self._tokens.current()
            asked = self._asked(method, path, query, content, token)
            answer, body = self._exchange(asked)
            if not self._worth_repeating(answer, token):
                break
        return asked, answer, body

    def _asked(self, method: str, path: str, query: str, content: bytes | None, token: AccessToken) -> Asked:
        url = self._base + quote(path)  # an id from the service may hold any sign
        headers: Headers = (
            *self._headers,
            ("authorization", f"DPoP {token.value}"),
            ("dpop", self._signer.proof(method, url, nonce=self._nonce, ath=token.ath)),
        )
        if content is not None:
            headers = (*headers, ("content-type", "application/json"))
        return Asked(method, url + (f"?{query}" if query else ""), headers, content)

    def _worth_repeating(self, answer: Answer, token: AccessToken) -> bool:
        """Learn the service's nonce, drop a token that it did not take; say whether to ask again."""
        nonce = answer.header("dpop-nonce")
        fresh = bool(nonce) and nonce != self._nonce
        self._nonce = nonce or self._nonce
        if answer.status != 401:
            return False
        if not fresh:
            self._tokens.forget(token)
        return True

    def _exchange(self, asked: Asked) -> tuple[Answer, bytes]:
        with self._open(asked, self._settings.timeout) as answer:
            return answer, self._read(asked, answer)

    @contextmanager
    def _open(self, asked: Asked, timeout: float) -> Iterator[Answer]:
        try:
            with closing(self._wire.open(asked, timeout)) as answer:
                yield answer
        except LineBroken as error:
            where = f"{asked.method} {asked.url.partition('?')[0]}"
            raise CarrierUnavailable(f"{where}: {error}") from error

    def _read(self, asked: Asked, answer: Answer) -> bytes:
        cap, body = self._settings.max_response, bytearray()
        for chunk in answer.chunks():
            body += chunk
            if len(body) > cap:
                raise TooMuch(f"{asked.path}: the answer is over {cap} bytes")
        return bytes(body)


def _is_success(answer: Answer) -> bool:
    return 200 <= answer.status < 300
