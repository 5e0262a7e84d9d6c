"""The work behind the 202: messages that were accepted go out, and both ends are told."""

import asyncio
import sqlite3

from samhandling.hub import log
from samhandling.hub.configurations import Configurations
from samhandling.hub.database import transaction
from samhandling.hub.faults import Faults
from samhandling.hub.log import NotificationLog

BATCH = 200


class Dispatch:
    """Moves deliveries from accepted to sent: Unconfirmed, Rejected by a filter, or Abandoned."""

    def __init__(
        self,
        database: sqlite3.Connection,
        notifications: NotificationLog,
        configurations: Configurations,
        faults: Faults,
    ) -> None:
        self._database, self._log = database, notifications
        self._configurations, self._faults = configurations, faults
        self._work = asyncio.Event()
        self._work.set()  # what a former run accepted and did not send

    def wake(self) -> None:
        """Say that something waits."""
        self._work.set()

    async def run(self) -> None:
        """Send what waits, for as long as the hub lives."""
        while True:
            await self._work.wait()
            self._work.clear()
            delay = self._faults.take("delivery_delay")
            if delay:
                await asyncio.sleep(delay.seconds)
            if self._send_batch() == BATCH:
                self._work.set()
                await asyncio.sleep(0)  # requests get their turn between batches

    def _send_batch(self) -> int:
        """Send one batch in one transaction; return how many."""
        touched: set[int] = set()
        with transaction(self._database):
            waiting = self._database.execute(
                "SELECT message_id, receiver_her, sender_her, type FROM delivery "
                "JOIN message ON message.id = message_id WHERE sent = 0 LIMIT ?",
                (BATCH,),
            ).fetchall()
            for row in waiting:
                self._send(row)
                touched |= {row["sender_her"], row["receiver_her"]}
        self._log.ring(touched)
        return len(waiting)

    def _send(self, row: sqlite3.Row) -> None:
        message_id, receiver, sender = row["message_id"], row["receiver_her"], row["sender_her"]
        state = self._state(receiver, row["type"])
        self._database.execute(
            "UPDATE delivery SET sent = 1, state = ? WHERE message_id = ? AND receiver_her = ?",
            (state, message_id, receiver),
        )
        self._log.write(sender, log.SENT, message_id, receiver)
        if state == "Unconfirmed":
            self._log.write(receiver, log.NEW_MESSAGE, message_id, sender)
        elif state == "Abandoned":
            self._log.write(
                sender, log.DELIVERY, message_id, receiver, "Given up: no answer from the receiver"
            )
        else:
            self._log.write(sender, log.REFUSED, message_id, receiver, f"{receiver} refuses {row['type']}")

    def _state(self, receiver: int, type_code: str) -> str:
        if self._faults.take("abandon"):
            return "Abandoned"
        return "Rejected" if self._configurations.refuses(receiver, type_code) else "Unconfirmed"
