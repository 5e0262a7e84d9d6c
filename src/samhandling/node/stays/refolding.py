"""Folding every stay anew after a change of rules, by the engine, a few patients in each transaction.

Until it is done, lists may show what was due next by the rules before. The page of a stay and the settlement
fold when they are asked, and are right at once.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from django.db import transaction

from samhandling.node import clock
from samhandling.node.access.reading import shows_no_patient
from samhandling.node.journal.folding import lock_names
from samhandling.node.patients.models import Patient
from samhandling.node.stays.keeping import keep_stays
from samhandling.node.stays.models import Refolding

AT_ONCE = 10  # patients in one transaction: what comes in waits no longer than that takes
SECONDS = 1.0  # of one turn


class Progress(NamedTuple):
    """How far the one that runs has come."""

    done: int
    of: int


def ask() -> None:
    """Have everybody folded anew once this transaction stands. An earlier one that runs is given up."""
    now = clock.now()
    Refolding.objects.filter(finished_at=None).update(finished_at=now)
    Refolding.objects.create(asked_at=now, patients=Patient.objects.count())


def go_on(seconds: float = SECONDS) -> int:
    """Fold those who are next, for so long at most. Returns how many; none when nobody has asked."""
    if not Refolding.objects.filter(finished_at=None).exists():
        return 0
    until, done = time.monotonic() + seconds, 0
    while time.monotonic() < until and (some := _some()):
        done += some
    return done


@shows_no_patient
def progress() -> Progress | None:
    """How far it has come; None when nothing is left to do."""
    row = Refolding.objects.filter(finished_at=None).order_by("pk").last()
    return Progress(min(row.done, row.patients), row.patients) if row else None


@transaction.atomic
def _some() -> int:
    """The next few. One process at a time: the others find that these are done."""
    lock_names(["refolding"])
    row = Refolding.objects.filter(finished_at=None).order_by("pk").last()
    if row is None:
        return 0
    left = Patient.objects.filter(pk__gt=row.last_patient).order_by("pk")
    patients = list(left.values_list("pk", flat=True)[:AT_ONCE])
    for patient in patients:
        keep_stays(patient)
    row.done, row.last_patient = row.done + len(patients), (patients or [row.last_patient])[-1]
    row.finished_at = None if len(patients) == AT_ONCE else clock.now()
    row.save()
    return len(patients)
