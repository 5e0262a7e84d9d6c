"""Finding patients by what people type: a number, a date of birth, or words of a name in any order."""

from __future__ import annotations

import datetime as dt
import re

from django.db.models import Exists, OuterRef, Q, QuerySet

from samhandling.node.patients.models import Identity, Patient
from samhandling.node.patients.naming import sort_key

LONGEST_WORD = 40
MOST_WORDS = 6
SIX, EIGHT, WHOLE = 6, 8, 11  # digits of a short date, a date and a number


def by_number(text: str) -> str:
    """The number that the text is, without spaces; empty when it is none."""
    number = re.sub(r"[\s.]", "", text)
    return number if re.fullmatch(r"\d{6,11}", number) else ""


def is_whole_number(text: str) -> bool:
    """Whether the text is a whole number of a person, and not the beginning of one."""
    return len(by_number(text)) == WHOLE


def _birth_dates(number: str) -> list[dt.date]:
    """The dates of birth that six or eight digits may be: day, month and year as they are written here."""
    if len(number) == EIGHT:
        years = [number[4:]]
    elif len(number) == SIX:
        years = [f"{century}{number[4:]}" for century in (19, 20)]
    else:
        return []
    found = (_date(year, number[2:4], number[:2]) for year in years)
    return [date for date in found if date]


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def patient_like(text: str) -> Q:
    """A condition on Patient: has this number or one that begins so, this date of birth, or these words."""
    if number := by_number(text):
        held = Identity.objects.filter(patient=OuterRef("pk"), value__startswith=number)
        return Q(Exists(held)) | Q(date_of_birth__in=_birth_dates(number))
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
