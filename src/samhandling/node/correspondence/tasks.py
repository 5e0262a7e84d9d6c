"""Opening and closing tasks: work that the node leaves to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.node import clock, statements
from samhandling.node.correspondence.models import Task
from samhandling.node.directory.models import Service

if TYPE_CHECKING:
    from collections.abc import Collection

    from samhandling.node.access.models import User
    from samhandling.node.delivery.models import Incoming
    from samhandling.node.journal.models import Message, Recipient


ABOUT_A_RECIPIENT = (
    Task.Kind.REJECTED,
    Task.Kind.NOT_DELIVERED,
    Task.Kind.LATE_RECEIPT,
    Task.Kind.OVERDUE,
)
"""Kinds whose key names the receiver of a message that we sent."""
_OPEN = "SELECT 1 FROM correspondence_task WHERE key IN ({places}) AND closed_at IS NULL LIMIT 1"


def task_key(kind: str, number: int | str) -> str:
    """One task per cause: `number` is the row of ours that it is about (message, recipient, incoming)."""
    return f"{kind}:{number}"


def open_task(
    kind: str,
    number: int,
    *,
    message: Message | None = None,
    incoming: Incoming | None = None,
    explanation: str = "",
) -> None:
    """Make a task, unless its cause has an open one; one that was closed is opened again.

    It belongs to the own service that the message came to or from. The explanation is in bokmål.
    """
    task = Task(
        kind=kind,
        key=task_key(kind, number),
        message=message,
        incoming=incoming,
        service=None if message is None else _own_service(message),
        explanation=explanation,
        opened_at=clock.now(),
    )
    if not statements.insert_unless_there(task):
        closed = Task.objects.filter(key=task.key).exclude(closed_at=None)
        opened = {"opened_at": task.opened_at, "explanation": explanation}
        closed.update(closed_at=None, closed_by=None, solution="", **opened)


def close_tasks(keys: Collection[str], by: User | None = None, solution: str = "") -> int:
    """Close the open tasks among these; `by` is None when their cause went away by itself."""
    keys = list(keys)
    if not keys or not statements.select(
        _OPEN.format(places=statements.places(keys)), *keys
    ):  # nearly always
        return 0
    open_ones = Task.objects.filter(key__in=keys, closed_at=None)
    return open_ones.update(closed_at=clock.now(), closed_by=by, solution=solution)


def recipient_of(task: Task) -> Recipient | None:
    """The receiver that a task of such a kind is about, among those that its message has at hand."""
    if task.kind not in ABOUT_A_RECIPIENT or task.message is None:
        return None
    return next(
        (one for one in task.message.recipients.all() if task_key(task.kind, one.pk) == task.key), None
    )


def _own_service(message: Message) -> Service | None:
    """The service that sent it, or the first own one that it came to."""
    services = Service.objects.filter(organisation__own=True)
    if message.direction == "out":
        return services.filter(her=message.sender_her).first()
    hers = message.recipients.filter(own=True).order_by("-role").values_list("inbox_her", flat=True)
    return services.filter(her__in=list(hers)).first()
