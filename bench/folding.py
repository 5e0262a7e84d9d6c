"""A stay, folded from its messages: see stay.py for what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import stay
from bench.figures import Goal, Measured

if TYPE_CHECKING:
    from bench.sizes import Sizes

GOAL = Goal("≤", 1, "ms")


def measure(sizes: Sizes) -> Measured:
    told = stay.measure(min(300, sizes.rounds), stays=sizes.rounds)
    size = f"{told['messages']:.0f} messages and their receipts"
    found = Measured()
    found.add(f"One fold of {size}", told["fold_ms"], "ms", goal=GOAL)
    found.add("What is owed, of one stay", told["obligations_ms"], "ms")
    found.add("The ledger of one stay", told["ledger_ms"], "ms")
    found.add("Stays folded", told["stays_per_second"], "per second")
    found.notes = ["Events are parsed beforehand. Wall clock."]
    return found
