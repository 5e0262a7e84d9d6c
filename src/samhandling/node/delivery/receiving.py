"""The first inbound step: commit what the carrier yields, together with how far we have read.

One process at a time reads the carrier's ordered notifications: the one that holds the lease on the read
position. It judges no message; whatever comes is stored as it came. News of a message of ours, its receipts
among them, is settled in the same transaction where nothing is in the way, and else by a worker too.
"""

from __future__ import annotations

import logging
import os
import socket
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from django.db.models import Q

from samhandling.errors import SamhandlingError
from samhandling.node import clock, statements
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import open_task
from samhandling.node.delivery import receipts, statechanges, wake, work
from samhandling.node.delivery.models import Incoming, ReadPosition, Work
from samhandling.node.delivery.pace import pace
from samhandling.node.delivery.unmatched import Unmatched
from samhandling.node.journal import contents
from samhandling.standards.limits import LIMITS
from samhandling.standards.reading import parsed_once
from samhandling.transport.carriers.contract import Arrival, Idle, ReceiptArrival, StateChange, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from samhandling.node.journal.models import Content
    from samhandling.transport.carriers.contract import Event

NO_DOCUMENT = "no-document"
TOO_LARGE = "too-large"
UNSTORABLE = "unstorable"
UNREADABLE = "unreadable-notice"
UNREADABLE_WORDS = "Meldingstjenesten har varslet om noe som ikke kan leses: {problem}"
LONGEST_TOLD = 100_000  # characters of news that nobody could read
HIGHEST_OFFSET = 2**63 - 1
_WAITING_RECEIPT = """SELECT 1 FROM delivery_incoming
WHERE work IN ('ready', 'leased') AND kind = 'receipt' AND carrier_id = %s LIMIT 1"""
_log = logging.getLogger(__name__)


class NotReading(SamhandlingError):
    """Another process holds the lease to read."""


def take_position(holder: str) -> ReadPosition:
    """Take or keep the lease to read the carrier's notifications.

    Raises:
        NotReading: another process that lives has it.

    """
    position, _new = ReadPosition.objects.get_or_create(carrier=settings.HOME.carrier.url)
    now = clock.true_now()
    free = Q(holder=holder) | Q(holder="") | Q(lease_until=None) | Q(lease_until__lte=now)
    if _has_died(position.holder):
        free |= Q(holder=position.holder)
    mine = ReadPosition.objects.filter(free, pk=position.pk)
    if not mine.update(holder=holder, lease_until=_lease_end()):
        raise NotReading(f"{position.holder} reads until {position.lease_until}")
    position.refresh_from_db()
    return position


def keep_position(position: ReadPosition) -> None:
    """Renew the lease while nothing comes. Raises NotReading."""
    if not _held(position).update(lease_until=_lease_end()):
        raise NotReading("The lease to read was lost")


def leave_position(position: ReadPosition) -> None:
    """Let another process read at once."""
    _held(position).update(holder="", lease_until=None)


def commit_arrival(event: Event, position: ReadPosition) -> None:
    """Store what came, and settle at once what is news of a message of ours (`store_arrival`)."""
    if type(event) not in _SETTLE or not _is_settled_at_once(event, position):
        store_arrival(event, position)


def store_arrival(event: Event, position: ReadPosition) -> None:
    """Store what came and where it stood, in one transaction, and leave the rest to a worker.

    The position never falls. What the carrier yields twice is stored once where it can be told by its id
    and bytes, and else found out when it is handled.

    Raises:
        NotReading: the lease was lost; nothing is stored.

    """
    if isinstance(event, Idle):
        keep_position(position)
        return
    try:
        _commit(_STORE[type(event)], event, position)
    except (DataError, IntegrityError, OverflowError, TypeError, ValueError) as fault:
        _commit(partial(_store_unstorable, fault), event, position)
    wake.INCOMING.set()


@parsed_once()
def _is_settled_at_once(event: StateChange | ReceiptArrival, position: ReadPosition) -> bool:
    """How far a message of ours has come is a line in the record: no second step, if all goes well.

    False when it must be stored for a worker, who may try again and park it.
    """
    try:
        return _commit(_SETTLE[type(event)], event, position)
    except NotReading:
        raise
    except Unmatched:
        return False
    except Exception:  # noqa: BLE001  whatever it is, it must not stop the line
        _log.warning("News of a message at offset %s must wait", event.offset, exc_info=True)
        return False


@transaction.atomic
def _commit(store: Callable[[Any], bool | None], event: Any, position: ReadPosition) -> bool:
    """Returns False when `store` did, having written nothing."""
    if store(event) is False:
        return False
    ours = {"id": position.pk, "holder": position.holder}
    reached = max(event.offset if event.offset <= HIGHEST_OFFSET else 0, position.offset or 0)
    if not statements.update(ReadPosition, ours, offset=reached, lease_until=_lease_end()):
        raise NotReading("The lease to read was lost")
    position.offset = reached
    return True


