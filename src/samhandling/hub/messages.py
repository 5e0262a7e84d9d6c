"""Messages and where each delivery stands. Every function that changes things runs in one transaction."""

import datetime as dt
import json
import sqlite3
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from samhandling.hub import log
from samhandling.hub.database import transaction
from samhandling.hub.head import Head
from samhandling.hub.log import NotificationLog

RECENT = 500  # messages at hand
SMALL = 50_000  # bytes; a larger document is read from the file each time


@dataclass(frozen=True, slots=True)
class Message:
    """A message or receipt as the hub keeps it."""

    id: str
    sender_her: int
    receiver_hers: tuple[int, ...]
    type_code: str
    msg_id: str
    gen_date: str
    document: bytes
    about: str | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receiver answered, in the API's words."""

    status: str
    errors: tuple[dict[str, Any], ...]


class Messages:
    """The hub's messages, deliveries and receipts, each change told in the log."""

    def __init__(self, database: sqlite3.Connection, notifications: NotificationLog) -> None:
        self._database, self._log = database, notifications
        self._recent: dict[str, Message] = {}  # of those asked for; what is kept never changes

    def accept(self, head: Head, receivers: Iterable[int], document: bytes, posted_by: str) -> str:
        """Keep a new message that waits to be sent; return its id."""
        with transaction(self._database):
            return self._insert(head, receivers, document, posted_by)

    def find(self, message_id: str) -> Message | None:
        """Return a message with its receivers. It is asked for again and again while it is new."""
        recent = self._recent
        message = recent.get(message_id) or self._read(message_id)
        if message and len(message.document) <= SMALL and message_id not in recent:
            if len(recent) >= RECENT:
                del recent[next(iter(recent))]
            recent[message_id] = message
        return message

    def mark_fetched(self, message: Message, hers: Collection[int]) -> None:
        """The receivers' system has fetched the document: Acknowledged, and the sender is told."""
        told = []
        with transaction(self._database):
            for her in hers:
                moved = self._database.execute(
                    "UPDATE delivery SET state = 'Acknowledged' "
                    "WHERE message_id = ? AND receiver_her = ? AND state = 'Unconfirmed' AND sent = 1",
                    (message.id, her),
                )
                if moved.rowcount and message.about is None:
                    self._log.write(message.sender_her, log.DELIVERY, message.id, her)
                    told.append(message.sender_her)
        self._log.ring(told)

    def mark_downloaded(self, message_id: str, her: int) -> None:
        """The receiver has the message safe."""
        self._database.execute(
            "UPDATE delivery SET downloaded = 1 WHERE message_id = ? AND receiver_her = ?", (message_id, her)
        )

    def status(self, message_id: str) -> list[dict[str, Any]]:
        """Return how the message stands at each receiver, as the API shows it."""
        rows = self._database.execute(
            "SELECT * FROM delivery WHERE message_id = ? ORDER BY receiver_her", (message_id,)
        )
        return [_shown(row) for row in rows]

    def receipt(self, message_id: str, her: int) -> tuple[Receipt, str] | None:
        """Return the receipt that the receiver has given, and its id."""
        row = self._database.execute(
            "SELECT apprec_status, apprec_errors, apprec_id FROM delivery "
            "WHERE message_id = ? AND receiver_her = ? AND apprec_id IS NOT NULL",
            (message_id, her),
        ).fetchone()
        return (Receipt(row[0], tuple(json.loads(row[1]))), row[2]) if row else None

    def give_receipt(
        self, message: Message, receipt: Receipt, head: Head, document: bytes, posted_by: str
    ) -> str:
        """Keep a receipt of `head.sender_her` and tell the message's sender; return the document's id."""
        her = head.sender_her
        with transaction(self._database):
            receipt_id = self._insert(head, [message.sender_her], document, posted_by, message.id)
            self._database.execute(
                "UPDATE delivery SET apprec_status = ?, apprec_errors = ?, apprec_id = ? "
                "WHERE message_id = ? AND receiver_her = ?",
                (receipt.status, json.dumps(receipt.errors), receipt_id, message.id, her),
            )
            self._log.write(message.sender_her, log.APPREC, message.id, her)
        self._log.ring([message.sender_her])
        return receipt_id

    def _insert(
        self, head: Head, receivers: Iterable[int], document: bytes, posted_by: str, about: str | None = None
    ) -> str:
        message_id, now = str(uuid.uuid4()), dt.datetime.now(tz=dt.UTC).isoformat()
        self._database.execute(
            "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                message_id,
                head.sender_her,
                head.type_code,
                head.msg_id,
                head.gen_date,
                document,
                posted_by,
                now,
                about,
            ),
        )
        # A receipt needs no sending: its notification is that of the message.
        self._database.executemany(
            "INSERT INTO delivery (message_id, receiver_her, sent) VALUES (?, ?, ?)",
            [(message_id, her, about is not None) for her in receivers],
        )
        return message_id

    def _read(self, message_id: str) -> Message | None:
        row = self._database.execute("SELECT * FROM message WHERE id = ?", (message_id,)).fetchone()
        if row is None:
            return None
        receivers = self._database.execute(
            "SELECT receiver_her FROM delivery WHERE message_id = ?", (message_id,)
        )
        return Message(
            id=row["id"],
            sender_her=row["sender_her"],
            receiver_hers=tuple(her for (her,) in receivers),
            type_code=row["type"],
            msg_id=row["msg_id"],
            gen_date=row["gen_date"],
            document=row["document"],
            about=row["about"],
        )


def _shown(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "receiverHerId": row["receiver_her"],
        "transportDeliveryState": row["state"],
        "sent": bool(row["sent"]),
        "apprecInfo": _receipt_shown(row) if row["apprec_status"] else None,
    }


def _receipt_shown(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "appRecStatus": row["apprec_status"],
        "appRecErrorList": json.loads(row["apprec_errors"]),
        "appRecId": row["apprec_id"],
    }
