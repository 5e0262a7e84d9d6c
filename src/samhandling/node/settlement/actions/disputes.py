"""Tvistemapper: begun from the record, written in by people, approved by two others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.journal.folding import lock_names
from samhandling.node.settlement.kept import accounts_of, holding
from samhandling.node.settlement.models import Dispute, DisputeApproval, DisputeText
from samhandling.node.settlement.papers import HEADINGS, LEVELS, to_values
from samhandling.node.settlement.writing import written_by
from samhandling.node.stays.in_force import rules_in_force
from samhandling.stay.dispute import dispute
from samhandling.stay.identity_guard import Trace, traces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samhandling.node.access.actor import Actor
    from samhandling.node.patients.models import Patient
    from samhandling.node.settlement.kept import Kept
    from samhandling.stay.stays import Period

APPROVERS = 2


class SaysWho(Conflict):
    """Text that says who the patient is. `found` holds the traces by the heading that they stand under."""

    def __init__(self, found: Mapping[str, tuple[Trace, ...]]) -> None:
        super().__init__("The text says who the patient is")
        self.found = found


@transaction.atomic
def begin_dispute(actor: Actor, patient: Patient, period: str) -> Dispute:
    """Open a case about one period, with what follows from the record and nothing else.

    `period` is the MsgId of a notice; the same period has one case. Raises NotAllowed; Conflict.
    """
    require(actor, "write-dispute", patient=patient)
    lock_names(["dispute-number"])
    one, found = _held(patient, period)
    known = Dispute.objects.filter(period=found.id).first()
    if known:
        return known
    row = Dispute.objects.create(number=_next_number(), period=found.id, patient=patient, **written_by(actor))
    _write(actor, row, (one, found), {})
    return row


@transaction.atomic
def write_dispute(actor: Actor, row: Dispute, written: Mapping[str, str]) -> DisputeText:
    """Write a new version: what follows from the record now, and these texts. Approvals begin anew.

    Raises NotAllowed; SaysWho; Conflict for a heading that is none.
    """
    require(actor, "write-dispute", patient=row.patient)
    if not written.keys() <= HEADINGS.keys() | {"level"} or written.get("level", "parties") not in LEVELS:
        raise Conflict("No such heading or level")
    one, period = _held(row.patient, row.period)
    found = {
        heading: said
        for heading, text in written.items()
        if heading != "level" and (said := traces(text, one.account.stay))
    }
    if found:
        raise SaysWho(found)
    return _write(actor, row, (one, period), written)


@transaction.atomic
def approve_dispute(actor: Actor, text: DisputeText) -> DisputeApproval:
    """Say that one has read this version and found nobody in it.

    Raises NotAllowed; Conflict for an older version, for one's own text, or a second time.
    """
    require(actor, "approve-dispute")
    versions = list(text.dispute.texts.order_by("pk"))
    if actor.user is None or versions[-1].pk != text.pk:
        raise Conflict("Only a person can approve, and only the newest version")
    if actor.user.pk in {version.by_id for version in versions}:
        raise Conflict("Nobody approves what they have written")
    approval, new = DisputeApproval.objects.get_or_create(
        text=text,
        by=actor.user,
        defaults={key: value for key, value in written_by(actor).items() if key != "by"},
    )
    if not new:
        raise Conflict("Approved already")
    record(actor, acts.APPROVE_DISPUTE, patient=text.dispute.patient, detail={"number": text.dispute.number})
    return approval


def approved(text: DisputeText) -> bool:
    """Whether two people have approved this version."""
    return text.approvals.count() >= APPROVERS


def _write(actor: Actor, row: Dispute, held: tuple[Kept, Period], written: Mapping[str, str]) -> DisputeText:
    one, period = held
    made = dispute(one.account, period, rules_in_force())
    version = DisputeText.objects.create(
        dispute=row, derived=to_values(made), written=dict(written), **written_by(actor)
    )
    record(
        actor, acts.WRITE_DISPUTE, patient=row.patient, detail={"number": row.number, "version": version.pk}
    )
    return version


def _held(patient: Patient, period: str) -> tuple[Kept, Period]:
    found = holding(accounts_of([patient.pk]), period)
    if found is None:
        raise Conflict("The period is not held here any more")
    return found


def _next_number() -> str:
    year = timezone.localtime(clock.now()).year
    return f"T-{year}-{Dispute.objects.filter(number__startswith=f'T-{year}-').count() + 1:03d}"
