"""A patient in words: name, age, numbers, and the record as one line of time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.html import html_safe
from django.utils.translation import gettext as _

from samhandling.errors import MessageError
from samhandling.node.patients import idents
from samhandling.node.patients.naming import full_name
from samhandling.node.web import wording
from samhandling.node.web.addresses import address_of
from samhandling.node.web.pieces import piece
from samhandling.standards import codes
from samhandling.standards.facts import facts
from samhandling.standards.identifiers import classify

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.journal.models import Message
    from samhandling.node.patients.models import Patient

ID_KINDS = "8116"  # ID-type for personer
SEX = "3101"
_LINKED, _NAMED = '<a class="ds-link name" href="{}">{}</a>', '<span class="name">{}</span>'
_QUIET = '<span class="quiet">{}</span>'


@html_safe
@dataclass(frozen=True)
class PatientLine:
    """A patient in a list; no address ever is. `pk` is 0 and `url` empty for one who is not known here.

    Written as it is in a template.
    """

    name: str
    born: str
    pk: int = 0
    url: str = ""
    protected: bool = False
    numbers: tuple[str, ...] = ()

    def __str__(self) -> str:
        name = piece(_LINKED, self.url, self.name) if self.url else piece(_NAMED, self.name)
        born = piece(_QUIET, f"{_('født')} {self.born}") if self.born else ""
        return name + born + (piece(_QUIET, _("Beskyttet adresse")) if self.protected else "")


@dataclass(frozen=True)
class Number:
    kind: str
    value: str
    issuer: str = ""
    invalid: bool = False


@dataclass(frozen=True)
class PatientHead:
    """The top of a patient's page."""

    pk: int
    name: str
    born: str
    age: str
    sex: str
    numbers: tuple[Number, ...]
    protected: bool


def line(patient: Patient, *, numbers: bool = False) -> PatientLine:
    """`numbers` takes them with it, from identities that the query has fetched."""
    held = tuple(wording.person_number(one.value) for one in patient.identities.all()) if numbers else ()
    return PatientLine(
        name=listed_name(patient),
        born=wording.day(patient.date_of_birth),
        pk=patient.pk,
        url=address_of("patient", patient.pk),
        protected=patient.protected_address,
        numbers=held,
    )


def line_of_message(message: Message) -> PatientLine | None:
    """Whom a message is about: the patient of the record, else as the message names them, else nobody."""
    entry = getattr(message, "entry", None)
    if entry and entry.patient:
        return line(entry.patient)
    if not message.patient_name:
        return None
    return PatientLine(message.patient_name, wording.day(message.patient_born))


def head(patient: Patient, today: dt.date) -> PatientHead:
    return PatientHead(
        pk=patient.pk,
        name=spoken_name(patient),
        born=wording.day(patient.date_of_birth),
        age=_age(patient.date_of_birth, today),
        sex=codes.name(SEX, patient.sex) or "",
        numbers=tuple(number(one.kind, one.value, one.issuer) for one in patient.identities.all()),
        protected=patient.protected_address,
    )


def stated_numbers(message: Message) -> tuple[Number, ...]:
    """The numbers that a message states, for a person to compare."""
    return tuple(number(one.kind, one.value, one.issuer) for one in idents.read(message.patient_idents))


def invalid_numbers(document: bytes) -> tuple[Number, ...]:
    """The national numbers that a document states but whose check digits are wrong: to read, never to use."""
    try:
        patient = facts(document).patient
    except MessageError:
        return ()
    stated = patient.idents if patient else ()
    wrong = [(kind, value) for kind, value in stated if kind in idents.NATIONAL and not _checks(value)]
    return tuple(replace(number(kind, value), invalid=True) for kind, value in wrong)


def _checks(value: str) -> bool:
    found = classify(value)
    return found is not None and found.checks


def number(kind: str, value: str, issuer: str = "") -> Number:
    return Number(codes.name(ID_KINDS, kind) or kind, wording.person_number(value), issuer)


def listed_name(patient: Patient) -> str:
    return full_name(patient.family_name, patient.middle_name, patient.given_name)


def spoken_name(patient: Patient) -> str:
    return " ".join(filter(None, (patient.given_name, patient.middle_name, patient.family_name)))


def _age(born: dt.date | None, today: dt.date) -> str:
    if born is None:
        return ""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return _("%(years)d år") % {"years": years}


def today_of(now: dt.datetime) -> dt.date:
    """The date in Norway at a moment."""
    return timezone.localtime(now).date()
