"""From one notification to what the consumer gets: the document, the receipt or the new state."""

import base64
import binascii
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

from samhandling.errors import CarrierRefused
from samhandling.transport.carriers.contract import (
    Arrival,
    ReceiptArrival,
    ReceiptError,
    StateChange,
    Unreadable,
)
from samhandling.transport.carriers.edi20.connection import Connection
from samhandling.transport.carriers.edi20.notifications import Notification
from samhandling.transport.carriers.edi20.problems import ServerFault

# The API's words for 8258. A word that we do not know stays as it came.
STATUS_8258 = {"Ok": "1", "Rejected": "2", "OkErrorInMessagePart": "3"}
GIVE_UP_AFTER = 10
_REMEMBERED = 10_000

News = Arrival | ReceiptArrival | StateChange | Unreadable

_log = logging.getLogger(__name__)


class Recent(OrderedDict[Any, Any]):
    """A dictionary that forgets its oldest entries."""

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, value)
        if len(self) > _REMEMBERED:
            self.popitem(last=False)


class Reader:
    """Fetches what notifications are about."""

    def __init__(self, connection: Connection, msg_id_of: Callable[[str], str | None] | None = None) -> None:
        self._connection = connection
        self._msg_id_of = msg_id_of
        self._msg_ids = Recent()
        self._receipts = Recent()  # (message, receiver) → apprecInfo seen before its notification
        self._failures = Recent()

    def remember(self, message_id: str, msg_id: str) -> None:
        """Keep the MsgId of a message that we sent ourselves, to spare a request."""
        self._msg_ids[message_id] = msg_id

    def read(self, told: Notification, offset: int) -> Iterator[News]:
        """Yield what a notification stands for: nearly always one thing, one per receiver at most.

        What the service refuses to explain, or fails to explain time and again while it answers otherwise,
        is handed on as it is: it must not hold up those behind it. Raises CarrierUnavailable.
        """
        try:
            yield from self._news(told, offset)
        except CarrierRefused as error:
            yield Unreadable(offset, told.told, str(error))
        except ServerFault as error:
            yield self._given_up(told, offset, error)

    def _news(self, told: Notification, offset: int) -> Iterator[News]:
        """Raises CarrierUnavailable or CarrierRefused; ServerFault where an answer has another shape."""
        try:
            if told.message_id is None or told.kind not in _READERS:
                yield self._state(told, offset, told.triggered_by, told.kind)
            else:
                yield from _READERS[told.kind](self, told, told.message_id, offset)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ServerFault(f"{told.kind}: an answer that cannot be read: {error!r}") from error

    def _given_up(self, told: Notification, offset: int, error: ServerFault) -> News:
        """Hand on what has failed so often. Raises `error` before that, and when the service fails us all."""
        key = (told.kind, told.message_id)
        failures = self._failures[key] = self._failures.get(key, 0) + 1
        if failures < GIVE_UP_AFTER or told.message_id is None:
            raise error
        self._ask_msg_id(told.message_id)
        problem = f"Given up after {failures} attempts, though the service answers: {error}"
        if told.kind == "NewMessage":
            return Arrival(offset, told.message_id, b"", told.triggered_by, told.receiver_her, problem)
        return Unreadable(offset, told.told, problem)

    def document(self, carrier_id: str) -> bytes:
        """Fetch a document's bytes. Raises CarrierUnavailable or CarrierRefused."""
        told = self._connection.ask("GET", f"/messages/{carrier_id}/business-document")
        text = str((told or {}).get("businessDocument") or "")
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise CarrierRefused(f"The document {carrier_id} is not base64") from error

    def _arrival(self, told: Notification, message_id: str, offset: int) -> Iterator[Arrival]:
        document, problem = self._document_or_problem(message_id)
        yield Arrival(offset, message_id, document, told.triggered_by, told.receiver_her, problem)

    def _document_or_problem(self, message_id: str) -> tuple[bytes, str | None]:
        """Fetch a message; one that can never be had must not hold up those behind it."""
        try:
            return self.document(message_id), None
        except CarrierRefused as error:
            return b"", str(error)

    def _sent(self, told: Notification, _message_id: str, offset: int) -> Iterator[StateChange]:
        yield self._state(told, offset, told.triggered_by, "sent")

    def _delivery(self, told: Notification, message_id: str, offset: int) -> Iterator[StateChange]:
        infos = self._status(message_id, told.triggered_by)
        for place, info in enumerate(infos, start=1):
            state = str(info.get("transportDeliveryState"))
            # Only the last of several carries the notification's own offset: what is read again after a
            # crash between two of them is harmless, what is passed by would be lost.
            own = offset if place == len(infos) else offset - 1
            yield self._state(told, own, info.get("receiverHerId"), state)

    def _receipt(
        self, told: Notification, message_id: str, offset: int
    ) -> Iterator[ReceiptArrival | StateChange]:
        known = self._receipts.pop((message_id, told.triggered_by), None)
        infos = [known] if known else self._status(message_id, told.triggered_by)
        given = [info for info in infos if info.get("apprecInfo")]
        if not given:
            yield self._state(told, offset, told.triggered_by, told.kind)
        for place, info in enumerate(given, start=1):
            self._receipts.pop((message_id, info.get("receiverHerId")), None)
            yield self._receipt_of(message_id, info, offset if place == len(given) else offset - 1)

    def _receipt_of(self, message_id: str, info: dict[str, Any], offset: int) -> ReceiptArrival:
        apprec = info["apprecInfo"]
        receipt_id, status = apprec.get("appRecId"), apprec.get("appRecStatus")
        return ReceiptArrival(
            offset=offset,
            message_carrier_id=message_id,
            message_msg_id=self._msg_id(message_id),
            receiver_her=int(info["receiverHerId"]),
            receipt_carrier_id=receipt_id,
            document=self._receipt_document(receipt_id),
            status=STATUS_8258.get(status, status),
            errors=tuple(_error(each) for each in apprec.get("appRecErrorList") or ()),
        )

    def _receipt_document(self, receipt_id: str | None) -> bytes | None:
        if not receipt_id:
            return None
        try:
            return self.document(receipt_id)
        except CarrierRefused as error:
            _log.warning("No document for the receipt %s: %s", receipt_id, error)
            return None

    def _status(self, message_id: str, receiver_her: int | None) -> list[dict[str, Any]]:
        """Return the status of one receiver, or of each where the notification names none."""
        told = self._connection.ask("GET", f"/messages/{message_id}/status")
        infos = [dict(info) for info in (told or {}).get("statusList") or ()]
        for info in infos:
            if info.get("apprecInfo"):
                self._receipts[message_id, info.get("receiverHerId")] = info
        return [info for info in infos if receiver_her in (None, info.get("receiverHerId"))]

    def _state(self, told: Notification, offset: int, receiver_her: int | None, state: str) -> StateChange:
        msg_id = self._msg_id(told.message_id) if told.message_id else None
        return StateChange(offset, told.message_id or "", msg_id, receiver_her, state, told.description)

    def _msg_id(self, message_id: str) -> str | None:
        """Return the MsgId behind the carrier's id: known here, held by our caller, or asked for."""
        known = self._msg_ids.get(message_id) or (self._msg_id_of and self._msg_id_of(message_id))
        if not known:
            known = self._ask_msg_id(message_id)
            if known:
                self._msg_ids[message_id] = known
        return known

    def _ask_msg_id(self, message_id: str) -> str | None:
        try:
            told = self._connection.ask("GET", f"/messages/{message_id}")
        except CarrierRefused as error:
            _log.warning("The message %s is unknown to the service: %s", message_id, error)
            return None
        found = (told or {}).get("businessDocumentId")
        return str(found) if found else None


def _error(told: dict[str, Any]) -> ReceiptError:
    text = told.get("details") or told.get("description") or ""
    return ReceiptError(str(told.get("errorCode") or ""), str(text))


_READERS: dict[str, Callable[[Reader, Notification, str, int], Iterator[Any]]] = {
    "NewMessage": Reader._arrival,  # noqa: SLF001  the class's own table
    "MessageSentStateUpdated": Reader._sent,  # noqa: SLF001
    "MessageDeliveryStateUpdated": Reader._delivery,  # noqa: SLF001
    "RefusedMessage": Reader._delivery,  # noqa: SLF001
    "MessageApprecInfoUpdated": Reader._receipt,  # noqa: SLF001
}
