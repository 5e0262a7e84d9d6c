"""Looking for receipts that are late: 96 hours at the latest, and sooner for what can't wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import open_task, task_key
from samhandling.node.delivery.models import DeliveryState
from samhandling.node.delivery.states import FAILED, State, is_overdue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

AT_ONCE = 500  # tasks made in one look; the next look makes the next


def look(now: dt.datetime) -> int:
    """Make a task for each receiver whose receipt is late at `now`. Returns how many.

    What could not be delivered has a task of its own already. A receipt that comes later closes the task.
    """
    late = DeliveryState.objects.filter(settled=False, warn_at__lte=now).exclude(state__in=FAILED)
    overdue = [state for state in late if is_overdue(State(state.state), state.overdue_at, now)]
    made = _tell(Task.Kind.OVERDUE, overdue)
    in_time = {state.pk for state in overdue}
    return made + _tell(Task.Kind.LATE_RECEIPT, [state for state in late if state.pk not in in_time])


def _tell(kind: str, states: Iterable[DeliveryState]) -> int:
    new = _without_task(kind, states)[:AT_ONCE]
    for number in new:
        _open(kind, number)
    return len(new)


@transaction.atomic
def _open(kind: str, recipient_id: int) -> None:
    """Ask again under lock: the receipt may have come since we looked."""
    found = DeliveryState.objects.filter(pk=recipient_id, settled=False).select_for_update(of=("self",))
    state = found.select_related("recipient__message").first()
    if state is not None:
        open_task(kind, recipient_id, message=state.recipient.message)


def _without_task(kind: str, states: Iterable[DeliveryState]) -> list[int]:
    keys = {task_key(kind, state.pk): state.pk for state in states}
    told = set(Task.objects.filter(kind=kind, key__in=keys).values_list("key", flat=True)) if keys else set()
    return [number for key, number in keys.items() if key not in told]
