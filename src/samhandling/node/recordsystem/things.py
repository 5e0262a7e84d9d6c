"""One thing in the line of what came, in the words that a program is told it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from samhandling.node.journal.models import Message, Recipient
    from samhandling.node.recordsystem.models import Handout

Kind = Literal["message", "receipt", "failure"]


@dataclass(frozen=True)
class Thing:
    """`message` is the one that came, or that a receipt or a failure is about; `recipient` who it is from.

    `content_id` is of the document to fetch, None where there is none.
    """

    number: int
    kind: Kind
    message: Message
    content_id: int | None = None
    recipient: Recipient | None = None
    status: str = ""  # a receipt's 8258, or the state that delivery ended in
    errors: tuple[dict[str, str], ...] = ()
    at: str = ""

    def told(self) -> dict[str, Any]:
        """As JSON."""
        message = self.message
        found = {
            "number": self.number,
            "kind": self.kind,
            "at": self.at,
            "msg_id": message.msg_id,
            "type": message.type_code,
            "sender_her": message.sender_her,
            "has_document": self.content_id is not None,
        }
        if self.recipient is not None:
            found |= {
                "receiver_her": self.recipient.her,
                "status": self.status,
                "errors": list(self.errors),
            }
        return found


def thing(row: Handout) -> Thing:
    """A place in the line as what stands there."""
    at = row.at.isoformat(timespec="seconds")
    if row.message is not None:
        return Thing(row.pk, "message", row.message, row.message.content_id, at=at)
    if (receipt := row.receipt) is not None:
        about, errors = receipt.recipient, tuple(receipt.errors)
        return Thing(row.pk, "receipt", about.message, receipt.content_id, about, receipt.status, errors, at)
    about, state = row.transition.recipient, row.transition.after
    return Thing(row.pk, "failure", about.message, None, about, state, at=at)
