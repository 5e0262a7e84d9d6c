"""Writing the audit log. Rows are only added, in the same transaction as what they tell about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samhandling.node import clock, statements
from samhandling.node.access.acts import LABELS
from samhandling.node.access.models import AuditEntry

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.journal.models import Message
    from samhandling.node.patients.models import Patient


def record(
    actor: Actor,
    act: str,
    *,
    patient: Patient | None = None,
    message: Message | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one line: who did what, to whose data, when and for what purpose.

    Call it inside the transaction of the act itself, so that neither stands without the other.

    Raises:
        KeyError: `act` is not one of `access.acts`.

    """
    LABELS[act]  # an act without a name for people can't be read in the log
    statements.insert(
        AuditEntry(
            at=clock.now(),
            actor=actor.user,
            actor_name=actor.name[:150],
            role=actor.role,
            act=act,
            purpose=actor.purpose,
            patient=patient,
            message=message,
            detail=detail or {},
        )
    )
