"""Clauses beside the fields that they govern: {% clause "§ 11" %}, {% setting_clauses "notice_cut_off" %}."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from samhandling.node.settlement import clauses

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
    language = get_language() or "nb"
    return {"clauses": [(one, one.words.in_language(language)) for one in found]}
