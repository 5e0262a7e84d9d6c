"""The pages whose views can be saved: what one must be allowed to read, and what of the address is kept.

The name of a page here is that of its address.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SavedPage:
    """`act` is the right to read it; `kept` are the names in its address that no patient hides behind."""

    act: str
    kept: frozenset[str]


PAGES = {
    "inbox": SavedPage("read-inbox", frozenset({"service", "type", "show", "first", "last"})),
    "board": SavedPage("read-board", frozenset({"view", "phase", "place", "other", "turn"})),
}
