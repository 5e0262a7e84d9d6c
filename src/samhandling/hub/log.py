"""The hub's log of notifications, and the bell that wakes those who listen to it."""

import asyncio
import datetime as dt
import sqlite3
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

NEW_MESSAGE = "NewMessage"
REFUSED = "RefusedMessage"
SENT = "MessageSentStateUpdated"
DELIVERY = "MessageDeliveryStateUpdated"
APPREC = "MessageApprecInfoUpdated"


class NotificationLog:
    """Rows with one offset that rises over all HER-ids.

    NewMessage goes to the receiver's HER-id, every other kind to the sender's.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._last = self.last_offset()  # or higher, where something was rolled back
        self._listeners: defaultdict[int, set[asyncio.Event]] = defaultdict(set)

    def write(
        self, her: int, kind: str, message_id: str, triggered_by: int, description: str | None = None
    ) -> None:
        """Add a notification inside the caller's transaction; ring the bell after it."""
        now = dt.datetime.now(tz=dt.UTC).isoformat()
        row = (str(uuid.uuid4()), her, kind, message_id, triggered_by, description, now)
        written = self._database.execute(
            "INSERT INTO notification (id, her, kind, message_id, triggered_by, description, created_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        self._last = written.lastrowid or 0

    def after(self, offset: int, hers: Collection[int], limit: int) -> list[dict[str, Any]]:
        """Return notifications for the HER-ids with a higher offset, as the API shows them."""
        if offset >= self._last:
            return []
        places = ",".join("?" * len(hers))
        rows = self._database.execute(
            f"SELECT * FROM notification WHERE her IN ({places}) AND offset > ? "  # noqa: S608  only `?`
            "ORDER BY offset LIMIT ?",
            (*hers, offset, limit),
        )
        return [_shown(row) for row in rows]

    def last_offset(self) -> int:
        """Return the offset at the end of the log."""
        row = self._database.execute("SELECT max(offset) FROM notification").fetchone()
        return row[0] or 0

    def ring(self, hers: Collection[int]) -> None:
        """Wake the streams of these HER-ids."""
        for her in hers:
            for listener in self._listeners.get(her, ()):
                listener.set()

    def ring_all(self) -> None:
        """Wake every stream, to let it end."""
        self.ring(list(self._listeners))

    @contextmanager
    def listening(self, hers: Collection[int]) -> Iterator[asyncio.Event]:
        """Give an event that is set when one of the HER-ids gets something."""
        bell = asyncio.Event()
        for her in hers:
            self._listeners[her].add(bell)
        try:
            yield bell
        finally:
            for her in hers:
                self._listeners[her].discard(bell)


def _shown(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "notificationId": row["id"],
        "relatedMessageId": row["message_id"],
        "type": row["kind"],
        "notificationReceiverHerId": row["her"],
        "notificationTriggeredByHerId": row["triggered_by"],
        "description": row["description"],
        "createdAt": row["created_at"],
        "offset": row["offset"],
    }
