"""What came, in one line: messages, receipts for what we sent, and what could not be delivered.

Keys of rows follow the order in which transactions begin, not that in which they end; a caller that remembers
the highest one could miss what is committed late. So whoever asks first puts what is new in line, alone, and
the number in the line never overtakes.
"""

from __future__ import annotations

from django.db import connection, transaction

from samhandling.node import clock, statements
from samhandling.node.journal.folding import lock_names
from samhandling.node.recordsystem.models import Handout

LATE = 10_000  # rows: a transaction that is this far behind the newest is no longer under way
_SOURCES = {
    "message_id": """
SELECT thing.id FROM journal_message thing WHERE thing.id > %s AND NOT thing.rejected
AND (thing.direction = 'in' OR EXISTS (
    SELECT 1 FROM journal_recipient own WHERE own.message_id = thing.id AND own.own))
AND NOT EXISTS (SELECT 1 FROM recordsystem_copied copied WHERE copied.content_id = thing.content_id)
AND NOT EXISTS (SELECT 1 FROM recordsystem_handout line WHERE line.message_id = thing.id)
ORDER BY thing.id LIMIT 500""",
    "receipt_id": """
SELECT thing.id FROM journal_receipt thing WHERE thing.id > %s AND thing.direction = 'in' AND thing.final
AND NOT EXISTS (SELECT 1 FROM recordsystem_copied copied WHERE copied.content_id = thing.content_id)
AND NOT EXISTS (SELECT 1 FROM recordsystem_handout line WHERE line.receipt_id = thing.id)
ORDER BY thing.id LIMIT 500""",
    "transition_id": """
SELECT thing.id FROM delivery_transition thing WHERE thing.id > %s
AND thing.before <> thing.after AND thing.after IN ('failed-send', 'failed-transport')
AND NOT EXISTS (SELECT 1 FROM recordsystem_handout line WHERE line.transition_id = thing.id)
ORDER BY thing.id LIMIT 500""",
}
"""What each column of the line is filled from, by number: (keys of) rows that are not in line yet."""


def put_in_line() -> int:
    """Give what is new its place. Returns how many there were."""
    if not any(_new(column, sql) for column, sql in _SOURCES.items()):  # looking costs no lock
        return 0
    return _put()


@transaction.atomic
def _put() -> int:
    lock_names(["recordsystem:line"])
    now, rows = clock.now(), []
    for column, sql in _SOURCES.items():
        rows += [Handout(**{column: key}, at=now) for key in _new(column, sql)]
    Handout.objects.bulk_create(rows)
    return len(rows)


def in_line(after: int, limit: int) -> list[Handout]:
    """What stands after a number, in order, with all that a caller is told of it."""
    rows = Handout.objects.filter(pk__gt=after).order_by("pk")
    told = rows.select_related(
        "message__content",
        "receipt__content",
        "receipt__recipient__message",
        "transition__recipient__message",
    )
    return list(told.defer("message__content__raw", "receipt__content__raw")[:limit])


def _new(column: str, sql: str) -> list[int]:
    [(last,)] = statements.select(f"SELECT COALESCE(MAX({column}), 0) FROM recordsystem_handout")  # noqa: S608  our own names
    return [key for (key,) in statements.select(sql, last - _late())]


def _late() -> int:
    """SQLite has one writer: there nothing is committed late."""
    return LATE if connection.vendor == "postgresql" else 0
