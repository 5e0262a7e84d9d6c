"""Clauses beside the fields that they govern: {% clause "§ 11" %}, {% setting_clauses "notice_cut_off" %}."""

from __future__ import annotations

from typing import Any

from django import template

from samhandling.node.settlement import clauses
from samhandling.node.stays.words import said, source_words

register = template.Library()


@register.inclusion_tag("settlement/clauses.html", name="clause")
def clause(reference: str) -> dict[str, Any]:
    """What a reference says, folded up; nothing for one that is not known."""
    return _shown(clauses.clause(reference))


@register.inclusion_tag("settlement/clauses.html")
def setting_clauses(key: str) -> dict[str, Any]:
    """What governs a setting: the law, and the clauses of agreements written down here."""
    return _shown(clauses.clauses_of_setting(key))


def _shown(found: tuple[clauses.Clause, ...]) -> dict[str, Any]:
    return {
        "clauses": [
            (one, source_words(one.title), said(one.words), source_words(one.source)) for one in found
        ]
    }
