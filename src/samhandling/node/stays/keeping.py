"""Keeping `Stay` rows right as facts come: one patient's facts are folded, and what differs is written."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings

from samhandling.node import statements
from samhandling.node.journal.folding import lock_names
from samhandling.node.patients.models import Patient
from samhandling.node.stays.facts import facts_of
from samhandling.node.stays.in_force import rules_in_force
from samhandling.node.stays.models import Stay
from samhandling.node.stays.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from samhandling.node.stays.facts import Facts
    from samhandling.stay.rules import Rules

AT_ONCE = 200  # patients
_COLUMNS = [field.attname for field in Stay._meta.concrete_fields]  # noqa: SLF001  Django's way
_log = logging.getLogger(__name__)


def keep_stays(patient_id: int | None) -> None:
    """Make the rows of one patient's stays what their facts say. Call it where a fact was written.

    A fault of ours in the fold must not stop a message from being filed: it is logged, and the rows stand.
    """
    if patient_id is None:
        return
    lock_names([f"stays:{patient_id}"])
    held = {row.pk: row for row in statements.load(Stay, "WHERE patient_id = %s", patient_id)}
    try:
        rows = _rows(patient_id, facts_of([patient_id])[patient_id], rules_in_force())
    except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
        _log.exception("The stays of patient %s could not be folded", patient_id)
        return
    _write(held, rows)


def derived_stays(progress: Callable[[int, int], None] | None = None) -> list[Stay]:
    """Every row, from facts alone. `progress(done, of)` counts patients."""
    rules, rows = rules_in_force(), []
    patients = list(Patient.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(patients), AT_ONCE):
        some = patients[start : start + AT_ONCE]
        for patient_id, facts in facts_of(some).items():
            rows += _rows(patient_id, facts, rules)
        if progress:
            progress(start + len(some), len(patients))
    return rows


def _rows(patient_id: int, facts: Facts, rules: Rules) -> Iterator[Stay] | list[Stay]:
    if not facts.events and not facts.acts:
        return []
    stays = facts.stays(rules)
    return [row_of(stay, patient_id, facts, rules, settings.HOME.her) for stay in stays]


def _write(held: dict[int, Stay], rows: Iterator[Stay] | list[Stay]) -> None:
    wanted = {row.pk: row for row in rows}
    for number, row in wanted.items():
        before = held.get(number)
        if before is None:
            statements.insert(row)
        elif changed := _changed(before, row):
            statements.update(Stay, {"number": number}, **changed)
    if gone := held.keys() - wanted.keys():
        Stay.objects.filter(pk__in=gone).delete()


def _changed(before: Stay, row: Stay) -> dict[str, object]:
    return {name: getattr(row, name) for name in _COLUMNS if getattr(before, name) != getattr(row, name)}
