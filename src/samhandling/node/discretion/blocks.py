"""What is blocked for whom, and hiding it: a list says "sperret" of it, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext as _

from samhandling.errors import NotAllowed
from samhandling.node import clock, statements
from samhandling.node.access.actor import SYSTEM_ROLE
from samhandling.node.access.purposes import EMERGENCY
from samhandling.node.discretion.models import Access

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

    from samhandling.node.access.actor import Actor
    from samhandling.node.journal.models import Message
    from samhandling.node.patients.models import Patient


T = TypeVar("T", bound="Model")


class Blocked(NotAllowed):
    """The patient or the message is blocked for the reader.

    `patient_id` is whose record can be opened in an emergency; None where it cannot be.
    """

    def __init__(self, patient_id: int | None) -> None:
        self.patient_id = patient_id
        super().__init__("blocked")


class NeedsReason(NotAllowed):
    """Nothing that the reader works with leads to this patient: a reason is asked for."""

    def __init__(self, patient_id: int) -> None:
        self.patient_id = patient_id
        super().__init__("no care relation")


@dataclass(frozen=True)
class Blocks:
    """Keys of patients and messages that are blocked for one reader.

    `closed` are patients whom no reason opens; `partly` those of whom an emergency opens a message.
    """

    patients: frozenset[int] = frozenset()
    messages: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()
    partly: frozenset[int] = frozenset()

    def hides(self, message: Message) -> bool:
        entry = getattr(message, "entry", None)
        return message.pk in self.messages or (entry is not None and entry.patient_id in self.patients)

    def refuse(self, patient: Patient | None, message: Message | None) -> None:
        """Raise Blocked where either is hidden."""
        patient_id = patient.pk if patient else None
        if patient_id in self.patients or (message is not None and self.hides(message)):
            entry = getattr(message, "entry", None) if message is not None else None
            patient_id = patient_id or (entry.patient_id if entry else None)
            raise Blocked(None if patient_id in self.closed else patient_id)


NOTHING = Blocks()


def blocks_for(actor: Actor, *, patient: int | None = None, message: int | None = None) -> Blocks:
    """What is blocked for this person now. An emergency opens what is blocked for everybody, for a time.

    With the key of a patient or a message, only what concerns one of them is asked for.
    The organisation's own record system gets all that is its own: it keeps blocks of its own.
    """
    user = actor.user
    standing = set()
    if user is not None and actor.role != SYSTEM_ROLE:
        standing = _standing(user.pk, patient, message)
    if user is None or not standing:
        return NOTHING
    opened = set(_open_now(user.pk).filter(purpose=EMERGENCY).values_list("patient", flat=True))
    own = {one for one in standing if one[2] == user.pk}
    counting = own | {one for one in standing if one[2] is None and one[0] not in opened}
    return Blocks(
        patients=frozenset(patient for patient, message, _who in counting if message is None),
        messages=frozenset(message for _patient, message, _who in counting if message is not None),
        closed=frozenset(patient for patient, message, _who in own if message is None),
        partly=frozenset(one[0] for one in counting - own if one[1] is not None),
    )


def access_of(actor: Actor, patient_id: int) -> Access | None:
    """The reason by which this person has the patient open now, the newest; None without any."""
    if actor.user is None:
        return None
    return _open_now(actor.user.pk).filter(patient=patient_id).order_by("-pk").first()


def veil(actor: Actor, messages: Iterable[Message], *, patient: int | None = None) -> None:
    """Take from messages of a list, in memory, all that a blocked one says; who sent it and when remain.

    `patient` is the key of whom all of them are about, where that is so.
    """
    hide(blocks_for(actor, patient=patient), messages)


def hide(blocks: Blocks, messages: Iterable[Message]) -> None:
    """The same, for who has asked already what is blocked."""
    for message in messages:
        if blocks.hides(message):
            _veil(message)


def veiled(patient: Patient) -> Patient:
    """Somebody in a list whom the reader may not see."""
    return type(patient)(pk=patient.pk, family_name=_("Sperret"))


def hide_blocked(actor: Actor, rows: Iterable[Any]) -> None:
    """Take the name of whoever is blocked from rows that have a `patient`, in memory."""
    hidden = blocks_for(actor).patients
    for row in rows:
        if row.patient_id in hidden:
            row.patient = veiled(row.patient)


def not_telling(actor: Actor, text: str, found: QuerySet[T]) -> QuerySet[T]:
    """Rows with a `patient` that a search may find: whom one asks for by name is not told of as blocked."""
    return found.exclude(patient__in=blocks_for(actor).patients) if text else found


_STANDING = """SELECT patient_id, message_id, employee_id, stands FROM discretion_block
WHERE (employee_id IS NULL OR employee_id = %s)"""


def _veil(message: Message) -> None:
    message.type_name, message.attachments = _("Sperret melding"), 0
    message.patient_name = message.patient_idents = message.status = ""
    message.patient_born = None
    if entry := getattr(message, "entry", None):
        entry.summary, entry.patient = "", None


def _standing(
    user_id: int, patient: int | None, message: int | None
) -> set[tuple[int, int | None, int | None]]:
    """Patient, message and employee of every block that stands and may concern this person."""
    about = {"patient_id": patient, "message_id": message}
    named = {column: key for column, key in about.items() if key is not None}
    narrowed = f" AND ({' OR '.join(f'{column} = %s' for column in named)})" if named else ""
    sql = f"{_STANDING}{narrowed} ORDER BY id"
    rows = statements.select(sql, user_id, *named.values())
    last = {(patient, message, employee): stands for patient, message, employee, stands in rows}
    return {what for what, stands in last.items() if stands}


def _open_now(user_id: int):
    return Access.objects.filter(user=user_id, until__gt=clock.now())
