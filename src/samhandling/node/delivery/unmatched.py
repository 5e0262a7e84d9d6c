"""Finding the message of ours that a receipt or a state is about."""

from __future__ import annotations

from samhandling.errors import SamhandlingError
from samhandling.node import statements
from samhandling.node.correspondence.models import Task
from samhandling.node.journal.models import Message

_BY_CARRIER_ID = """JOIN delivery_outgoing sent ON sent.message_id = journal_message.id
WHERE sent.carrier_id = %s AND sent.kind = 'message' LIMIT 1"""
_BY_MSG_ID = "WHERE msg_id = %s AND direction = 'out' ORDER BY id LIMIT 1"


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
    for sql, known_by in ((_BY_CARRIER_ID, carrier_id), (_BY_MSG_ID, msg_id)):
        if known_by:
            for message in statements.load(Message, sql, known_by):
                return message
    return None
