"""Whose message is this? Only numbers decide, never name and date of birth alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.node import statements
from samhandling.node.patients import idents
from samhandling.node.patients.models import Patient

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from samhandling.node.patients.idents import Ident
    from samhandling.node.patients.models import Identity
    from samhandling.standards.facts import PatientFacts

NO_PATIENT = "no-patient"  # the message is about nobody
NO_NUMBER = "no-number"  # no number that can be trusted
UNKNOWN = "unknown"  # nobody here has the number
OTHER_NUMBER = "other-number"  # a weaker number fits a patient who has another stronger one
BORN_DIFFERS = "born-differs"  # the number fits, the date of birth does not

_HOLDERS = """
JOIN patients_identity identity ON identity.patient_id = patients_patient.id
WHERE identity.value IN ({places})
"""
WORDS = {
    NO_NUMBER: "Meldingen har ikke noe gyldig nummer å kjenne pasienten igjen på.",
    UNKNOWN: "Ingen pasient her har nummeret i meldingen.",
    OTHER_NUMBER: "Nummeret passer på en pasient som er registrert med et annet fødselsnummer.",
    BORN_DIFFERS: "Nummeret passer på en pasient som er registrert med en annen fødselsdato.",
}
"""Why nobody was found, for the person who gets the task."""


@dataclass(frozen=True, slots=True)
class Match:
    """The patient, or None and why. `reason` is the kind of number that decided, or one of those above."""

    patient: Patient | None
    reason: str


def match(patient: PatientFacts | None, issuer: int | None = None) -> Match:
    """Find the patient that a message names: by FNR, then DNR, FHN and HNR.

    `issuer` is the HER-id of the sending virksomhet: an H-nummer is only known as one of theirs.
    """
    if patient is None:
        return Match(None, NO_PATIENT)
    return match_idents(idents.stated(patient, issuer), patient.date_of_birth)


def match_idents(stated: Sequence[Ident], born: dt.date | None) -> Match:
    """The same from the numbers alone, for messages that the record already holds."""
    if not stated:
        return Match(None, NO_NUMBER)
    return decide(stated, born, holders(stated))


def holders(stated: Iterable[Ident]) -> dict[Ident, Patient]:
    """Who has these numbers."""
    values = [ident.value for ident in stated]
    beside = "identity.kind, identity.value, identity.issuer"
    ending = _HOLDERS.format(places=statements.places(values))
    return {
        idents.Ident(kind, value, issuer): patient
        for patient, kind, value, issuer in statements.load_beside(Patient, beside, ending, *values)
    }


def decide(stated: Sequence[Ident], born: dt.date | None, known: dict[Ident, Patient]) -> Match:
    """Choose by the most trusted number that is known, unless something contradicts it."""
    hit = next((ident for ident in stated if ident in known), None)
    if hit is None:
        return Match(None, UNKNOWN)
    patient = known[hit]
    if _has_another_stronger(patient, stated[: stated.index(hit)]):
        return Match(None, OTHER_NUMBER)
    if hit.kind in idents.NATIONAL and born and patient.date_of_birth and born != patient.date_of_birth:
        return Match(None, BORN_DIFFERS)  # an H-nummer often goes with an assumed date of birth
    return Match(patient, hit.kind)


def ident_of(row: Identity) -> Ident:
    return idents.Ident(row.kind, row.value, row.issuer)


def _has_another_stronger(patient: Patient, unknown: Sequence[Ident]) -> bool:
    """Whether the patient has other numbers of the stronger kinds that the message states."""
    if not unknown:
        return False
    return patient.identities.filter(kind__in={ident.kind for ident in unknown}).exists()