def holder_name() -> str:
    """This process, so that its neighbours can tell whether it lives."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def _held(position: ReadPosition) -> Any:
    return ReadPosition.objects.filter(pk=position.pk, holder=position.holder)


def _lease_end() -> Any:
    return clock.true_now() + timedelta(seconds=pace().reading_lease)


def _has_died(holder: str) -> bool:
    """Whether the holder was a process on this machine that is no more: no need to wait for its lease."""
    machine, _, number = holder.rpartition(":")
    if machine != socket.gethostname()[:40] or not number.isdigit():
        return False
    with suppress(PermissionError):  # it lives, and is somebody else's
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return True
    return False


def _store_message(event: Arrival) -> None:
    if event.problem is not None or not event.document:
        _store_problem(event, NO_DOCUMENT, event.problem or "")
    elif len(event.document) > LIMITS.max_bytes:
        told = {"bytes": len(event.document), "sha256": contents.sha256_of(event.document)}
        _store_problem(event, TOO_LARGE, "", told)
    else:
        content, new = contents.note(event.document)
        if statements.insert_unless_there(_incoming(event, content=content)) and not new:
            contents.bring_back(content, event.document)


def _store_problem(event: Arrival, reason: str, problem: str, told: dict[str, Any] | None = None) -> None:
    """Something came that we cannot have or will not keep: a person must know, the rest goes on."""
    if _arrived(event).filter(reason=reason).exists():
        return
    _put_aside(_incoming(event, detail=told or {}, work=Work.PARKED, reason=reason), problem)


def _arrived(event: Arrival) -> Any:
    return Incoming.objects.filter(
        kind=Incoming.Kind.MESSAGE, carrier_id=event.carrier_id, receiver_her=event.receiver_her
    )


def _incoming(event: Arrival, **columns: Any) -> Incoming:
    return _row(
        Incoming.Kind.MESSAGE, event.carrier_id, event.receiver_her, sender_her=event.sender_her, **columns
    )


def _store_receipt(event: ReceiptArrival) -> None:
    statements.insert(_receipt_row(event))


def _settle_receipt(event: ReceiptArrival) -> bool:
    """False where an earlier receipt for the message waits: the first is final, so none may overtake it."""
    if statements.select(_WAITING_RECEIPT, event.message_carrier_id):
        return False
    row = _receipt_row(event)
    row.message = receipts.settle(row, event.document or None)
    return _insert_done(row)


def _receipt_row(event: ReceiptArrival) -> Incoming:
    told = {
        "msg_id": event.message_msg_id,
        "receipt_id": event.receipt_carrier_id,
        "status": event.status,
        "errors": [{"code": error.code, "text": error.text} for error in event.errors],
    }
    content: Content | None = contents.keep(event.document) if event.document else None
    columns = {"detail": told, "content": content}
    return _row(Incoming.Kind.RECEIPT, event.message_carrier_id, event.receiver_her, **columns)


def _store_state(event: StateChange) -> None:
    statements.insert(_state_row(event))


def _settle_state(event: StateChange) -> bool:
    row = _state_row(event)
    row.message = statechanges.settle(row)
    return row.message is not None and _insert_done(row)  # else not ours, or not committed yet


def _insert_done(row: Incoming) -> bool:
    row.work = Work.DONE
    statements.insert(row)
    return True


def _state_row(event: StateChange) -> Incoming:
    told = {"msg_id": event.message_msg_id, "state": event.state, "description": event.description}
    return _row(Incoming.Kind.STATE, event.message_carrier_id, event.receiver_her, detail=told)


def _store_unreadable(event: Unreadable) -> None:
    """Keep news that nobody could read, once, and alarm: what comes behind it goes on."""
    told = _storable(event.told)[:LONGEST_TOLD]
    mark = contents.sha256_of(told.encode())
    if work.parked(Incoming.objects.filter(kind=Incoming.Kind.NOTICE, carrier_id=mark)).exists():
        return
    explanation = UNREADABLE_WORDS.format(problem=_storable(event.problem))
    row = _row(Incoming.Kind.NOTICE, mark, None, detail={"told": told}, work=Work.PARKED, reason=UNREADABLE)
    _put_aside(row, explanation)


def _store_unstorable(fault: Exception, event: Any) -> None:
    """What the database will not take (a number or sign out of range) must not stop what comes behind it.

    All of it is kept, in another shape; a document can be handled again.
    """
    kind = {Arrival: Incoming.Kind.MESSAGE, ReceiptArrival: Incoming.Kind.RECEIPT}.get(type(event), "state")
    carrier_id = getattr(event, "carrier_id", "") or getattr(event, "message_carrier_id", "")
    document = getattr(event, "document", None)
    told = _storable(repr(replace(event, document=b"") if document else event))[:LONGEST_TOLD]
    row = _row(kind, _storable(str(carrier_id)), None, detail={"told": told}, work=Work.PARKED)
    row.content = contents.keep(document) if document and len(document) <= LIMITS.max_bytes else None
    row.reason = UNSTORABLE
    _put_aside(row, f"{type(fault).__name__} at offset {event.offset}")


def _put_aside(row: Incoming, explanation: str) -> None:
    row.outcome, row.explanation = f"ignored:{row.reason}", explanation
    row.save(force_insert=True)
    open_task(Task.Kind.PARKED, row.pk, incoming=row, explanation=explanation)


def _storable(text: str) -> str:
    """Text that either database takes: signs that it refuses are spelt out."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")


def _row(kind: str, carrier_id: str, receiver_her: int | None, **columns: Any) -> Incoming:
    return Incoming(
        kind=kind,
        carrier_id=carrier_id[:100],
        receiver_her=receiver_her,
        received_at=clock.now(),
        next_at=clock.true_now(),
        **columns,
    )


_STORE = {
    Arrival: _store_message,
    ReceiptArrival: _store_receipt,
    StateChange: _store_state,
    Unreadable: _store_unreadable,
}
_SETTLE = {StateChange: _settle_state, ReceiptArrival: _settle_receipt}
