"""A dispute's derived part as JSON values and back, and the headings that a person writes under."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from samhandling.stay.dispute import Dispute, DisputedDay, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVELS = {
    "parties": _("Samtale mellom partene"),
    "forum": _("Samarbeidsforum eller lokalt samarbeidsutvalg"),
    "board": _("Tvisteløsningsnemnda for helse- og omsorgssektoren"),
}
"""The ladder. The general part of the agreement rules it; its text was not among our sources."""
HEADINGS = {
    "case": _("Hva partene er uenige om"),
    "own": _("Hva vi mener, og hvorfor"),
    "other": _("Hva den andre parten mener"),
    "tried": _("Hva som er forsøkt"),
}
"""What a person may write; nothing is filled in."""


def to_values(made: Dispute) -> dict[str, Any]:
    """Plain JSON values."""
    return {
        **asdict(made),
        "steps": [step._asdict() for step in made.steps],
        "days": [{**day._asdict(), "documents": list(day.documents)} for day in made.days],
        "clauses": list(made.clauses),
    }


def from_values(told: Mapping[str, Any]) -> Dispute:
    return Dispute(
        age=told["age"],
        mental_health=told["mental_health"],
        steps=tuple(Step(**step) for step in told["steps"]),
        days=tuple(DisputedDay(**{**day, "documents": tuple(day["documents"])}) for day in told["days"]),
        claim=told["claim"],
        clauses=tuple(told["clauses"]),
    )
