"""Organisasjonsnummer, HER-id and HPR-nummer."""

import re

from samhandling.standards.identifiers.check_digits import weighted
from samhandling.standards.identifiers.persons import digits

ORGANISATION = (3, 2, 7, 6, 5, 4, 3, 2)
HPR_WEIGHTS = (7, 6, 5, 4, 3, 2)
_HER_ID = re.compile(r"0*[1-9][0-9]{0,8}")


def is_organisation_number(text: str) -> bool:
    """Nine digits whose last one checks the eight before (mod 11; a check digit of 10 is never issued)."""
    number = digits(text)
    if not re.fullmatch(r"[0-9]{9}", number):
        return False
    return -weighted(ORGANISATION, number) % 11 == int(number[8])


def her_id(text: str | None) -> int | None:
    """A HER-id as a number, or None when the text is none.

    A serial integer without check digit; up to nine digits are taken. Blanks and leading zeros are dropped.
    """
    number = digits(text or "")
    return int(number) if _HER_ID.fullmatch(number) else None


def legacy_her_ids(text: str | None) -> tuple[int, int] | None:
    """Both levels of the old dotted form `virksomhet.tjeneste`, as in 3469.67926; None for anything else."""
    if not text or "." not in text:
        return None
    levels = [her_id(part) for part in digits(text).split(".")]
    if len(levels) != 2 or levels[0] is None or levels[1] is None:
        return None
    return levels[0], levels[1]


def is_hpr_number(text: str) -> bool:
    """One to nine digits."""
    return re.fullmatch(r"[0-9]{1,9}", digits(text)) is not None


def hpr_check_digit_holds(text: str) -> bool:
    """Whether the last digit checks the rest, mod 11 with weights 2 to 7 from the right.

    Worth a warning, never a refusal: the rule is seen in official test data but not published, and other
    official test numbers break it.
    """
    number = digits(text).zfill(7)[-7:]
    return is_hpr_number(text) and -weighted(HPR_WEIGHTS, number) % 11 == int(number[6])
