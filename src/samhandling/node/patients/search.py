"""Finding patients by what people type: a number, or words of a name in any order."""

from __future__ import annotations

import re

from django.db.models import Exists, OuterRef, Q, QuerySet

from samhandling.node.patients.models import Identity, Patient
from samhandling.node.patients.naming import sort_key

LONGEST_WORD = 40
MOST_WORDS = 6


def by_number(text: str) -> str:
    """The number that the text is, without spaces; empty when it is none."""
    number = re.sub(r"[\s.]", "", text)
    return number if re.fullmatch(r"\d{6,11}", number) else ""


def patient_like(text: str) -> Q:
    """A condition on Patient: has this number (or one that begins so), or all these words in the name."""
    if number := by_number(text):
        held = Identity.objects.filter(patient=OuterRef("pk"), value__startswith=number)
        return Q(Exists(held))
    keys = [sort_key(word[:LONGEST_WORD], "", "") for word in text.replace(",", " ").split()[:MOST_WORDS]]
    if not all(keys) or not keys:
        return Q(pk__in=[])  # signs that no name is written with: nobody, and not everybody
    found = Q()
    for key in keys:
        found &= Q(sort_key__contains=key)
    return found


def patients_like(text: str) -> QuerySet[Patient]:
    """Patients that the text may mean."""
    return Patient.objects.filter(patient_like(text))
