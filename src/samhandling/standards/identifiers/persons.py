"""Fødselsnummer and its relatives: which kind a number is, where it comes from, whether it checks.

The order of questions (HIS 1001, with its slip for people born on day 01 to 09 put right):
a first digit of 8 or 9 is an FH-nummer; then 40 is taken off the day (D-nummer), then 80, 65 or 40 off the
month.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samhandling.standards.identifiers import check_digits


class Kind(StrEnum):
    """The code of 8116 (ID-type for personer) that the number itself speaks for."""

    FNR = "FNR"
    DNR = "DNR"
    HNR = "HNR"
    FHN = "FHN"


class Origin(StrEnum):
    """Who issues numbers of this shape."""

    REGISTER = "folkeregisteret"
    SKATTEETATEN_TEST = "skatteetaten test"  # month + 80, Tenor
    NHN_TEST = "nhn test"  # month + 65
    HOSPITAL_OR_NAV_TEST = (
        "helsevirksomhet eller nav test"  # month + 40: an H-nummer and NAV's test people look alike
    )
    FELLES = "felles hjelpenummer"


MONTH_OFFSETS = ((80, Origin.SKATTEETATEN_TEST), (65, Origin.NHN_TEST), (40, Origin.HOSPITAL_OR_NAV_TEST))

_ELEVEN = re.compile(r"[0-9]{11}")


@dataclass(frozen=True, slots=True)
class PersonNumber:
    """Eleven digits that have the shape of a person number. `checks` tells whether the check digits hold."""

    number: str
    kind: Kind
    origin: Origin
    checks: bool


def digits(text: str) -> str:
    """The number without the blanks and line breaks that people and systems put into it."""
    return text if text.isalnum() else re.sub(r"[\s\u00a0]+", "", text)


def may_be_person_number(text: str) -> bool:
    """Eleven ASCII digits, whatever they mean."""
    return _ELEVEN.fullmatch(digits(text)) is not None


def classify(text: str) -> PersonNumber | None:
    """What a number is, or None when it has the shape of no person number (date included)."""
    number = digits(text)
    if not may_be_person_number(number):
        return None
    checks = check_digits.hold(number)
    if number[0] in "89":
        return PersonNumber(number, Kind.FHN, Origin.FELLES, checks)
    return _dated(number, checks)


def is_valid(text: str) -> bool:
    """Right shape, real date and check digits that hold by one of the two rules."""
    found = classify(text)
    return found is not None and found.checks


def _dated(number: str, checks: bool) -> PersonNumber | None:  # noqa: FBT001  a fact about the number, not a switch
    day, month, year = int(number[:2]), int(number[2:4]), int(number[4:6])
    offset, origin = _month_offset(month)
    d_number = day > 40
    if not _is_date(day - 40 * d_number, month - offset, year):
        return None
    if d_number:
        return PersonNumber(number, Kind.DNR, origin, checks)
    return PersonNumber(number, Kind.HNR if offset == 40 else Kind.FNR, origin, checks)


def _month_offset(month: int) -> tuple[int, Origin]:
    return next(((off, origin) for off, origin in MONTH_OFFSETS if month > off), (0, Origin.REGISTER))


def _is_date(day: int, month: int, year: int) -> bool:
    """A two-digit year may be of any century; 00 counts as 2000, so that 29.02.00 is a date."""
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True
