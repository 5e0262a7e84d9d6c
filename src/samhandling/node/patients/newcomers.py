"""Opening a record for somebody whom a message names and nobody here knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict, MessageError
from samhandling.node.patients import idents
from samhandling.node.patients.actions import register_patient, settle_unknown_patient
from samhandling.standards.facts import facts

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.correspondence.models import Task
    from samhandling.node.patients.models import Patient
    from samhandling.standards.facts import PatientFacts

LONGEST_NAME = 100  # what the columns hold; the message has it whole


@transaction.atomic
def register_newcomer(actor: Actor, task: Task) -> Patient:
    """Register the patient that an unknown patient's message names, and put the message in their record.

    Only national numbers with right check digits are taken: another organisation's H-nummer is not ours to
    give, and a wrong number may be anybody's. Raises what `register_patient` and `settle_unknown_patient` do;
    Conflict when the message names nobody.
    """
    if task.closed_at is not None:
        raise Conflict("This task is closed already")
    stated = _stated(task)
    patient = register_patient(
        actor,
        family_name=stated.family[:LONGEST_NAME],
        middle_name=stated.middle[:LONGEST_NAME],
        given_name=stated.given[:LONGEST_NAME],
        date_of_birth=stated.date_of_birth,
        sex=stated.sex[:1],
        identities=[(ident.kind, ident.value) for ident in idents.stated(stated, issuer=None)],
    )
    task.refresh_from_db()
    if task.closed_at is None:  # no number of the message's own led to the new patient
        settle_unknown_patient(actor, task, patient)
    return patient


def _stated(task: Task) -> PatientFacts:
    raw = task.message.content.raw if task.message else None
    try:
        stated = facts(bytes(raw or b"")).patient
    except MessageError:
        stated = None
    if stated is None or not stated.family:
        raise Conflict("The message names no patient")
    return stated
