"""One node's part in the seeding: orders come as JSON lines, and answers go as JSON lines.

Orders: found, furnish, start, register-patient, send, open, act, close-task, answers, rest. An order
that fails is answered with its error; the conductor then ends the seeding.
"""

from __future__ import annotations

import json
import os
import traceback
from typing import TYPE_CHECKING, Any

from samhandling.demo.seeding.founding import found_node

if TYPE_CHECKING:
    from collections.abc import Callable


def play(orders: int, answers: int) -> None:
    """Do one order at a time until the line `orders` (a file descriptor) ends."""
    player = Player()
    with os.fdopen(orders) as told, os.fdopen(answers, "w") as telling:
        for line in told:
            telling.write(json.dumps(player.answer(json.loads(line))) + "\n")
            telling.flush()
    player.stop()


class Player:
    """Knows the order's verbs: before the first of them, only that one."""

    def __init__(self) -> None:
        self.verbs: dict[str, Callable[..., Any]] = {"found": self.found}
        self.stop: Callable[[], None] = lambda: None

    def answer(self, order: dict[str, Any]) -> dict[str, Any]:
        try:
            return {"ok": self.verbs[order.pop("do")](**order)}
        except Exception:  # noqa: BLE001  whatever it is, the conductor must hear of it
            return {"error": traceback.format_exc()}

    def found(self, slug: str, hub_url: str) -> dict[str, Any]:
        """Make the node, and learn the verbs that need it."""
        public_key = found_node(slug, hub_url)
        from samhandling.demo.seeding.deeds import Deeds

        deeds = Deeds()
        self.verbs.update(deeds.verbs())
        self.stop = deeds.stop
        return public_key
