"""Access tokens: short, signed, bound to the key that the client proved."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from samhandling.hub.statements import Unproven, token_hash

AUDIENCE = "nhn:msh"
SCOPE = "nhn:msh/api"
_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token says: who may call, with which key, until when (seconds since 1970)."""

    client_id: str
    thumbprint: str
    ath: str
    expires_at: float


class AccessTokens:
    """Gives tokens and reads them back; a token that was read once is remembered until it ends."""

    def __init__(self, key: ECKey, issuer: str, seconds: float, clock: Callable[[], float]) -> None:
        self._key, self._issuer, self.seconds, self._clock = key, issuer, seconds, clock
        self._read = dict[str, Grant]()

    def give(self, client_id: str, thumbprint: str) -> str:
        """Return a token for the client, bound to the key with this thumbprint."""
        now = self._clock()
        claims = {
            "iss": self._issuer,
            "aud": AUDIENCE,
            "client_id": client_id,
            "scope": [SCOPE],
            "iat": int(now),
            "exp": now + self.seconds,
            "jti": str(uuid.uuid4()),
            "cnf": {"jkt": thumbprint},
        }
        header = {"typ": "at+jwt", "alg": "ES256", "kid": self._key.kid}
        return jws.serialize_compact(header, json.dumps(claims), self._key)

    def read(self, token: str) -> Grant:
        """Return what a token of ours says. Raises Unproven."""
        grant = self._read.get(token) or self._verify(token)
        if self._clock() >= grant.expires_at:
            self._read.pop(token, None)
            raise Unproven("the token has expired")
        return grant

    def _verify(self, token: str) -> Grant:
        try:
            signed = jws.deserialize_compact(token.encode("utf-8"), self._key, ["ES256"])
            claims = json.loads(signed.payload)
        except (JoseError, ValueError) as error:
            raise Unproven("the token is not ours") from error
        if signed.headers().get("typ") != "at+jwt" or claims.get("aud") != AUDIENCE:
            raise Unproven("the token is for something else")
        if len(self._read) > _REMEMBERED:
            self._read.clear()
        thumbprint = claims["cnf"]["jkt"]
        grant = Grant(claims["client_id"], thumbprint, token_hash(token), float(claims["exp"]))
        self._read[token] = grant
        return grant
