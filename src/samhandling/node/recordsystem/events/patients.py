"""Whose event it is: the patient with the number that it states; one whom nobody here has is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q

from samhandling.node.journal.folding import lock_names
from samhandling.node.patients import idents, matching
from samhandling.node.patients.actions import correct_patient, link_identities, register_patient
from samhandling.node.patients.models import Identity
from samhandling.node.patients.realness import why_not
from samhandling.node.recordsystem.events.ids import given_row
from samhandling.node.recordsystem.events.told import PatientTold, Refused
from samhandling.node.recordsystem.models import Reading
from samhandling.standards.facts import PatientFacts

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.patients.idents import Ident
    from samhandling.node.patients.models import Patient

LONGEST_NAME = 100
WRONG_WORLD = "wrong-world"
WHY = {
    matching.NO_NUMBER: "No number that the patient can be known by",
    matching.OTHER_NUMBER: "The number is of a patient who is registered with another fødselsnummer",
    matching.BORN_DIFFERS: "The number is of a patient who is registered with another date of birth",
}


def patient_of(actor: Actor, told: PatientTold) -> Patient:
    """Find the patient, or open a record; write what is known better. Raises Refused.

    An H-nummer is one of our own: the record system is ours.
    """
    if why_not(number for _kind, number in told.idents):
        raise Refused("AR", "A real patient in a test system, or an invented one in production", WRONG_WORLD)
    stated = idents.stated(_facts(told), settings.HOME.her)
    lock_names(map(str, stated))
    found = matching.match_idents(stated, told.born)
    if found.patient is not None:
        _learn(actor, found.patient, told, stated)
        return found.patient
    if found.reason != matching.UNKNOWN:
        raise Refused("AE", WHY[found.reason], "PID-3")
    return _register(actor, told, stated)


def told_before(source: str, reference: str) -> PatientTold:
    """The patient that the same caller told as `Patient/…`: by an id of theirs, or one that we gave.

    By the numbers that the patient has now. Raises Refused.
    """
    known_as = Q(heard__control_id=reference)
    if row_id := given_row(reference.rpartition("/")[2]):
        known_as |= Q(heard__control_id="Patient", heard=row_id)
    row = Reading.objects.filter(known_as, heard__source=source, code="AA").order_by("-pk").first()
    if row is None or row.patient_id is None:
        raise Refused("AE", "No such Patient was told before", "Encounter.subject")
    numbers = Identity.objects.filter(patient=row.patient_id).order_by("pk")
    return PatientTold(tuple(numbers.values_list("kind", "value")))


def _facts(told: PatientTold) -> PatientFacts:
    return PatientFacts(told.family, told.middle or "", told.given, told.born, told.sex or "", told.idents)


def _register(actor: Actor, told: PatientTold, stated: tuple[Ident, ...]) -> Patient:
    if not told.family:
        raise Refused("AE", "The patient is unknown here, and has no name", "PID-5")
    return register_patient(
        actor,
        **{"middle_name": "", **_names(told)},
        date_of_birth=told.born,
        sex=told.sex or "",
        identities=[(ident.kind, ident.value) for ident in stated],
    )


def _learn(actor: Actor, patient: Patient, told: PatientTold, stated: tuple[Ident, ...]) -> None:
    """What the event says and the record has not; what it does not say stays."""
    columns: dict[str, Any] = _names(told) if told.family else {}
    columns |= {"date_of_birth": told.born} if told.born else {}
    columns |= {"sex": told.sex} if told.sex else {}
    correct_patient(actor, patient, **columns)
    has = {(row.kind, row.value) for row in patient.identities.all()}
    new = [(ident.kind, ident.value) for ident in stated if (ident.kind, ident.value) not in has]
    if new:
        link_identities(actor, patient, new)


def _names(told: PatientTold) -> dict[str, str]:
    told_names = {"family_name": told.family, "middle_name": told.middle, "given_name": told.given}
    return {column: name[:LONGEST_NAME] for column, name in told_names.items() if name is not None}
