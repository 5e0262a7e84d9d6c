"""How far a message of ours has come, as the carrier tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.node.delivery import tracking, work
from samhandling.node.delivery.unmatched import Unmatched, message_of

if TYPE_CHECKING:
    from samhandling.node.delivery.models import Incoming
    from samhandling.node.journal.models import Message


def handle(piece: Incoming) -> None:
    """Write the event at the receiver that it is about, or at all when the carrier names none.

    Raises:
        Unmatched: we have sent no such message (yet: the carrier may tell before we have committed).

    """
    with transaction.atomic():
        message = settle(piece)
        if message is None:
            raise Unmatched("unknown-message", "Meldingen er ikke sendt herfra.", task=None)
        work.finish(piece, outcome=piece.outcome, message=message)


def settle(piece: Incoming) -> Message | None:
    """Write the event in the caller's transaction, and its outcome in the piece, which is not saved.

    Returns the message that it is about; None, and nothing is written, when we have sent no such message.
    """
    told = piece.detail
    message = message_of(piece.carrier_id, told.get("msg_id"))
    if message is None:
        return None
    states = tracking.states_of(message.pk, piece.receiver_her)
    moved = tracking.happened(states, told["state"], told.get("description", ""))
    tracking.tell(moved, message, told.get("description", ""))
    piece.outcome = "settled" if moved else "ignored:no-change"
    return message
