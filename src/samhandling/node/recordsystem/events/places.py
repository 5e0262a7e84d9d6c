"""How many may be connected at once: in all, and from one address, so that one cannot keep others out."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Places:
    """Places for connections. This machine's own address may fill all: every sender here has the same."""

    def __init__(self, most: int, per_address: int) -> None:
        self._most, self._per_address = most, per_address
        self._taken: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def one(self, address: str) -> Iterator[bool]:
        """Hold a place while inside. Gives False, and holds none, where there is none."""
        got = self._take(address)
        try:
            yield got
        finally:
            if got:
                self._give_back(address)

    def _take(self, address: str) -> bool:
        cap = self._most if address in LOOPBACK else self._per_address
        with self._lock:
            got = self._taken.total() < self._most and self._taken[address] < cap
            self._taken[address] += got
            self._taken += Counter()  # which drops addresses that hold none
        return got

    def _give_back(self, address: str) -> None:
        with self._lock:
            self._taken[address] -= 1
            self._taken += Counter()
