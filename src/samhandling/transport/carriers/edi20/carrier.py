"""The carrier itself: the two methods of the contract over NHN's REST API v3."""

import base64
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from samhandling.errors import CarrierRefused
from samhandling.transport.carriers.contract import (
    Arrival,
    Event,
    Idle,
    MessageParcel,
    ReceiptError,
    ReceiptParcel,
    Unreadable,
)
from samhandling.transport.carriers.edi20.connection import Connection
from samhandling.transport.carriers.edi20.notifications import Garbled, Notification, NotificationLine
from samhandling.transport.carriers.edi20.problems import ServerFault
from samhandling.transport.carriers.edi20.reading import Reader, Recent
from samhandling.transport.carriers.edi20.settings import Edi20Settings
from samhandling.transport.wire import Wire

_STATUS = {"1": "Ok", "2": "Rejected"}
_OID_8221 = "2.16.578.1.12.4.1.1.8221"


class Edi20Carrier:
    """One node's carrier. `send` may be called from several threads, `receive` from one at a time.

    Keep one for the life of the process: it holds the connection, the imported key and the token.
    `clock` gives true time in seconds since 1970, for tokens and proofs. `msg_id_of` may look up the MsgId
    of a carrier id that the caller has stored, which spares a request; it is called outside transactions.
    """

    def __init__(
        self,
        settings: Edi20Settings,
        clock: Callable[[], float] = time.time,
        *,
        wire: Wire | None = None,
        msg_id_of: Callable[[str], str | None] | None = None,
    ) -> None:
        self._settings = settings
        self._connection = Connection(settings, clock, wire)
        self._line = NotificationLine(settings, self._connection, clock)
        self._reader = Reader(self._connection, msg_id_of)
        self._downloaded = deque[tuple[str, int]]()
        self._configured = False
        name, _, version = settings.source_system.rpartition(" ")
        self._application = {"applicationName": name or version, "applicationVersion": version}

    def send(self, parcel: MessageParcel | ReceiptParcel) -> str:
        """Hand over a parcel and return the service's id of it (`Carrier.send`)."""
        self._configure()
        if isinstance(parcel, ReceiptParcel):
            return self._id(f"/messages/{parcel.message_carrier_id}/apprec", self._receipt_body(parcel))
        if len(parcel.document) > self._settings.max_document:
            raise CarrierRefused(f"{len(parcel.document)} bytes; {self._settings.max_document} is the most")
        carrier_id = self._id("/messages", self._message_body(parcel))
        self._reader.remember(carrier_id, parcel.msg_id)
        return carrier_id

    def receive(self, after: int | None) -> Iterator[Event]:
        """Yield what has come (`Carrier.receive`): from a stream, or by polling where there is none.

        A message is marked as downloaded when the consumer asks for the next thing, as it has then been
        committed. A notification that comes twice is passed by; one whose offset is lower than the last
        is handled all the same, since passing it by could lose a message, but our offset never falls.
        """
        self._configure(again=True)
        position, seen = after or 0, Recent()
        for told in self._line.follow(position):
            if told is None:
                yield Idle()
            elif isinstance(told, Garbled):
                position = max(position, told.offset or 0)
                yield Unreadable(position, told.told, told.problem)
            elif told.notification_id is None or told.notification_id not in seen:
                position = max(position, told.offset)
                yield from self._read(told, position)
                seen[told.notification_id] = True
            self._mark_downloaded()

    def document(self, carrier_id: str) -> bytes:
        """Return a document as the service holds it, such as the AppRec it wrote (`KeepsDocuments`)."""
        return self._reader.document(carrier_id)

    def close(self) -> None:
        """End `receive` at once and for good, and close every socket. Any thread may call it."""
        self._line.stop()
        self._connection.close()

    def _read(self, told: Notification, position: int) -> Iterator[Event]:
        for event in self._reader.read(told, position):
            yield event
            if isinstance(event, Arrival) and event.problem is None:
                self._downloaded.append((event.carrier_id, event.receiver_her))

    def _mark_downloaded(self) -> None:
        """Tell the service what has been committed here; what fails is told again with the next."""
        while self._downloaded:
            message_id, her = self._downloaded[0]
            with suppress(CarrierRefused):  # the service no longer has the message; we do
                try:
                    self._connection.ask("PUT", f"/messages/{message_id}/downloaded", {"receiverHerId": her})
                except ServerFault:  # no reason to stop reading: we have the message
                    return
            self._downloaded.popleft()

    def _configure(self, *, again: bool = False) -> None:
        """Register our HER-ids; the service refuses every other request until then. Harmless to repeat."""
        if self._configured and not again:
            return
        fields = {"receiveNotificationChannel": "Api", "clientLocked": self._settings.lock_to_us}
        configurations = [{"herId": her, **fields} for her in self._settings.her_ids]
        self._connection.ask("PUT", "/mshconfigurations", {"configurations": configurations})
        self._configured = True

    def _id(self, path: str, body: dict[str, Any]) -> str:
        told = self._connection.ask("POST", path, body)
        if not told or not told.get("id"):
            raise CarrierRefused(f"POST {path}: the service took the document and gave no id")
        return str(told["id"])

    def _message_body(self, parcel: MessageParcel) -> dict[str, Any]:
        return {
            "businessDocument": base64.b64encode(parcel.document).decode("ascii"),
            "contentType": "application/xml",
            "contentTransferEncoding": "base64",
            "senderHerId": parcel.sender_her,
            "receiverHerIds": list(parcel.receiver_hers),
            "messageTypeIdentificator": parcel.type_code,
            **self._application,
        }

    def _receipt_body(self, parcel: ReceiptParcel) -> dict[str, Any]:
        return {
            "appRecSenderHerId": parcel.sender_her,
            "appRecStatus": _STATUS[parcel.status],
            "appRecErrorList": [_error(error) for error in parcel.errors],
            **self._application,
        }


def _error(error: ReceiptError) -> dict[str, str]:
    return {"errorCode": error.code, "details": error.text, "oid": _OID_8221}
