"""Real people stay out of demo and test nodes, and invented ones out of production."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from samhandling.errors import Conflict
from samhandling.standards.identifiers import OFFICIAL_TEST_PERSONS, Origin, classify, is_synthetic

if TYPE_CHECKING:
    from collections.abc import Iterable

REAL_IN_TEST = "Dette er et testsystem. Det tar ikke imot ekte fødselsnummer eller D-nummer."
SYNTHETIC_IN_PRODUCTION = "Syntetiske fødselsnummer tas ikke imot i produksjon."


class WrongWorld(Conflict):
    """A real person in a test system, or an invented one in production."""


def why_not(numbers: Iterable[str]) -> str | None:
    """Why these numbers may not enter this node, in words for a person; None when they may.

    An H-nummer or FH-nummer looks the same for real and invented people, so it is let through.
    """
    if settings.HOME.environment == "production":
        return SYNTHETIC_IN_PRODUCTION if any(map(is_synthetic, numbers)) else None
    return REAL_IN_TEST if any(map(_is_real, numbers)) else None


def require_right_world(numbers: Iterable[str]) -> None:
    """Refuse numbers that may not enter this node. Raises WrongWorld."""
    if reason := why_not(numbers):
        raise WrongWorld(reason)


def _is_real(number: str) -> bool:
    found = classify(number)
    if found is None or not found.checks or found.origin is not Origin.REGISTER:
        return False
    return not (settings.HOME.receiving.get("official_test_persons") and number in OFFICIAL_TEST_PERSONS)
