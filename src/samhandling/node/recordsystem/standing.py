"""How a message that went out stands at each receiver, in the words that a program is told it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samhandling.node.delivery.models import DeliveryState
from samhandling.node.journal.models import Direction

if TYPE_CHECKING:
    from samhandling.node.journal.models import Message


def standing(message: Message) -> dict[str, Any]:
    """The message with every receiver's state and answer, as JSON."""
    rows = DeliveryState.objects.filter(recipient__message=message).select_related("recipient")
    rows = rows.prefetch_related("recipient__receipts").order_by("recipient_id")
    return {"id": message.pk, "msg_id": message.msg_id, "receivers": [_stands(row) for row in rows]}


def _stands(row: DeliveryState) -> dict[str, Any]:
    receipts = row.recipient.receipts.all()
    receipt = next((one for one in receipts if one.final and one.direction == Direction.IN), None)
    return {
        "her": row.recipient.her,
        "role": row.recipient.role,
        "state": row.state,
        "since": row.since.isoformat(timespec="seconds"),
        "settled": row.settled,
        "receipt_status": receipt.status if receipt else None,
        "errors": list(receipt.errors) if receipt else [],
    }
