"""A patient's objections: who may not be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.node.writing.models import Objection

if TYPE_CHECKING:
    from samhandling.node.patients.models import Patient

NO = "9064:4"
"""Nei, pasienten har ikke gitt sitt samtykke."""


def objected_to(patient: Patient | None) -> frozenset[int]:
    """HER-ids of the receivers that the patient objects to now."""
    if patient is None:
        return frozenset()
    last = dict(
        Objection.objects.filter(patient=patient).order_by("pk").values_list("receiver_her", "stands")
    )
    return frozenset(her for her, stands in last.items() if stands)
