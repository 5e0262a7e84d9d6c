"""Claiming pieces of work, and saying how they went. The same code on SQLite and PostgreSQL.

A claim is a short transaction that gives a lease and a token. The work itself is done outside it; the end
must present the token, in the same transaction as what the work wrote. So a worker that was too slow, and
whose work another took over, writes nothing. A worker that dies leaves its claims to others when the lease
runs out.
"""

from __future__ import annotations

import secrets
import time
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models, transaction
from django.db.models import F
from django.db.models.expressions import RawSQL

from samhandling.errors import SamhandlingError
from samhandling.node import clock, statements
from samhandling.node.delivery.models import Leasable, Work
from samhandling.node.delivery.pace import pace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import timedelta

Piece = TypeVar("Piece", bound=Leasable)

EXPLANATION_LENGTH = 2000
_DUE = "WHERE work IN ('ready', 'leased') AND next_at <= %s"
"""Ready, or leased by someone whose time is up: `next_at` is the end of the lease then."""

LONGEST_BATCH = 10.0  # seconds before a loop shows a sign of life again


class LostLease(SamhandlingError):
    """The lease ran out and another worker has the work: roll back."""


def claim(model: type[Piece], limit: int) -> list[Piece]:
    """Take up to `limit` of the pieces that are due, the longest waiting first.

    One that has been claimed before is taken alone: if it is what kills workers, it kills nobody beside it.
    """
    if not is_any_due(model):  # looking costs no write lock
        return []
    with transaction.atomic():
        taken = _together(_in_line(model, limit))
        _lease(model, taken)
    return taken


def in_time(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield claimed pieces while their lease has long to run; give back those that it is too late for.

    The same when the consumer stops half-way: close it (`contextlib.closing`).
    """
    latest = time.monotonic() + min(LONGEST_BATCH, pace().lease / 2)
    begun = 0
    try:
        for piece in pieces:
            if begun and time.monotonic() > latest:
                return
            begun += 1
            yield piece
    finally:
        if begun < len(pieces):
            let_go(pieces[begun:])


def finish(piece: Leasable, **columns: Any) -> None:
    """Mark it done, in the transaction that holds what the work wrote. Raises LostLease."""
    _end(piece, work=Work.DONE, **columns)


def park(piece: Leasable, reason: str, explanation: str, **columns: Any) -> None:
    """Put it aside for a person. Raises LostLease."""
    explanation = explanation[:EXPLANATION_LENGTH]
    _end(piece, work=Work.PARKED, reason=reason, explanation=explanation, **columns)


def retry(piece: Leasable, wait: timedelta, explanation: str) -> None:
    """Let it wait and be tried again. Raises LostLease."""
    explanation = explanation[:EXPLANATION_LENGTH]
    _end(piece, work=Work.READY, next_at=clock.true_now() + wait, explanation=explanation)


def let_go(pieces: Sequence[Leasable]) -> None:
    """Give back what was claimed and not begun, as if it had not been."""
    for piece in pieces:
        _held(piece).update(work=Work.READY, next_at=clock.true_now(), attempts=F("attempts") - 1)


def is_any_due(model: type[Leasable]) -> bool:
    """Whether there is anything to claim. It costs no lock."""
    table = model._meta.db_table  # noqa: SLF001  Django's way
    return bool(statements.select(f"SELECT 1 FROM {table} {_DUE} LIMIT 1", _now()))  # noqa: S608  our own name


def _in_line(model: type[Piece], limit: int) -> list[Piece]:
    table = model._meta.db_table  # noqa: SLF001  Django's way
    ending = f"{_DUE} ORDER BY next_at, id LIMIT %s{statements.for_update(table, skip_locked=True)}"
    return statements.load(model, ending, _now(), limit)


def _now() -> Any:
    return statements.moment(clock.true_now())


def waiting(pieces: models.QuerySet[Piece]) -> models.QuerySet[Piece]:
    """Those that are not done with."""
    return _in_words(pieces, "IN ('ready', 'leased')")


def parked(pieces: models.QuerySet[Piece]) -> models.QuerySet[Piece]:
    """Those that were put aside for a person."""
    return _in_words(pieces, "= 'parked'")


def _in_words(pieces: models.QuerySet[Piece], words: str) -> models.QuerySet[Piece]:
    """Filter by the state of the work, in the very words of a partial index.

    SQLite sees that such an index fits only where its condition is spelt out; with parameters it would read
    the whole record, and hold the write lock meanwhile.
    """
    table = pieces.model._meta.db_table  # noqa: SLF001  Django's way
    spelt_out = RawSQL(f"{table}.work {words}", (), models.BooleanField())  # noqa: S611  our own words
    return pieces.filter(spelt_out)


def _together(rows: list[Piece]) -> list[Piece]:
    """The first in line with those behind it that, like itself, nobody has claimed before; else it alone."""
    if not rows or rows[0].attempts:
        return rows[:1]
    return list(takewhile(lambda row: not row.attempts, rows))


def _lease(model: type[Piece], rows: Sequence[Piece]) -> None:
    """All at once: those that are taken together have been tried as often (`_together`)."""
    if not rows:
        return
    token, until = secrets.token_hex(8), clock.true_now() + pace().lease_time
    for row in rows:
        row.lease_token, row.attempts = token, row.attempts + 1
    leased = {"work": Work.LEASED, "lease_token": token, "lease_until": until, "next_at": until}
    statements.update_all(model, [row.pk for row in rows], attempts=rows[0].attempts, **leased)


def _held(piece: Leasable) -> models.QuerySet[Any]:
    return type(piece).objects.filter(pk=piece.pk, work=Work.LEASED, lease_token=piece.lease_token)


def _end(piece: Leasable, **columns: Any) -> None:
    ours = {"id": piece.pk, "work": Work.LEASED, "lease_token": piece.lease_token}
    if not statements.update(type(piece), ours, **columns):
        raise LostLease(f"{type(piece).__name__} {piece.pk} was taken over by another worker")
