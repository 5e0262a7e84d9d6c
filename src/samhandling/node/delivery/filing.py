"""The second inbound step: claim what came, handle it, and say how it went.

One piece that fails is tried again or parked with its reason; the rest goes on.
"""

from __future__ import annotations

import logging
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from django.db import IntegrityError, OperationalError, transaction

from samhandling.errors import SamhandlingError
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import open_task
from samhandling.node.delivery import messages, receipts, statechanges, work
from samhandling.node.delivery.models import Incoming
from samhandling.node.delivery.pace import pace
from samhandling.node.delivery.unmatched import Unmatched
from samhandling.node.recordsystem import filing_copies

if TYPE_CHECKING:
    from collections.abc import Callable

FAULT = "fault"  # our own code failed on it
KEPT_FAILING = "kept-failing"  # it was begun time and again and never ended

_HANDLERS: dict[str, Callable[[Incoming], None]] = {
    Incoming.Kind.MESSAGE: messages.handle,
    Incoming.Kind.RECEIPT: receipts.handle,
    Incoming.Kind.STATE: statechanges.handle,
    Incoming.Kind.COPY: filing_copies.handle,
}
_log = logging.getLogger(__name__)


def handle_next() -> bool:
    """Handle one piece that has come in. False when there is none."""
    return handle_batch(1) > 0


def handle_batch(limit: int) -> int:
    """Handle up to `limit` pieces, each in a transaction of its own. Returns how many were claimed."""
    pieces = work.claim(Incoming, limit)
    with closing(work.in_time(pieces)) as due:
        for piece in due:
            _handle(piece)
    return len(pieces)


def _handle(piece: Incoming) -> None:
    try:
        if piece.attempts > pace().attempts:
            _park(piece, KEPT_FAILING, "")
        else:
            _HANDLERS[piece.kind](piece)
    except work.LostLease:
        _log.info("Another worker has taken over incoming %s", piece.pk)
    except Exception as fault:  # noqa: BLE001  whatever it is, it must not stop the rest
        with suppress(work.LostLease):
            _failed(piece, fault)


def _failed(piece: Incoming, fault: Exception) -> None:
    """Another worker in the way, or a reference that may yet come: try again. The rest is for a person."""
    passing = isinstance(fault, (IntegrityError, OperationalError, Unmatched))
    if passing and piece.attempts < pace().attempts:
        work.retry(piece, pace().wait(piece.attempts), type(fault).__name__)
    elif isinstance(fault, Unmatched):
        _park(piece, fault.reason, str(fault), fault.task)
    else:
        _log.exception("Incoming %s is parked", piece.pk)
        _park(piece, FAULT, _words(fault))


@transaction.atomic
def _park(piece: Incoming, reason: str, explanation: str, task: str | None = Task.Kind.PARKED) -> None:
    work.park(piece, reason, explanation)
    if task:
        open_task(task, piece.pk, incoming=piece, explanation=explanation)


def _words(fault: Exception) -> str:
    """What went wrong without what the message says: other errors' texts may hold patient data."""
    return f"{type(fault).__name__}: {fault}" if isinstance(fault, SamhandlingError) else type(fault).__name__
