"""Opening a patient with a reason, reviewing that, blocking and lifting blocks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node import clock, statements
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.access.purposes import CHOSEN, EMERGENCY
from samhandling.node.discretion.blocks import Blocked, blocks_for
from samhandling.node.discretion.models import Access, Block, Review

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.access.models import User
    from samhandling.node.journal.models import Message
    from samhandling.node.patients.models import Patient

OPEN_FOR = dt.timedelta(hours=4)
"""How long a reason opens a patient (governance: emergency access is limited, e.g. 4 hours)."""


@transaction.atomic
def open_with_reason(actor: Actor, patient: Patient, purpose: str, text: str) -> Access:
    """Open a patient for a while, in one's own name and words.

    Raises NotAllowed; Blocked where it is blocked and this is no emergency, or blocked for this person;
    Conflict without a known purpose and words.
    """
    require(actor, "open-patient")
    if purpose not in CHOSEN or not text.strip() or actor.user is None:
        raise Conflict("A reason has a purpose and words")
    blocks = blocks_for(actor, patient=patient.pk)
    broken = patient.pk in blocks.patients
    if broken and (purpose != EMERGENCY or patient.pk in blocks.closed):
        raise Blocked(None if patient.pk in blocks.closed else patient.pk)
    broken = broken or (purpose == EMERGENCY and patient.pk in blocks.partly)
    now = clock.now()
    access = Access.objects.create(
        user=actor.user,
        patient=patient,
        purpose=purpose,
        text=text.strip(),
        broke=broken,
        at=now,
        until=now + OPEN_FOR,
    )
    told = {"purpose": purpose, "text": access.text, "broke": broken, "until": access.until.isoformat()}
    record(actor, acts.OPEN_PATIENT, patient=patient, detail=told)
    return access


@transaction.atomic
def review(actor: Actor, access: Access, verdict: str, note: str = "") -> Review:
    """Say what one found of an access. Raises NotAllowed; Conflict for one's own, or when done."""
    require(actor, "review-access", service_hers=set(access.user.services.values_list("her", flat=True)))
    if actor.user is None or actor.user == access.user or verdict not in Review.Verdict.values:
        raise Conflict("Somebody else says of an access whether it was fine")
    made = Review(access=access, verdict=verdict, note=note, by=actor.user, at=clock.now())
    if not statements.insert_unless_there(made):
        raise Conflict("It has been reviewed")
    record(
        actor, acts.REVIEW_ACCESS, patient=access.patient, detail={"access": access.pk, "verdict": verdict}
    )
    return made


@transaction.atomic
def block(  # noqa: PLR0913  what a block is of
    actor: Actor,
    patient: Patient,
    reason: str,
    *,
    message: Message | None = None,
    employee: User | None = None,
    stands: bool = True,
) -> Block:
    """Block a patient or one message for everybody or for one employee, or lift that again.

    Raises NotAllowed; Conflict without a reason, for a message of another patient, or for oneself.
    """
    require(actor, "block-record")
    entry = getattr(message, "entry", None)
    if message is not None and (entry is None or entry.patient_id != patient.pk):
        raise Conflict("The message is about somebody else")
    if actor.user is None or not reason.strip() or (employee is not None and employee == actor.user):
        raise Conflict("A block has a reason, and is set by somebody else")
    made = Block.objects.create(
        patient=patient,
        message=message,
        employee=employee,
        stands=stands,
        reason=reason.strip(),
        by=actor.user,
        at=clock.now(),
    )
    told = {"employee": employee.pk if employee else None, "reason": made.reason}
    record(actor, acts.BLOCK if stands else acts.LIFT_BLOCK, patient=patient, message=message, detail=told)
    return made
