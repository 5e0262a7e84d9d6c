"""Signed statements of a client: that it is who it says, and that it holds the key of its token.

Client assertion: RFC 7523 as HelseID profiles it. Proof of possession: RFC 9449 (DPoP).
"""

import hashlib
import json
import secrets
import time
from collections.abc import Callable
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey
from joserfc.util import urlsafe_b64encode

ASSERTION_SECONDS = 30
_compact = json.JSONEncoder(separators=(",", ":")).encode
_ES256 = jws.JWSRegistry(algorithms=["ES256"]).get_alg("ES256")


class Signer:
    """One client's key, imported once and used for every statement. Safe to share between threads."""

    def __init__(
        self, client_id: str, private_jwk: dict[str, Any], clock: Callable[[], float] = time.time
    ) -> None:
        self._client_id = client_id
        self._key = ECKey.import_key(private_jwk)
        self._clock = clock
        public = {name: private_jwk[name] for name in ("kty", "crv", "x", "y")}
        kid = private_jwk.get("kid") or self._key.thumbprint()
        self._proof_header = _part({"typ": "dpop+jwt", "alg": "ES256", "jwk": public})
        self._assertion_header = _part({"typ": "client-authentication+jwt", "alg": "ES256", "kid": kid})

    def assertion(self, issuer: str) -> str:
        """Return a single-use statement of who we are, for the token service `issuer`."""
        now = int(self._clock())
        claims = {
            "iss": self._client_id,
            "sub": self._client_id,
            "aud": issuer,
            "jti": secrets.token_urlsafe(16),
            "iat": now,
            "nbf": now,
            "exp": now + ASSERTION_SECONDS,
        }
        return self._sign(self._assertion_header, claims)

    def proof(self, method: str, url: str, *, nonce: str | None = None, ath: str | None = None) -> str:
        """Return the proof for one request; `url` without query, `ath` the hash of the token used."""
        claims = {"jti": secrets.token_urlsafe(16), "htm": method, "htu": url, "iat": int(self._clock())}
        if nonce:
            claims["nonce"] = nonce
        if ath:
            claims["ath"] = ath
        return self._sign(self._proof_header, claims)

    def _sign(self, header: bytes, claims: dict[str, Any]) -> str:
        """Return a compact JWS (RFC 7515 § 3.1); the header is always the same and was encoded once."""
        said = header + b"." + _part(claims)
        return (said + b"." + urlsafe_b64encode(_ES256.sign(said, self._key))).decode("ascii")


def token_hash(token: str) -> str:
    """Return the claim `ath` of a token (RFC 9449 § 4.2)."""
    return urlsafe_b64encode(hashlib.sha256(token.encode("ascii")).digest()).decode("ascii")


def _part(told: dict[str, Any]) -> bytes:
    return urlsafe_b64encode(_compact(told).encode("ascii"))
