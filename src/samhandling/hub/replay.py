"""What may be used once only (jti), and the nonce that a proof must repeat."""

import base64
import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Callable

_SWEEP_EVERY = 1000


class UsedOnce:
    """The cache of used ids, in the hub's database so that a restart does not open it."""

    def __init__(self, database: sqlite3.Connection, clock: Callable[[], float]) -> None:
        self._database, self._clock = database, clock
        self._uses = 0

    def use(self, jti: str, until: float) -> bool:
        """Take an id; False if it was taken before. `until` is when it can no longer be accepted anyway."""
        self._uses += 1
        if self._uses % _SWEEP_EVERY == 0:
            self._database.execute("DELETE FROM used WHERE expires_at < ?", (self._clock(),))
        taken = self._database.execute("INSERT OR IGNORE INTO used VALUES (?, ?)", (jti, until))
        return taken.rowcount == 1


class Nonces:
    """Nonces without storage: a keyed hash of the present half of their life."""

    LIFE = 300.0

    def __init__(self, clock: Callable[[], float]) -> None:
        self._secret, self._clock = secrets.token_bytes(32), clock

    def current(self) -> str:
        """Return the nonce to hand out now; good for at least half its life."""
        return self._nonce(self._half())

    def is_good(self, nonce: object) -> bool:
        """Say whether a nonce was handed out within its life."""
        half = self._half()
        return nonce in (self._nonce(half), self._nonce(half - 1))

    def _half(self) -> int:
        return int(self._clock() / (self.LIFE / 2))

    def _nonce(self, half: int) -> str:
        digest = hmac.digest(self._secret, str(half).encode("ascii"), hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:18]).decode("ascii")
