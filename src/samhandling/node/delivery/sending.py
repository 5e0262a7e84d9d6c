"""The outbound step: claim, give to the carrier with no transaction open, then write how it went."""

from __future__ import annotations

import logging
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import CarrierRefused, CarrierUnavailable, MessageError
from samhandling.node import clock, statements
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import open_task
from samhandling.node.delivery import tracking, work
from samhandling.node.delivery.models import Outgoing
from samhandling.node.delivery.pace import pace
from samhandling.node.delivery.states import Event
from samhandling.node.journal import contents
from samhandling.node.journal.changes import changed_by
from samhandling.node.journal.models import Direction, Message, Receipt
from samhandling.standards.reading import parsed_once
from samhandling.standards.receipt import receipt_facts
from samhandling.transport.carriers.contract import (
    KeepsDocuments,
    MessageParcel,
    ReceiptError,
    ReceiptParcel,
)

if TYPE_CHECKING:
    from samhandling.transport.carriers.contract import Carrier

REFUSED = "refused"  # the carrier will never take it
GAVE_UP = "gave-up"  # the carrier could not be reached for so long
FAULT = "fault"

REFUSED_WORDS = "Meldingstjenesten tar ikke imot den: {why}"
GAVE_UP_WORDS = "Meldingstjenesten har ikke svart på {hours} timer: {why}"

_RECEIVERS = "SELECT her FROM journal_recipient WHERE message_id = %s ORDER BY id"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Given:
    """What the carrier answered: its id, and the receipt document that it wrote, where it keeps one."""

    carrier_id: str
    document: bytes | None = None


def send_next(carrier: Carrier) -> bool:
    """Send one thing that is due. False when there is none. Raises CarrierUnavailable."""
    return send_batch(carrier, 1) > 0


def send_batch(carrier: Carrier, limit: int) -> int:
    """Send up to `limit` things that are due. Returns how many were claimed.

    Raises:
        CarrierUnavailable: the carrier does not answer; what was not tried is given back at once.

    """
    pieces = work.claim(Outgoing, limit)
    with closing(work.in_time(pieces)) as due:
        for piece in due:
            _send(carrier, piece)
    return len(pieces)


def _send(carrier: Carrier, piece: Outgoing) -> None:
    try:
        _sent(piece, _give(carrier, piece))
    except work.LostLease:
        _log.info("Another worker has taken over outgoing %s", piece.pk)
    except CarrierUnavailable as fault:
        _failed(piece, fault)
        raise
    except Exception as fault:  # noqa: BLE001  whatever it is, it must not stop the rest
        _failed(piece, fault)


def _failed(piece: Outgoing, fault: Exception) -> None:
    with suppress(work.LostLease):
        if isinstance(fault, CarrierUnavailable):
            _not_now(piece, fault)
        elif isinstance(fault, CarrierRefused):
            _give_up(piece, REFUSED, REFUSED_WORDS.format(why=fault))
        else:
            _log.error("Outgoing %s failed here", piece.pk, exc_info=fault)
            _failed_here(piece, fault)


def _give(carrier: Carrier, piece: Outgoing) -> Given:
    """Hand it over. No transaction is open; sending twice is harmless."""
    if piece.kind == Outgoing.Kind.MESSAGE:
        return Given(carrier.send(_message_parcel(piece)))
    carrier_id = carrier.send(_receipt_parcel(piece))
    return Given(carrier_id, _document(carrier, carrier_id))


def _document(carrier: Carrier, carrier_id: str) -> bytes | None:
    """The receipt as the carrier wrote it, so that both ends keep the same bytes."""
    if not isinstance(carrier, KeepsDocuments):
        return None
    try:
        return carrier.document(carrier_id)
    except CarrierRefused as fault:
        _log.warning("The carrier has no document for receipt %s: %s", carrier_id, fault)
        return None


def _message_parcel(piece: Outgoing) -> MessageParcel:
    [message] = statements.load(Message, "WHERE id = %s", piece.message_id)
    piece.message = message
    hers = (her for (her,) in statements.select(_RECEIVERS, message.pk))
    return MessageParcel(
        document=contents.raw_of(message.content_id) or b"",
        msg_id=message.msg_id,
        type_code=message.type_code,
        sender_her=piece.sender_her,
        receiver_hers=tuple(dict.fromkeys(hers)),
    )


def _receipt_parcel(piece: Outgoing) -> ReceiptParcel:
    errors = tuple(ReceiptError(error["code"], error["text"]) for error in piece.errors)
    return ReceiptParcel(piece.message_carrier_id, piece.sender_her, piece.status, errors)


@parsed_once()
@transaction.atomic
def _sent(piece: Outgoing, given: Given) -> None:
    work.finish(piece, carrier_id=given.carrier_id)
    if piece.kind == Outgoing.Kind.MESSAGE:
        moved = tracking.happened(tracking.states_of(piece.message_id), Event.HANDED_OVER)
        tracking.tell(moved, piece.message)
    else:
        _keep_receipt(piece, given)


def _keep_receipt(piece: Outgoing, given: Given) -> None:
    content = contents.keep(given.document) if given.document else None
    receipt_id = _receipt_id(given)
    statements.insert(
        Receipt(
            recipient_id=piece.recipient_id,
            direction=Direction.OUT,
            final=True,
            status=piece.status,
            errors=piece.errors,
            receipt_id=receipt_id[:100],
            content=content,
            registered_at=clock.now(),
        )
    )
    changed_by(piece.message_id)


def _receipt_id(given: Given) -> str:
    """The document's own id; the carrier's where there is none to read. The receipt is given all the same."""
    try:
        return receipt_facts(given.document).receipt_id if given.document else given.carrier_id
    except MessageError:
        _log.warning("The carrier's document for receipt %s cannot be read", given.carrier_id)
        return given.carrier_id


def _not_now(piece: Outgoing, fault: CarrierUnavailable) -> None:
    waited = clock.now() - piece.created_at
    if waited >= timedelta(seconds=pace().give_up):
        hours = round(waited.total_seconds() / 3600)
        _give_up(piece, GAVE_UP, GAVE_UP_WORDS.format(hours=hours, why=fault))
        return
    wished = timedelta(seconds=min(fault.retry_after or 0, pace().longest_wait))
    work.retry(piece, max(pace().wait(piece.attempts), wished), str(fault))


def _failed_here(piece: Outgoing, fault: Exception) -> None:
    """A fault of our own: the database in the way, or a programming error. Try a few times, then stop."""
    if piece.attempts < pace().attempts:
        work.retry(piece, pace().wait(piece.attempts), type(fault).__name__)
    else:
        _give_up(piece, FAULT, type(fault).__name__)


@transaction.atomic
def _give_up(piece: Outgoing, reason: str, explanation: str) -> None:
    """Stop trying: a named final failure, and a task for a person."""
    work.park(piece, reason, explanation)
    if piece.kind == Outgoing.Kind.MESSAGE:
        moved = tracking.happened(tracking.states_of(piece.message_id), Event.GAVE_UP, explanation)
        tracking.tell(moved, piece.message, explanation)
    else:
        open_task(Task.Kind.RECEIPT_NOT_SENT, piece.pk, message=piece.message, explanation=explanation)
