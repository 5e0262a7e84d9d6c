"""How each message stands at each receiver: writing what happened, and where that leads."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings

from samhandling.node import clock, statements
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import close_tasks, open_task, task_key
from samhandling.node.delivery.models import DeliveryState, Transition
from samhandling.node.delivery.states import FAILED, FINAL, Event, State, after, is_known
from samhandling.standards import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from samhandling.node.journal.models import Message, Recipient

DETAIL_LENGTH = 400
_STATES = """JOIN journal_recipient recipient ON recipient.id = delivery_deliverystate.recipient_id
WHERE recipient.message_id = %s"""
WAITING_TASKS = (Task.Kind.LATE_RECEIPT, Task.Kind.OVERDUE, Task.Kind.NOT_DELIVERED)


def begin(message: Message, recipients: Iterable[Recipient]) -> None:
    """Start to follow a message that has been put in the outbox."""
    statements.insert(*(starting_state(message, recipient) for recipient in recipients))


def starting_state(message: Message, recipient: Recipient) -> DeliveryState:
    """How a message stands at a receiver before anything has happened."""
    overdue_at = message.gen_date + catalogue.LAST_LIMIT
    return DeliveryState(
        recipient=recipient,
        state=State.NEW.value,
        since=message.registered_at,
        warn_at=min(overdue_at, message.registered_at + warn_after(message.type_code)),
        overdue_at=overdue_at,
        settled=False,
    )


def warn_after(type_code: str) -> dt.timedelta:
    """How long to wait for a receipt before a person is told: this node's choice, else the catalogue's."""
    minutes = settings.HOME.warn_after.get(type_code)
    if minutes is not None:
        return dt.timedelta(minutes=minutes)
    row = catalogue.type_of(type_code)
    return row.warn_after if row else catalogue.LAST_LIMIT


def states_of(message_id: int, receiver_her: int | None = None) -> list[DeliveryState]:
    """How a message stands at its receivers (or at one), locked until the transaction ends."""
    sql, params = _STATES, [message_id]
    if receiver_her is not None:
        sql, params = f"{sql} AND recipient.her = %s", [message_id, receiver_her]
    locked = statements.for_update("delivery_deliverystate")
    return statements.load(DeliveryState, f"{sql} ORDER BY recipient.id{locked}", *params)


def happened(states: Sequence[DeliveryState], event: str, detail: str = "") -> list[DeliveryState]:
    """Write an event for receivers, and move each to where it leads. Returns those that moved.

    An event that changes nothing is written only when it is one that we do not know.
    """
    now, moved, rows = clock.now(), [], []
    for state in states:
        before, leads_to = State(state.state), after(State(state.state), event)
        if before != leads_to or not is_known(event):
            rows.append(_transition(state, event, leads_to, now, detail))
        if before != leads_to:
            _move(state, leads_to, now)
            moved.append(state)
    statements.insert(*rows)
    return moved


def tell(states: Iterable[DeliveryState], message: Message, explanation: str = "") -> None:
    """Open or close the tasks that follow from where receivers' states have moved to."""
    for state in states:
        if state.state in FINAL:
            close_tasks([task_key(kind, state.recipient_id) for kind in WAITING_TASKS])
        elif state.had_failed and state.state not in FAILED:  # it was on its way after all
            close_tasks([task_key(Task.Kind.NOT_DELIVERED, state.recipient_id)])
        if state.state == State.REJECTED:
            open_task(Task.Kind.REJECTED, state.recipient_id, message=message, explanation=explanation)
        if state.state in FAILED:
            open_task(Task.Kind.NOT_DELIVERED, state.recipient_id, message=message, explanation=explanation)


def _transition(
    state: DeliveryState, event: str, leads_to: State, now: dt.datetime, detail: str
) -> Transition:
    return Transition(
        recipient_id=state.recipient_id,
        event=event[:40],
        before=state.state,
        after=leads_to.value,
        at=now,
        detail=detail[:DETAIL_LENGTH],
    )


def _move(state: DeliveryState, leads_to: State, now: dt.datetime) -> None:
    state.had_failed = state.state in FAILED
    state.state, state.since, state.settled = leads_to.value, now, leads_to in FINAL
    columns = {"state": state.state, "since": state.since, "settled": state.settled}
    statements.update(DeliveryState, {"recipient": state.recipient_id}, **columns)


__all__ = ["Event", "begin", "happened", "starting_state", "states_of", "tell", "warn_after"]
