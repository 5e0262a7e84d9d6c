"""What the record holds already, by sender and MsgId."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.node import statements
from samhandling.node.journal.models import Message
from samhandling.node.journal.references import as_key

if TYPE_CHECKING:
    from samhandling.standards.facts import MessageFacts


_IS_HELD = "SELECT 1 FROM journal_message WHERE sender_her = %s AND msg_id = %s"


def message(sender_her: int, msg_id: str) -> Message | None:
    """The message with this sender and MsgId: sent or received, accepted or refused."""
    msg_id = as_key(msg_id)
    if not statements.select(_IS_HELD, sender_her, msg_id):  # nearly always
        return None
    found = Message.objects.filter(sender_her=sender_her, msg_id=msg_id)
    return found.select_related("content", "entry__patient").defer("content__raw").first()


def by_facts(facts: MessageFacts | None) -> Message | None:
    """The same by a message's own facts."""
    if facts is None or facts.sender.her is None:
        return None
    return message(facts.sender.her, facts.msg_id)


def is_answered(found: Message) -> bool:
    """Whether a receipt of ours for it has been decided."""
    return found.outgoing.filter(kind="receipt").exists()
