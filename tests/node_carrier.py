"""A message service in memory, for one node: it takes what the node sends and brings what a test gives it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from samhandling.errors import CarrierRefused
from samhandling.standards.facts import facts
from samhandling.standards.receipt import build_receipt
from samhandling.standards.receipt_errors import ReceiptError
from samhandling.transport.carriers.contract import (
    Arrival,
    Event,
    Idle,
    MessageParcel,
    ReceiptArrival,
    ReceiptParcel,
    StateChange,
)


@dataclass
class Post:
    """`failures` are raised by the next calls of `send`, one each.

    `after_taking` are raised once the parcel has been taken, as when the answer is lost on its way back.
    """

    taken: list[tuple[str, MessageParcel | ReceiptParcel]] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    after_taking: list[Exception] = field(default_factory=list)
    documents: dict[str, bytes] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    offset: int = 4  # of the last event
    keeps: bool = True

    def send(self, parcel: MessageParcel | ReceiptParcel) -> str:
        if self.failures:
            raise self.failures.pop(0)
        carrier_id = self._id_of(parcel)
        self.taken.append((carrier_id, parcel))
        if isinstance(parcel, MessageParcel):
            self.documents[carrier_id] = parcel.document
        elif parcel.message_carrier_id in self.documents:
            self.documents[carrier_id] = self.receipt(
                self.documents[parcel.message_carrier_id], parcel.sender_her, parcel.status, parcel.errors
            )
        if self.after_taking:
            raise self.after_taking.pop(0)
        return carrier_id

    def receive(self, after: int | None) -> Iterator[Event]:
        for event in list(self.events):
            if isinstance(event, Idle) or after is None or event.offset > after:
                yield event

    def document(self, carrier_id: str) -> bytes:
        if carrier_id not in self.documents:
            raise CarrierRefused("no such document")
        return self.documents[carrier_id]

    @property
    def messages(self) -> list[MessageParcel]:
        return [parcel for _id, parcel in self.taken if isinstance(parcel, MessageParcel)]

    @property
    def receipts(self) -> list[ReceiptParcel]:
        return [parcel for _id, parcel in self.taken if isinstance(parcel, ReceiptParcel)]

    def arrival(self, document: bytes, to: int = 8900202, carrier_id: str | None = None) -> Arrival:
        """A message comes, for one of our addresses."""
        carrier_id = carrier_id or str(uuid.uuid4())
        self.documents[carrier_id] = document
        return Arrival(self._next_offset(), carrier_id, document, _sender(document), to)

    def receipt(
        self, document: bytes, her: int, status: str = "1", errors: tuple[ReceiptError, ...] = ()
    ) -> bytes:
        """The AppRec of a message's receiver."""
        return build_receipt(document, her, status, errors, str(uuid.uuid4()), dt.datetime.now(tz=dt.UTC))

    def answer(
        self,
        carrier_id: str,
        her: int,
        status: str | None = "1",
        errors: tuple[ReceiptError, ...] = (),
        *,
        document: bytes | None = None,
        msg_id: str | None = None,
    ) -> ReceiptArrival:
        """A receiver answers a message of ours."""
        receipt_id = str(uuid.uuid4()) if document else None
        return ReceiptArrival(
            self._next_offset(), carrier_id, msg_id, her, receipt_id, document, status, errors
        )

    def state(self, carrier_id: str, her: int | None, state: str, msg_id: str | None = None) -> StateChange:
        """The service tells how far a message of ours has come."""
        return StateChange(self._next_offset(), carrier_id, msg_id, her, state)

    def _next_offset(self) -> int:
        self.offset += 3
        return self.offset

    def _id_of(self, parcel: MessageParcel | ReceiptParcel) -> str:
        """A receipt sent twice gives the first id again; a message a new one."""
        if isinstance(parcel, ReceiptParcel):
            for carrier_id, earlier in self.taken:
                if isinstance(earlier, ReceiptParcel) and _key(earlier) == _key(parcel):
                    return carrier_id
        return str(uuid.uuid4())


def _key(parcel: ReceiptParcel) -> tuple[str, int]:
    return parcel.message_carrier_id, parcel.sender_her


def _sender(document: bytes) -> int | None:
    try:
        return facts(document).sender.her
    except Exception:  # noqa: BLE001  a test may send anything
        return None
