"""How far a message of ours has come, as the carrier tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.node.delivery import tracking, work
from samhandling.node.delivery.unmatched import Unmatched, message_of

if TYPE_CHECKING:
    from samhandling.node.delivery.models import Incoming


def handle(piece: Incoming) -> None:
    """Write the event at the receiver that it is about, or at all when the carrier names none.

    Raises:
        Unmatched: we have sent no such message (yet: the carrier may tell before we have committed).

    """
    told = piece.detail
    message = message_of(piece.carrier_id, told.get("msg_id"))
    if message is None:
        raise Unmatched("unknown-message", "Meldingen er ikke sendt herfra.", task=None)
    with transaction.atomic():
        states = tracking.states_of(message.pk, piece.receiver_her)
        moved = tracking.happened(states, told["state"], told.get("description", ""))
        tracking.tell(moved, message, told.get("description", ""))
        outcome = "settled" if moved else "ignored:no-change"
        work.finish(piece, outcome=outcome, message=message)
