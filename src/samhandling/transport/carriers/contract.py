"""What every carrier does, and the few shapes that pass through it.

A carrier brings documents from one HER-id to others and tells how it went. It keeps nothing itself: the
caller stores before `send` and after each thing that `receive` yields, and holds no transaction or lock
while a carrier works. Offsets are the carrier's own 64-bit numbers, rising, with gaps.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from samhandling.standards.receipt_errors import ReceiptError

__all__ = [
    "Arrival",
    "Carrier",
    "Event",
    "Idle",
    "KeepsDocuments",
    "MessageParcel",
    "ReceiptArrival",
    "ReceiptError",
    "ReceiptParcel",
    "StateChange",
    "Unreadable",
]


@dataclass(frozen=True, slots=True)
class MessageParcel:
    """A whole MsgHead document and the addresses that its outside must repeat.

    `type_code` is of 8279 (MsgInfo/Type); the HER-ids are those of level 2, of Receiver and every
    OtherReceiver.
    """

    document: bytes
    msg_id: str
    type_code: str
    sender_her: int
    receiver_hers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReceiptParcel:
    """Our answer to one received message on behalf of one of our own HER-ids.

    `status` is of 8258: "1" OK or "2" Avvist; a rejection holds at least one error. The carrier writes
    the AppRec document.
    """

    message_carrier_id: str
    sender_her: int
    status: Literal["1", "2"]
    errors: tuple[ReceiptError, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message for one of our HER-ids. The same message may arrive again: the record drops duplicates.

    `problem` says why the document could not be had; `document` is then empty, or the bytes as they came.
    """

    offset: int
    carrier_id: str
    document: bytes
    sender_her: int | None
    receiver_her: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ReceiptArrival:
    """A receiver's receipt for a message that we sent.

    `status` is of 8258 ("1", "2", "3"), an unknown word as it came, or None where the carrier gave none.
    `document` is the AppRec as both ends hold it, None where the carrier has no document. `message_msg_id`
    is the MsgId of the message, so that it is found even if `message_carrier_id` was never stored.
    """

    offset: int
    message_carrier_id: str
    message_msg_id: str | None
    receiver_her: int
    receipt_carrier_id: str | None
    document: bytes | None
    status: str | None
    errors: tuple[ReceiptError, ...] = ()


@dataclass(frozen=True, slots=True)
class StateChange:
    """How far a message of ours has come, for one receiver.

    `state` is "sent", "Unconfirmed", "Acknowledged", "Rejected", "Abandoned", or other text as it came.
    """

    offset: int
    message_carrier_id: str
    message_msg_id: str | None
    receiver_her: int | None
    state: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """News in a shape that cannot be read, or whose meaning the service never tells: for a person to look at.

    `told` is the news as it came, so that nothing is lost. `offset` is its own where it can be read, else the
    last one before it: it comes again then until something else has come after it.
    """

    offset: int
    told: str
    problem: str


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing new, but the carrier is alive: a moment to stop or to show that the worker lives."""


Event = Arrival | ReceiptArrival | StateChange | Unreadable | Idle


class Carrier(Protocol):
    """The two methods of every carrier."""

    def send(self, parcel: MessageParcel | ReceiptParcel) -> str:
        """Hand over a parcel; return the carrier's id of the document.

        Sending the same message twice gives two ids and is harmless. The same receipt twice gives the
        first id again. Raises CarrierUnavailable (try later) or CarrierRefused (a person must act).
        """
        ...

    def receive(self, after: int | None) -> Iterator[Event]:
        """Yield what has come since the offset `after`, waiting for more; None means from the beginning.

        Offsets never fall. By asking for the next thing the consumer says that it has committed the
        last one. The iterator ends when the line closes, and raises CarrierUnavailable when it breaks:
        call again with the last committed offset.
        """
        ...


@runtime_checkable
class KeepsDocuments(Protocol):
    """A carrier that writes AppRec documents and keeps them, so that both ends hold the same bytes."""

    def document(self, carrier_id: str) -> bytes:
        """Return the document with this carrier id. Raises CarrierUnavailable or CarrierRefused."""
        ...
