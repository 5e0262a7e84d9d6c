"""Writing patients: who they are, which numbers they have, and what people here did and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import close_tasks
from samhandling.node.journal.changes import changed
from samhandling.node.journal.folding import lock_names
from samhandling.node.patients import waiting
from samhandling.node.patients.idents import NATIONAL, Ident
from samhandling.node.patients.matching import ident_of
from samhandling.node.patients.models import Identity, LocalAct, Patient
from samhandling.node.patients.naming import sort_key
from samhandling.node.patients.realness import require_right_world
from samhandling.standards.identifiers import digits, is_valid

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from samhandling.node.access.actor import Actor
    from samhandling.node.journal.models import Message


class NumberTaken(Conflict):
    """A number that another patient here is known by."""


@transaction.atomic
def register_patient(  # noqa: PLR0913  the columns of one row
    actor: Actor,
    *,
    family_name: str,
    given_name: str,
    middle_name: str = "",
    date_of_birth: dt.date | None = None,
    sex: str = "",
    identities: Iterable[tuple[str, str]] = (),
    protected_address: bool = False,
) -> Patient:
    """Open a record for a person; messages that waited for one of the numbers are linked at once.

    `identities` are pairs (kind of 8116, number). An H-nummer is taken as one of our own.
    Raises NotAllowed; WrongWorld for a real number in a test system or a synthetic one in production;
    Conflict for a number that is wrong, NumberTaken for one that belongs to another patient.
    """
    require(actor, "register-patient")
    numbers = _checked(identities)
    patient = Patient.objects.create(
        family_name=family_name,
        middle_name=middle_name,
        given_name=given_name,
        date_of_birth=date_of_birth,
        sex=sex,
        protected_address=protected_address,
        sort_key=sort_key(family_name, middle_name, given_name),
        registered_at=clock.now(),
    )
    _give(patient, numbers)
    record(actor, acts.REGISTER_PATIENT, patient=patient)
    return patient


@transaction.atomic
def link_identities(actor: Actor, patient: Patient, identities: Iterable[tuple[str, str]]) -> None:
    """Give a patient more numbers, such as the fødselsnummer that came after an H-nummer; old ones stay.

    Messages that the new numbers fit are linked at once. Raises as `register_patient` does.
    """
    require(actor, "register-patient", patient=patient)
    numbers = [ident for ident in _checked(identities) if not _has(patient, ident)]
    _give(patient, numbers)
    record(actor, acts.LINK_IDENTITIES, patient=patient, detail={"kinds": [ident.kind for ident in numbers]})


@transaction.atomic
def correct_patient(actor: Actor, patient: Patient, **columns: Any) -> bool:
    """Set what is known better now: names, date of birth, sex. False when nothing differs.

    Messages are matched anew, since a date of birth may speak for or against. Raises NotAllowed.
    """
    require(actor, "register-patient", patient=patient)
    new = {name: value for name, value in columns.items() if getattr(patient, name) != value}
    if not new:
        return False
    for name, value in new.items():
        setattr(patient, name, value)
    patient.sort_key = sort_key(patient.family_name, patient.middle_name, patient.given_name)
    patient.save(update_fields=[*new, "sort_key"])
    record(actor, acts.CORRECT_PATIENT, patient=patient, detail={"columns": sorted(new)})
    waiting.look_again(ident_of(row) for row in patient.identities.all())
    changed(patient.pk)
    return True


@transaction.atomic
def settle_unknown_patient(actor: Actor, task: Task, patient: Patient) -> LocalAct:
    """Say whose message it is that the node could not place, and close its task.

    The decision is kept as a local act; it counts for this one message. To have the next one found by
    itself, link the number to the patient too. Raises NotAllowed; Conflict when it has been settled.
    """
    if task.kind != Task.Kind.UNKNOWN_PATIENT or task.message is None:
        raise Conflict("This task is not about an unknown patient")
    require(actor, "settle-task", service_hers=_task_hers(task), patient=patient)
    if not close_tasks([task.key], actor.user):
        raise Conflict("This task is closed already")
    told = {"task": task.pk}
    act = _write_act(actor, waiting.PATIENT_SETTLED, patient, clock.now(), told, task.message)
    waiting.place(task.message, patient)
    record(actor, acts.SETTLE_PATIENT, patient=patient, message=task.message)
    return act


@transaction.atomic
def record_act(  # noqa: PLR0913  the columns of one row
    actor: Actor,
    kind: str,
    patient: Patient,
    *,
    happened_at: dt.datetime,
    detail: dict[str, Any] | None = None,
    message: Message | None = None,
) -> LocalAct:
    """Write down what a person here did, saw or decided, and when it was so. It can't be changed later."""
    require(actor, "record-act", patient=patient)
    act = _write_act(actor, kind, patient, happened_at, detail or {}, message)
    record(actor, acts.RECORD_ACT, patient=patient, message=message, detail={"kind": kind})
    return act


def _write_act(  # noqa: PLR0913, PLR0917  the columns of one row
    actor: Actor,
    kind: str,
    patient: Patient,
    happened_at: dt.datetime,
    detail: dict[str, Any],
    message: Message | None,
) -> LocalAct:
    if actor.user is None:
        raise Conflict("Only a person can do or decide something here")
    written = LocalAct.objects.create(
        kind=kind,
        patient=patient,
        message=message,
        actor=actor.user,
        happened_at=happened_at,
        registered_at=clock.now(),
        detail=detail,
    )
    changed(patient.pk)
    return written


def _give(patient: Patient, numbers: Sequence[Ident]) -> None:
    lock_names(map(str, numbers))
    _refuse_taken(numbers)
    Identity.objects.bulk_create(
        Identity(patient=patient, kind=ident.kind, value=ident.value, issuer=ident.issuer)
        for ident in numbers
    )
    waiting.look_again(ident_of(row) for row in patient.identities.all())
    changed(patient.pk)


def _checked(identities: Iterable[tuple[str, str]]) -> list[Ident]:
    numbers = [_checked_one(kind, digits(value)) for kind, value in identities]
    require_right_world(ident.value for ident in numbers)
    return numbers


def _checked_one(kind: str, value: str) -> Ident:
    if kind in NATIONAL and not is_valid(value):
        raise Conflict(f"{kind}: the number does not have the right form or check digits")
    return Ident(kind, value, waiting.own_issuer() if kind == "HNR" else "")


def _refuse_taken(numbers: Sequence[Ident]) -> None:
    rows = Identity.objects.filter(value__in=[ident.value for ident in numbers])
    if {Ident(row.kind, row.value, row.issuer) for row in rows} & set(numbers):
        raise NumberTaken("The number belongs to another patient")


def _has(patient: Patient, ident: Ident) -> bool:
    return patient.identities.filter(kind=ident.kind, value=ident.value, issuer=ident.issuer).exists()


def _task_hers(task: Task) -> set[int]:
    return {task.service.her} if task.service else set()
