"""How a message stands at one receiver: every state, every event, and where each leads.

Source: NHN's EDI 2.0 status model, corrected: a receipt may come before the transport is acknowledged, the
first receipt is final, an acknowledged message is not taken back by a later copy's failure, and news that
comes late or twice never moves a message backwards. Pure data: no clock, no database.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


class State(StrEnum):
    """OVERDUE is none of them: it is computed from the time, see `is_overdue`."""

    NEW = "new"  # in our outbox
    SENT = "sent"  # the carrier has it
    PENDING_TRANSPORT = "pending-transport"  # on its way
    PENDING_APPREC = "pending-apprec"  # delivered; the receiver has not answered yet
    COMPLETED = "completed"  # the receiver has taken it over
    REJECTED = "rejected"  # the receiver has refused it
    FAILED_TRANSPORT = "failed-transport"  # the carrier could not deliver it
    FAILED_SEND = "failed-send"  # we could not hand it to the carrier


class Event(StrEnum):
    """What may happen. The carrier's own words stay as it writes them."""

    HANDED_OVER = "handed-over"  # the carrier took it (202)
    GAVE_UP = "gave-up"  # we stopped trying to hand it over
    SENT_AGAIN = "sent-again"  # a person put it in the outbox again
    SENT = "sent"
    UNCONFIRMED = "Unconfirmed"
    ACKNOWLEDGED = "Acknowledged"
    TRANSPORT_REJECTED = "Rejected"
    ABANDONED = "Abandoned"
    APPREC_OK = "apprec-1"
    APPREC_REJECTED = "apprec-2"
    APPREC_OK_IN_PART = "apprec-3"  # only meant for Helfo; the receiver has the message


FINAL = frozenset({State.COMPLETED, State.REJECTED})
FAILED = frozenset({State.FAILED_TRANSPORT, State.FAILED_SEND})

_RECEIPTS = {
    Event.APPREC_OK: State.COMPLETED,
    Event.APPREC_OK_IN_PART: State.COMPLETED,
    Event.APPREC_REJECTED: State.REJECTED,
}


def _stays(state: State) -> dict[Event, State]:
    return dict.fromkeys(Event, state)


TABLE: dict[State, dict[Event, State]] = {
    State.NEW: {
        Event.HANDED_OVER: State.SENT,
        Event.GAVE_UP: State.FAILED_SEND,
        Event.SENT_AGAIN: State.NEW,
        Event.SENT: State.SENT,
        Event.UNCONFIRMED: State.PENDING_TRANSPORT,
        Event.ACKNOWLEDGED: State.PENDING_APPREC,
        Event.TRANSPORT_REJECTED: State.FAILED_TRANSPORT,
        Event.ABANDONED: State.FAILED_TRANSPORT,
        **_RECEIPTS,
    },
    State.SENT: {
        Event.HANDED_OVER: State.SENT,
        Event.GAVE_UP: State.SENT,
        Event.SENT_AGAIN: State.SENT,
        Event.SENT: State.SENT,
        Event.UNCONFIRMED: State.PENDING_TRANSPORT,
        Event.ACKNOWLEDGED: State.PENDING_APPREC,
        Event.TRANSPORT_REJECTED: State.FAILED_TRANSPORT,
        Event.ABANDONED: State.FAILED_TRANSPORT,
        **_RECEIPTS,
    },
    State.PENDING_TRANSPORT: {
        Event.HANDED_OVER: State.PENDING_TRANSPORT,
        Event.GAVE_UP: State.PENDING_TRANSPORT,
        Event.SENT_AGAIN: State.PENDING_TRANSPORT,
        Event.SENT: State.PENDING_TRANSPORT,
        Event.UNCONFIRMED: State.PENDING_TRANSPORT,
        Event.ACKNOWLEDGED: State.PENDING_APPREC,
        Event.TRANSPORT_REJECTED: State.FAILED_TRANSPORT,
        Event.ABANDONED: State.FAILED_TRANSPORT,
        **_RECEIPTS,
    },
    # Delivered once is delivered: a second copy of it (we resend after a crash) may fail without harm.
    State.PENDING_APPREC: {**_stays(State.PENDING_APPREC), **_RECEIPTS},
    State.FAILED_TRANSPORT: {
        Event.HANDED_OVER: State.FAILED_TRANSPORT,
        Event.GAVE_UP: State.FAILED_TRANSPORT,
        Event.SENT_AGAIN: State.NEW,
        Event.SENT: State.FAILED_TRANSPORT,
        Event.UNCONFIRMED: State.FAILED_TRANSPORT,
        Event.ACKNOWLEDGED: State.PENDING_APPREC,
        Event.TRANSPORT_REJECTED: State.FAILED_TRANSPORT,
        Event.ABANDONED: State.FAILED_TRANSPORT,
        **_RECEIPTS,
    },
    # The carrier may have taken it although its answer never reached us.
    State.FAILED_SEND: {
        Event.HANDED_OVER: State.SENT,
        Event.GAVE_UP: State.FAILED_SEND,
        Event.SENT_AGAIN: State.NEW,
        Event.SENT: State.SENT,
        Event.UNCONFIRMED: State.PENDING_TRANSPORT,
        Event.ACKNOWLEDGED: State.PENDING_APPREC,
        Event.TRANSPORT_REJECTED: State.FAILED_TRANSPORT,
        Event.ABANDONED: State.FAILED_TRANSPORT,
        **_RECEIPTS,
    },
    State.COMPLETED: _stays(State.COMPLETED),
    State.REJECTED: _stays(State.REJECTED),
}


def after(state: State, event: str) -> State:
    """Where an event leads. One that we do not know changes nothing: unknown stays unknown."""
    return TABLE[state].get(event, state)  # type: ignore[call-overload]  # any text may come


def is_known(event: str) -> bool:
    return event in TABLE[State.NEW]


def is_overdue(state: State, overdue_at: dt.datetime, now: dt.datetime) -> bool:
    """No receipt 96 hours after GenDate counts as a refusal until one comes (80415 § 3.3.6, HITS 1168)."""
    return state not in FINAL and now >= overdue_at
