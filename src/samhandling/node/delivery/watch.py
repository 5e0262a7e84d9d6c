"""Looking for receipts that are late: 96 hours at the latest, and sooner for what can't wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import open_task, task_key
from samhandling.node.delivery.models import DeliveryState
from samhandling.node.delivery.states import FAILED

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

AT_ONCE = 500  # tasks made in one look; the next look makes the next


def look(now: dt.datetime) -> int:
    """Make a task for each receiver whose receipt is late at `now`. Returns how many.

    What could not be delivered has a task of its own already. A receipt that comes later closes the task.
    """
    late = DeliveryState.objects.filter(settled=False, warn_at__lte=now).exclude(state__in=FAILED)
    made = _tell(Task.Kind.OVERDUE, late.filter(overdue_at__lte=now))
    return made + _tell(Task.Kind.LATE_RECEIPT, late.filter(overdue_at__gt=now))


def _tell(kind: str, late: QuerySet[DeliveryState]) -> int:
    """Of those without a task of the kind, open or closed, tell the ones that have waited longest."""
    key = Concat(Value(task_key(kind, "")), Cast(OuterRef("pk"), CharField()))
    new = late.exclude(Exists(Task.objects.filter(key=key))).order_by("warn_at")
    numbers = list(new.values_list("pk", flat=True)[:AT_ONCE])
    for number in numbers:
        _open(kind, number)
    return len(numbers)


@transaction.atomic
def _open(kind: str, recipient_id: int) -> None:
    """Ask again under lock: the receipt may have come since we looked."""
    found = DeliveryState.objects.filter(pk=recipient_id, settled=False).select_for_update(of=("self",))
    state = found.select_related("recipient__message").first()
    if state is not None:
        open_task(kind, recipient_id, message=state.recipient.message)
