"""Finding the message of ours that a receipt or a state is about."""

from __future__ import annotations

from samhandling.errors import SamhandlingError
from samhandling.node.correspondence.models import Task
from samhandling.node.delivery.models import Outgoing
from samhandling.node.journal.models import Direction, Message


class Unmatched(SamhandlingError):
    """News about no message of ours, or from somebody it was not sent to. It may match later.

    `task` is the kind of task to make when it never does, None for no task.
    """

    def __init__(self, reason: str, words: str, task: str | None = Task.Kind.UNMATCHED_RECEIPT) -> None:
        super().__init__(words)
        self.reason, self.task = reason, task


def message_of(carrier_id: str, msg_id: str | None) -> Message | None:
    """The message that we sent under the carrier's id, else with the MsgId.

    After a crash between the carrier's answer and our commit we sent it twice: the first id was never
    stored, and only the MsgId finds it.
    """
    sent = Outgoing.objects.filter(kind=Outgoing.Kind.MESSAGE, carrier_id=carrier_id)
    found = sent.select_related("message").first() if carrier_id else None
    if found is not None:
        return found.message
    ours = Message.objects.filter(direction=Direction.OUT, msg_id=msg_id or "")
    return ours.first() if msg_id else None
