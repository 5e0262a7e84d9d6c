"""Putting things into the outbox. Nothing is sent here: that comes after the commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.node import clock, statements
from samhandling.node.delivery import tracking, wake
from samhandling.node.delivery.models import Outgoing, Work
from samhandling.node.delivery.states import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samhandling.node.journal.models import Message, Recipient
    from samhandling.standards.receipt_errors import ReceiptError


def put_message(message: Message, recipients: Sequence[Recipient]) -> None:
    """Send a message to its recipients, and follow it at each of them."""
    tracking.begin(message, recipients)
    statements.insert(
        Outgoing(
            kind=Outgoing.Kind.MESSAGE,
            message=message,
            sender_her=message.sender_her,
            created_at=clock.now(),
            next_at=clock.true_now(),
        )
    )
    transaction.on_commit(wake.OUTGOING.set)


def put_receipts(
    message: Message,
    message_carrier_id: str,
    answers: Iterable[tuple[Recipient, int, Sequence[ReceiptError]]],
) -> None:
    """Answer a received message: one receipt per own recipient, in the name of the HER-id given.

    No errors means OK (8258: 1), any means Avvist (2).
    """
    now, true_now = clock.now(), clock.true_now()
    rows = [
        Outgoing(
            kind=Outgoing.Kind.RECEIPT,
            message=message,
            recipient=recipient,
            sender_her=sender_her,
            status="2" if errors else "1",
            errors=[{"code": error.code, "text": error.text} for error in errors],
            message_carrier_id=message_carrier_id,
            created_at=now,
            next_at=true_now,
        )
        for recipient, sender_her, errors in answers
    ]
    statements.insert(*rows)
    transaction.on_commit(wake.OUTGOING.set)


def put_again(message: Message) -> bool:
    """Send the same bytes once more to receivers that lack it. False when there are none."""
    moved = tracking.happened(tracking.states_of(message.pk), Event.SENT_AGAIN)
    if not moved:
        return False
    now = clock.true_now()
    fresh = {"work": Work.READY, "attempts": 0, "next_at": now, "reason": "", "explanation": ""}
    rows = Outgoing.objects.filter(message=message, kind=Outgoing.Kind.MESSAGE)
    rows.exclude(work=Work.LEASED).update(**fresh, created_at=clock.now())
    transaction.on_commit(wake.OUTGOING.set)
    return True
