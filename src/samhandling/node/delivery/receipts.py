"""Receipts for messages that we sent.

The first receipt of a receiver is final; later ones are kept beside it and change nothing. One counts only
when it comes from a receiver of that message (80415 v1.1, HITS 1168).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samhandling.errors import MessageError
from samhandling.node import clock, statements
from samhandling.node.delivery import tracking, work
from samhandling.node.delivery.unmatched import Unmatched, message_of
from samhandling.node.journal import contents
from samhandling.node.journal.changes import changed_by
from samhandling.node.journal.models import Direction, Receipt, Recipient
from samhandling.standards.reading import parsed_once
from samhandling.standards.receipt import receipt_facts

if TYPE_CHECKING:
    from samhandling.node.delivery.models import Incoming
    from samhandling.node.journal.models import Message
    from samhandling.standards.receipt import ReceiptFacts

STATUSES = frozenset({"1", "2", "3"})  # 8258
_RECEIVER = "WHERE message_id = %s AND her = %s ORDER BY role DESC LIMIT 1"
_EARLIER = "WHERE recipient_id = %s AND direction = 'in'"
UNREADABLE = "Kvitteringen kan ikke leses."
UNKNOWN_MESSAGE = "Kvitteringen gjelder en melding som ikke er sendt herfra."
STRANGER = "Kvitteringen kommer fra en som ikke var mottaker av meldingen."
OTHER_MESSAGE = "Kvitteringen hører til en annen melding enn meldingstjenesten sier."


@dataclass(frozen=True)
class Told:
    """What a receipt says: its document's words where there is one, else the carrier's."""

    status: str | None
    errors: list[dict[str, str]]
    receipt_id: str
    facts: ReceiptFacts | None


@parsed_once()
def handle(piece: Incoming) -> None:
    """File a receipt that was kept for later.

    Raises:
        Unmatched: it belongs to no message of ours, or comes from no receiver of it.

    """
    raw = None if piece.content_id is None else contents.raw_of(piece.content_id)
    with transaction.atomic():
        message = settle(piece, raw)
        work.finish(piece, outcome=piece.outcome, message=message)


def settle(piece: Incoming, raw: bytes | None) -> Message:
    """File a receipt with the message and receiver that it is from; return the message.

    `raw` is its document, None where the carrier had none. All is written in the caller's transaction, but
    the piece, which only gets its outcome. Raises Unmatched, as `handle`.
    """
    told = _told(piece.detail, raw)
    facts = told.facts  # where what stood around it could not be kept, the document says the same
    message = message_of(
        piece.carrier_id, piece.detail.get("msg_id") or (facts.original_msg_id if facts else None)
    )
    if message is None:
        raise Unmatched("unknown-message", UNKNOWN_MESSAGE)
    her = piece.receiver_her or (facts.sender_her if facts else None)
    piece.outcome = _file(message, _recipient(message, her, told), told, piece)
    return message


def _told(detail: dict[str, Any], raw: bytes | None) -> Told:
    if raw is None:
        return Told(detail.get("status"), detail.get("errors") or [], detail.get("receipt_id") or "", None)
    try:
        facts = receipt_facts(raw)
    except MessageError as fault:
        raise Unmatched("unreadable-receipt", UNREADABLE) from fault
    errors = [{"code": error.code, "text": error.text} for error in facts.errors]
    return Told(facts.status, errors, facts.receipt_id, facts)


def _recipient(message: Message, her: int | None, told: Told) -> Recipient:
    """The receiver that answers; the primary one where one address is both."""
    for found in statements.load(Recipient, _RECEIVER, message.pk, her):
        if told.facts is not None:
            _require_same(message, found, told.facts)
        return found
    raise Unmatched("stranger", STRANGER)


def _require_same(message: Message, recipient: Recipient, facts: ReceiptFacts) -> None:
    """The document itself must say the same as the carrier does."""
    if facts.original_msg_id.strip().casefold() != message.msg_id.strip().casefold():
        raise Unmatched("other-message", OTHER_MESSAGE)
    if {recipient.her, recipient.virksomhet_her}.isdisjoint(facts.sender_hers):
        raise Unmatched("stranger", STRANGER)


def _file(message: Message, recipient: Recipient, told: Told, piece: Incoming) -> str:
    states = tracking.states_of(message.pk, recipient.her)
    if told.status in STATUSES:
        earlier = statements.load(Receipt, _EARLIER, recipient.pk)
        if any(_is_same(receipt, told, piece) for receipt in earlier):
            return "ignored:repeated"
        _keep(recipient, told, piece, final=not earlier)
        if earlier:
            return "ignored:later-receipt"
    moved = tracking.happened(states, f"apprec-{told.status}", _words(told.errors))
    tracking.tell(moved, message, _words(told.errors))
    return "settled" if moved else "ignored:unknown-status"


def _keep(recipient: Recipient, told: Told, piece: Incoming, *, final: bool) -> None:
    statements.insert(
        Receipt(
            recipient=recipient,
            direction=Direction.IN,
            final=final,
            status=told.status,
            errors=told.errors,
            receipt_id=told.receipt_id[:100],
            content_id=piece.content_id,
            registered_at=clock.now(),
        )
    )
    if final:
        changed_by(recipient.message_id)


def _is_same(receipt: Receipt, told: Told, piece: Incoming) -> bool:
    """The very same receipt, told again."""
    return (receipt.content_id, receipt.status) == (piece.content_id, told.status)


def _words(errors: list[dict[str, Any]]) -> str:
    """The reasons in one line, for the person who gets the task (80415 § 3.3.5: code and text)."""
    return "; ".join(" ".join(filter(None, (error["code"], error["text"]))) for error in errors)
