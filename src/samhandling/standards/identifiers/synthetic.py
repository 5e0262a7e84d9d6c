"""Invented people: how to make their numbers, and how to tell them from real ones."""

import random
from collections.abc import Iterator

from samhandling.standards.identifiers.check_digits import complete
from samhandling.standards.identifiers.persons import Origin, classify, digits

SYNTHETIC_ORIGINS = frozenset({Origin.SKATTEETATEN_TEST, Origin.NHN_TEST})

OFFICIAL_TEST_PERSONS = frozenset({
    "15076500565", "21016400952", "12057900499", "13116900216", "14019800513",
})  # fmt: skip
"""The old test patients of the national example messages (Testaktører v3.7). Their numbers look real, so a
test node may let them in by a setting; they are never counted as synthetic."""


def is_synthetic(number: str) -> bool:
    """Month + 80 (Skatteetaten) or + 65 (NHN), D-numbers included.

    Month + 40 is NAV's test people *and* the H-numbers of real patients, so it is never counted as synthetic.
    """
    found = classify(digits(number))
    return found is not None and found.origin in SYNTHETIC_ORIGINS


def synthetic_numbers(  # noqa: PLR0913  the parts of a number
    day: int, month: int, year: int, *, start: int = 999, offset: int = 80, d_number: bool = False
) -> Iterator[str]:
    """Every number of one birth date (year as two or four digits), individnummer counting down from `start`.

    Some individnummer give no number (a check digit of 10); they are passed over.
    """
    head = f"{day + 40 * d_number:02d}{month + offset:02d}{year % 100:02d}"
    for individnummer in range(start, -1, -1):
        yield from complete(f"{head}{individnummer:03d}")


def synthetic_number(day: int, month: int, year: int, choose: random.Random) -> str:
    """One number (month + 80) of a birth date, chosen by the caller's own random source."""
    return next(synthetic_numbers(day, month, year, start=choose.randint(100, 999)))
