"""What a person can do about something that was put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.correspondence.tasks import close_tasks
from samhandling.node.delivery import wake
from samhandling.node.delivery.models import Incoming, Work

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.correspondence.models import Task


def is_put_aside(piece: Incoming) -> bool:
    """Whether there is something that can be handled once more."""
    return piece.work == Work.PARKED and piece.content_id is not None


@transaction.atomic
def try_again(actor: Actor, task: Task) -> None:
    """Handle what was put aside once more, as when its cause has been mended; the task is closed.

    If it fails again, the task opens again. Raises NotAllowed; Conflict when nothing is put aside.
    """
    require(actor, "settle-task", service_hers={task.service.her} if task.service else set())
    parked = Incoming.objects.filter(pk=task.incoming_id, work=Work.PARKED, content__raw__isnull=False)
    fresh = {"attempts": 0, "next_at": clock.true_now(), "reason": "", "explanation": "", "outcome": ""}
    if not parked.update(work=Work.READY, **fresh):
        raise Conflict("Nothing that can be handled again is put aside")
    close_tasks([task.key], actor.user)
    record(actor, acts.TRY_AGAIN, detail={"incoming": task.incoming_id})
    transaction.on_commit(wake.INCOMING.set)
