"""Confirming who pays for a period (§ 13): a person's act, part of the stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access.policies import require
from samhandling.node.journal.models import Message
from samhandling.node.patients.actions import record_act
from samhandling.stay.acts import PayerConfirmed

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.patients.models import LocalAct
    from samhandling.node.settlement.queries import PeriodRead

CASES = ("notified", "other", "none")


@transaction.atomic
def confirm_payer(  # noqa: PLR0913  what a confirmation says
    actor: Actor,
    found: PeriodRead,
    *,
    municipality: str,
    name: str = "",
    bydel: str = "",
    registered: str = "",
    basis: str = "",
) -> LocalAct:
    """Write down who pays, and on what ground. The last confirmation stands. Raises NotAllowed; Conflict."""
    require(actor, "confirm-payer")
    if municipality not in CASES:
        raise Conflict(f"{municipality} is no payer")
    notice = Message.objects.filter(msg_id=found.period.id, entry__patient=found.kept.patient).first()
    detail = {"municipality": municipality, "name": name, "bydel": bydel, "registered": registered}
    return record_act(
        actor,
        PayerConfirmed.kind,
        found.kept.patient,
        happened_at=clock.now(),
        detail=detail | {"basis": basis},
        message=notice,
    )
