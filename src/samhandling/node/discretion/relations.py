"""Whether what somebody works with leads to a patient: messages, an open stay, a task."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from samhandling.node import clock
from samhandling.node.correspondence.models import Task
from samhandling.node.discretion.blocks import NeedsReason, access_of
from samhandling.node.journal.scope import entries_of
from samhandling.node.stays.models import Stay

if TYPE_CHECKING:
    from samhandling.node.access.reading import Reader

LASTS = dt.timedelta(days=180)
"""How long a message of the own service makes a care relation. Our own choice, of no standard."""


def with_purpose(reader: Reader, patient_id: int) -> Reader:
    """The reader with the purpose that they have opened the patient for, where they have."""
    opened = access_of(reader.actor, patient_id)
    return replace(reader, actor=replace(reader.actor, purpose=opened.purpose)) if opened else reader


def require_related(reader: Reader, patient_id: int) -> None:
    """Raise NeedsReason where nothing leads to the patient, and no reason has been given."""
    if access_of(reader.actor, patient_id) is None and not is_related(reader, patient_id):
        raise NeedsReason(patient_id)


def is_related(reader: Reader, patient_id: int) -> bool:
    """Whether the reader's own services have to do with the patient now."""
    since = clock.now() - LASTS
    if entries_of(reader).filter(patient=patient_id, registered_at__gte=since).exists():
        return True
    if Stay.objects.filter(patient=patient_id, open=True).exists():
        return True
    tasks = Task.objects.filter(closed_at=None, service__her__in=reader.service_hers)
    return tasks.filter(message__entry__patient=patient_id).exists()
