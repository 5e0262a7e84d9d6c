"""Opening a record for somebody whom a message names and nobody here knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict, MessageError
from samhandling.node.patients.actions import register_patient, settle_unknown_patient
from samhandling.node.patients.idents import NATIONAL
from samhandling.standards.facts import facts

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.correspondence.models import Task
    from samhandling.node.patients.models import Patient
    from samhandling.standards.facts import PatientFacts


@transaction.atomic
def register_newcomer(actor: Actor, task: Task) -> Patient:
    """Register the patient that an unknown patient's message names, and put the message in their record.

    Only national numbers are taken: another organisation's H-nummer is not ours to give. Raises what
    `register_patient` and `settle_unknown_patient` do; Conflict when the message names nobody.
    """
    stated = _stated(task)
    patient = register_patient(
        actor,
        family_name=stated.family,
        middle_name=stated.middle,
        given_name=stated.given,
        date_of_birth=stated.date_of_birth,
        sex=stated.sex,
        identities=[(kind, value) for kind, value in stated.idents if kind in NATIONAL],
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
