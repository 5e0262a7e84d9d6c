"""Signed statements from clients, checked: DPoP proofs (RFC 9449) and client assertions (RFC 7523)."""

import hashlib
import json
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from joserfc.util import urlsafe_b64decode, urlsafe_b64encode

from samhandling.hub.clients import Clients
from samhandling.hub.config import Client
from samhandling.hub.replay import UsedOnce

ALGORITHMS = ("ES256",)
PROOF_SECONDS = 10
SKEW_SECONDS = 5
ASSERTION_SECONDS = 60
_PRIVATE_PARTS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_LONGEST = 8192
_REMEMBERED = 1000
_ES256 = jws.JWSRegistry(algorithms=list(ALGORITHMS)).get_alg("ES256")


class Unproven(Exception):
    """A statement that does not hold; the text says why."""


class Bound(Protocol):
    """What a token is bound to: a key, and its own hash in each proof."""

    @property
    def ath(self) -> str: ...
    @property
    def thumbprint(self) -> str: ...


class Proofs:
    """Checks proofs. A client sends the same header and key again and again, so both are read once."""

    def __init__(self, used: UsedOnce, clock: Callable[[], float]) -> None:
        self._used, self._clock = used, clock
        self._keys: dict[str, tuple[ECKey, str]] = {}  # by the header as it came

    def check(self, proof: str, method: str, url: str, ath: str | None = None) -> tuple[str, object]:
        """Return the thumbprint of the proof's key and its nonce. Raises Unproven."""
        signed = _unpack(proof)
        key, thumbprint = self._keys.get(signed.header) or self._read_key(signed)
        claims = _verified(signed, key)
        _require(claims.get("htm") == method, "htm is not the method")
        _require(claims.get("htu") == url, f"htu is not {url}")
        _require(claims.get("ath") == ath, "ath is not the token's hash")
        issued = _number(claims, "iat")
        age = self._clock() - issued
        _require(-SKEW_SECONDS <= age <= PROOF_SECONDS + SKEW_SECONDS, "iat is not now")
        until = issued + PROOF_SECONDS + 2 * SKEW_SECONDS
        _require(self._used.use(f"{thumbprint} {_text(claims, 'jti')}", until), "jti has been used")
        return thumbprint, claims.get("nonce")

    def check_use(self, proof: str, method: str, url: str, bound_to: Bound) -> object:
        """Check the proof that goes with a token, and return its nonce. Raises Unproven."""
        thumbprint, nonce = self.check(proof, method, url, bound_to.ath)
        _require(thumbprint == bound_to.thumbprint, "the proof's key is not the token's")
        return nonce

    def _read_key(self, signed: "Signed") -> tuple[ECKey, str]:
        jwk = _checked_header(signed, "dpop+jwt").get("jwk")
        if not isinstance(jwk, dict):
            raise Unproven("jwk is missing")
        _require(not _PRIVATE_PARTS & jwk.keys(), "jwk holds a private part")
        _require(jwk.get("kty") == "EC" and jwk.get("crv") == "P-256", "jwk is not EC on P-256")
        if len(self._keys) >= _REMEMBERED:
            self._keys.clear()
        self._keys[signed.header] = _import(jwk)
        return self._keys[signed.header]


class Assertions:
    """Checks who a client is at the token service."""

    def __init__(self, clients: Clients, used: UsedOnce, issuer: str, clock: Callable[[], float]) -> None:
        self._clients, self._used, self._issuer, self._clock = clients, used, issuer, clock

    def check(self, assertion: str, client_id: str) -> Client:
        """Return the client that signed the assertion. Raises Unproven."""
        signed = _unpack(assertion)
        _checked_header(signed, "client-authentication+jwt")
        client = self._clients.find(client_id)
        if client is None:
            raise Unproven("the client is unknown")
        claims = _verified(signed, _import(dict(client.jwk))[0])
        _require(claims.get("iss") == claims.get("sub") == client_id, "iss and sub are not the client")
        _require(claims.get("aud") == self._issuer, f"aud is not {self._issuer}")
        until = self._check_times(claims)
        _require(self._used.use(f"{client_id} {_text(claims, 'jti')}", until), "jti has been used")
        return client

    def _check_times(self, claims: dict[str, Any]) -> float:
        now, issued, until = self._clock(), _number(claims, "iat"), _number(claims, "exp")
        _require(now < until + SKEW_SECONDS, "exp has passed")
        _require(until - issued <= ASSERTION_SECONDS, f"it lives longer than {ASSERTION_SECONDS} s")
        _require(issued <= now + SKEW_SECONDS, "iat is in the future")
        _require(float(claims.get("nbf", issued)) <= now + SKEW_SECONDS, "nbf is in the future")
        return until + 2 * SKEW_SECONDS


def token_hash(token: str) -> str:
    """Return what the claim `ath` must be for a token (RFC 9449 § 4.2)."""
    return urlsafe_b64encode(hashlib.sha256(token.encode("utf-8")).digest()).decode("ascii")


class Signed(NamedTuple):
    """The three parts of a compact JWS (RFC 7515 § 3.1), as they came."""

    header: str
    payload: str
    signature: str


def _unpack(statement: str) -> Signed:
    parts = statement.split(".")
    _require(
        len(parts) == 3 and len(statement) <= _LONGEST and statement.isascii(), "it is no signed statement"
    )
    return Signed(*parts)


def _checked_header(signed: Signed, typ: str) -> dict[str, Any]:
    header = _object(signed.header)
    _require(header.get("typ") == typ, f"typ is not {typ}")
    _require(header.get("alg") in ALGORITHMS, f"alg is not {' or '.join(ALGORITHMS)}")
    _require("crit" not in header and "b64" not in header, "the header demands what is not supported")
    return header


def _verified(signed: Signed, key: ECKey) -> dict[str, Any]:
    said = f"{signed.header}.{signed.payload}".encode("ascii")
    _require(_ES256.verify(said, _decoded(signed.signature), key), "the signature does not fit the key")
    return _object(signed.payload)


def _object(part: str) -> dict[str, Any]:
    try:
        told = json.loads(_decoded(part))
    except (ValueError, RecursionError) as error:
        raise Unproven("a part is not JSON") from error
    if not isinstance(told, dict):
        raise Unproven("a part is not an object")
    return told


def _decoded(part: str) -> bytes:
    try:
        return urlsafe_b64decode(part.encode("ascii"))
    except (ValueError, RecursionError) as error:
        raise Unproven("a part is not base64url") from error


def _import(jwk: dict[str, Any]) -> tuple[ECKey, str]:
    try:
        key = ECKey.import_key({name: jwk[name] for name in ("kty", "crv", "x", "y")})
        return key, key.thumbprint()
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise Unproven("the key cannot be read") from error


def _number(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name)
    _require(isinstance(value, int | float) and not isinstance(value, bool), f"{name} is missing")
    return float(value or 0)


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims.get(name)
    _require(isinstance(value, str) and 0 < len(value) <= 200, f"{name} is missing")
    return str(value)


def _require(holds: bool, otherwise: str) -> None:  # noqa: FBT001  reads as a sentence at its callers
    if not holds:
        raise Unproven(otherwise)
