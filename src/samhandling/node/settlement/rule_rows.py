"""What people here have set, as the tables that the rules take (`samhandling.stay.rules.with_rows`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samhandling.node import statements
from samhandling.node.settlement.models import RuleVersion
from samhandling.stay.rules import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

PRICE = "price"
_NEWEST = "SELECT id, at FROM settlement_ruleversion ORDER BY id DESC LIMIT 1"
_known: tuple[object, Mapping[str, Any]] = (None, {})


def rule_tables() -> Mapping[str, Any]:
    """Prices and settings in the order they were set; the same object until somebody sets another."""
    global _known  # noqa: PLW0603  one process, one set of rules
    newest = statements.select(_NEWEST)
    if _known[0] != newest:
        _known = newest, _tables()
    return _known[1]


def _tables() -> dict[str, list[dict[str, Any]]]:
    rows = list(RuleVersion.objects.order_by("pk"))
    return {
        "price": [_price(row) for row in rows if row.key == PRICE],
        "setting": [_setting(row) for row in rows if row.key != PRICE],
    }


def _price(row: RuleVersion) -> dict[str, Any]:
    return {"kr": row.value, "clause": "FOR-2011-11-18-1115 § 14", **_dated(row)}


def _setting(row: RuleVersion) -> dict[str, Any]:
    known = next(one for one in rules().settings if one.key == row.key)
    return {
        "key": row.key,
        "value": row.value,
        "name": known.name,
        "name_en": known.name_en,
        "when_unset": known.when_unset,
        "when_unset_en": known.when_unset_en,
        "see": known.see,
        "clause": known.clause,
        "partners": row.partners,
        **_dated(row),
    }


def _dated(row: RuleVersion) -> dict[str, Any]:
    return {
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "source": f"{row.source} ({row.source_date:%d.%m.%Y})",
        "certainty": "sourced",
        "agreement": row.agreement,
        "note": row.note,
        "set_by": row.by_name,
    }
