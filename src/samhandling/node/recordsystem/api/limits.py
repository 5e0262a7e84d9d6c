"""How much one caller may ask of this process: a bucket of requests that fills again with time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

MOST_CALLERS = 1000  # remembered at once; the one unseen the longest is forgotten


@dataclass
class Bucket:
    """`rate` requests a second in the long run, `burst` at once."""

    rate: float
    burst: float
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def wait(self, caller: str) -> float:
        """Take one; else the seconds until there is one."""
        now = time.monotonic()
        with self._lock:
            left, at = self._left.pop(caller, (self.burst, now))
            left = min(self.burst, left + (now - at) * self.rate)
            taken = left >= 1
            self._left[caller] = (left - 1 if taken else left, now)
            if len(self._left) > MOST_CALLERS:
                self._left.popitem(last=False)
        return 0.0 if taken else (1 - left) / self.rate

    def empty(self) -> None:
        """Forget everybody."""
        with self._lock:
            self._left.clear()


CALLS = Bucket(rate=20, burst=200)
"""Of one token."""
STRANGERS = Bucket(rate=0.5, burst=20)
"""Requests without a token that stands, from one address."""
