"""Carrier and hub without nodes, rules and databases: what is left of `traffic` when those are away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import carrier
from bench.figures import Measured

if TYPE_CHECKING:
    from bench.sizes import Sizes

WORDS = {
    "sent_per_second": ("sent", "messages/s"),
    "receipted_per_second": ("sent and receipted", "messages/s"),
    "hub_cpu_ms": ("the hub", "ms"),
    "receiver_cpu_ms": ("the one that receives and answers", "ms"),
    "sender_cpu_ms": ("the one that sends and hears the answer", "ms"),
}


def measure(sizes: Sizes) -> Measured:
    told = carrier.measure(sizes.traffic // 2, min(20, sizes.traffic))
    found = Measured()
    for name, (words, unit) in WORDS.items():
        found.add(words, told[name], unit)
    found.say(
        "Two clients in processes of their own, messages of 8 kB, each answered and the receipt's document"
        " fetched by both. Milliseconds are of processor time per message."
    )
    return found
