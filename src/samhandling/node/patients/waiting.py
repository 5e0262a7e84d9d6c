"""Messages whose patient was not known when they came, or becomes known by a better number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import close_tasks, open_task, task_key
from samhandling.node.journal import folding
from samhandling.node.journal.actions import rematch
from samhandling.node.journal.models import Message
from samhandling.node.patients.matching import WORDS
from samhandling.node.patients.models import LocalAct

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from samhandling.node.patients.idents import Ident
    from samhandling.node.patients.models import Patient


PATIENT_SETTLED = "patient-settled"
"""The local act by which a person says whose message it is."""


def own_issuer() -> str:
    """Whom an H-nummer that is registered here belongs to: this virksomhet."""
    return str(settings.HOME.her)


def look_again(numbers: Iterable[Ident]) -> None:
    """Match every message that states one of these numbers anew, unless a person has settled it."""
    for message in _stating(numbers):
        found = rematch(message)
        if found.patient is not None:
            place(message, found.patient)
        elif message.entry.patient_id is not None:
            _take_out(message, WORDS[found.reason])


def place(message: Message, patient: Patient) -> None:
    """Put a message with a patient; its task, if it has one, is done."""
    if message.entry.patient_id != patient.pk:
        folding.assign(message, patient)
    close_tasks([task_key(Task.Kind.UNKNOWN_PATIENT, message.pk)])


def _take_out(message: Message, why: str) -> None:
    """A number that came to light speaks against the patient that it was with."""
    folding.assign(message, None)
    open_task(Task.Kind.UNKNOWN_PATIENT, message.pk, message=message, explanation=why)


def settled_messages() -> dict[int, int]:
    """Whose each message is by a person's decision, the latest one: message → patient."""
    acts = LocalAct.objects.filter(kind=PATIENT_SETTLED).order_by("pk")
    return dict(acts.values_list("message_id", "patient_id"))


def _stating(numbers: Iterable[Ident]) -> Iterable[Message]:
    pks = stating(tuple(map(str, numbers)))
    if not pks:
        return ()
    settled = LocalAct.objects.filter(kind=PATIENT_SETTLED).values("message_id")
    rows = Message.objects.filter(pk__in=pks, entry__isnull=False).exclude(pk__in=settled)
    return rows.select_related("entry").order_by("pk")


def stating(numbers: Collection[str]) -> set[int]:
    """Keys of the messages that state one of these numbers, alone or among several."""
    if not numbers:
        return set()
    found = set(alone(numbers).values_list("pk", flat=True))
    several = among_several(numbers).values_list("pk", "patient_idents")
    return found | {pk for pk, stated in several if not set(numbers).isdisjoint(stated.split())}


def alone(numbers: Collection[str]) -> QuerySet[Message]:
    """Messages that state one number. It must not be empty, so that the index is known to hold it."""
    return Message.objects.filter(patient_idents__in=numbers).exclude(patient_idents="")


def among_several(numbers: Collection[str]) -> QuerySet[Message]:
    """Messages that state several numbers, which are few, and perhaps one of these."""
    asked = Q()
    for number in numbers:
        asked |= Q(patient_idents__contains=number)
    return Message.objects.filter(asked, patient_numbers__gt=1)
