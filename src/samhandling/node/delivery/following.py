"""How a message stands at its receivers, for the command line."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.node.delivery.models import DeliveryState
from samhandling.node.delivery.states import FAILED, FINAL, State
from samhandling.node.journal.models import Direction, Message, Receipt

if TYPE_CHECKING:
    from samhandling.node.journal.models import Recipient

LOOK = 0.1  # seconds between two looks


@dataclass(frozen=True)
class Line:
    """One receiver's standing. `words` are for a person."""

    words: str
    taken_over: bool


def standing(message: Message) -> list[Line]:
    """How the message stands at each receiver now."""
    return [_line(state) for state in _states(message)]


def wait(message: Message, timeout: float) -> list[Line]:
    """Wait until every receiver has answered or the message has failed, at most `timeout` seconds."""
    latest = time.monotonic() + timeout
    while time.monotonic() < latest and not all(_is_over(state) for state in _states(message)):
        time.sleep(LOOK)
    return standing(message)


def _states(message: Message) -> list[DeliveryState]:
    found = DeliveryState.objects.filter(recipient__message=message)
    return list(found.select_related("recipient").order_by("pk"))


def _is_over(state: DeliveryState) -> bool:
    return State(state.state) in FINAL | FAILED


def _line(state: DeliveryState) -> Line:
    recipient = state.recipient
    words = [
        f"{recipient.her} {recipient.name} ({recipient.role}): {state.state}",
        *_receipt_words(recipient),
    ]
    return Line("\n".join(words), taken_over=state.state == State.COMPLETED)


def _receipt_words(recipient: Recipient) -> list[str]:
    receipt = Receipt.objects.filter(recipient=recipient, direction=Direction.IN, final=True).first()
    if receipt is None:
        return []
    reasons = [f"  {error['code']} {error['text']}" for error in receipt.errors]
    return [f"  AppRec {receipt.receipt_id}: status {receipt.status}", *reasons]
