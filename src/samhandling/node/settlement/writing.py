"""Who wrote a row, and when: the columns that every row of settlement begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samhandling.node import clock

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor


def written_by(actor: Actor) -> dict[str, Any]:
    return {"by": actor.user, "by_name": actor.name[:150], "at": clock.now()}
