"""Getting and keeping the access token that every request towards the message service carries.

Client credentials with private_key_jwt and DPoP, as HelseID wants them: the endpoint comes from the
discovery document, the first call is answered with a nonce, the token is used until just before it ends.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from samhandling.errors import CarrierUnavailable
from samhandling.transport.carriers.edi20.problems import describe
from samhandling.transport.carriers.edi20.proofs import Signer, token_hash
from samhandling.transport.carriers.edi20.settings import Edi20Settings
from samhandling.transport.wire import Answer, Asked

DISCOVERY_SECONDS = 24 * 3600
MARGIN_SECONDS = 30
_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

Exchange = Callable[[Asked], tuple[Answer, bytes]]


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token, its hash for proofs, and when it ends (seconds since 1970)."""

    value: str
    ath: str
    expires_at: float


class TokenClient:
    """The one token of this process. Threads that need a new one wait for the first of them."""

    def __init__(
        self, settings: Edi20Settings, signer: Signer, exchange: Exchange, clock: Callable[[], float]
    ) -> None:
        self._settings, self._signer, self._exchange, self._clock = settings, signer, exchange, clock
        self._token: AccessToken | None = None
        self._endpoint: tuple[str, float] | None = None
        self._nonce: str | None = None
        self._refreshing = threading.Lock()

    def current(self) -> AccessToken:
        """Return a token with at least half a minute left. Raises CarrierUnavailable."""
        token = self._token
        if token and self._clock() < token.expires_at - MARGIN_SECONDS:
            return token
        with self._refreshing:
            if self._token is token:
                self._token = self._ask()
            assert self._token is not None  # noqa: S101  only `forget` clears it, under the same lock
            return self._token

    def forget(self, token: AccessToken) -> None:
        """Drop a token that the service did not take."""
        with self._refreshing:
            if self._token is token:
                self._token = None

    def _ask(self) -> AccessToken:
        endpoint = self._token_endpoint()
        answer, body = self._post(endpoint)
        if answer.status == 400 and b"use_dpop_nonce" in body:
            self._nonce = answer.header("dpop-nonce") or None
            answer, body = self._post(endpoint)
        return self._read(_object(answer, body, f"No token from {endpoint}"))

    def _post(self, endpoint: str) -> tuple[Answer, bytes]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._settings.client_id,
            "scope": self._settings.scope,
            "client_assertion_type": _ASSERTION_TYPE,
            "client_assertion": self._signer.assertion(self._settings.token_issuer),
        }
        headers = (
            ("content-type", "application/x-www-form-urlencoded"),
            ("dpop", self._signer.proof("POST", endpoint, nonce=self._nonce)),
        )
        return self._exchange(Asked("POST", endpoint, headers, urlencode(form).encode("ascii")))

    def _read(self, told: dict[str, Any]) -> AccessToken:
        if str(told.get("token_type", "")).lower() != "dpop":
            raise CarrierUnavailable(f"The token service gave a token of type {told.get('token_type')!r}")
        value, seconds = str(told.get("access_token") or ""), float(told.get("expires_in") or 60)
        if not value.isascii() or not value:
            raise CarrierUnavailable("The token service answered without a token")
        return AccessToken(value, token_hash(value), self._clock() + seconds)

    def _token_endpoint(self) -> str:
        """Return the endpoint that the issuer names; asked for once a day (HelseID FK2)."""
        if not self._endpoint or self._clock() > self._endpoint[1]:
            self._endpoint = (self._discover(), self._clock() + DISCOVERY_SECONDS)
        return self._endpoint[0]

    def _discover(self) -> str:
        issuer = self._settings.token_issuer
        url = f"{issuer}/.well-known/openid-configuration"
        told = _object(*self._exchange(Asked("GET", url)), url)
        if str(told.get("issuer", "")).rstrip("/") != issuer:
            raise CarrierUnavailable(f"{url} names another issuer: {told.get('issuer')!r}")
        if not told.get("token_endpoint"):
            raise CarrierUnavailable(f"{url} names no token_endpoint")
        return str(told["token_endpoint"])


def _object(answer: Answer, body: bytes, what: str) -> dict[str, Any]:
    """Return a successful answer's JSON object. Raises CarrierUnavailable that begins with `what`."""
    if answer.status != 200:
        raise CarrierUnavailable(f"{what}: {describe(answer.status, body)}")
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise CarrierUnavailable(f"{what}: the answer is not JSON") from error
    if not isinstance(told, dict):
        raise CarrierUnavailable(f"{what}: the answer is not an object")
    return told
