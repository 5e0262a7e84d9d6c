"""Rules and agreements in words: what is unset, what holds, where it stands, who set it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.settlement.values import KINDS, shown
from samhandling.node.stays.words import said, source_words
from samhandling.node.web.marks import Mark
from samhandling.node.web.wording import day
from samhandling.stay.rules import UNSET, Price, Setting
from samhandling.stay.words import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from samhandling.node.settlement.models import RuleVersion
    from samhandling.node.settlement.queries import Agreed
    from samhandling.stay.rules import Dated, Rules

CERTAINTIES = {
    "sourced": ("Har kilde", "success"),
    "general": ("Ikke verifisert", "warning"),
    "inferred": ("Egen slutning", "warning"),
    "setting": ("Eget valg", "warning"),
    "unset": ("Ikke satt", "danger"),
}


@dataclass(frozen=True)
class RuleRow:
    """A rule as it holds today."""

    key: str
    name: str
    value: str
    unset: bool
    when_unset: str
    see: tuple[tuple[str, str], ...]  # (address, name) of settings that it works together with
    validity: str
    holds_for: str
    source: str
    certainty: Mark
    set_by: str
    clause: str
    url: str


def certainty(row: Dated, *, unset: bool) -> Mark:
    """How sure a row is, in words."""
    words = {
        "sourced": _("Har kilde"),
        "general": _("Ikke verifisert"),
        "inferred": _("Egen slutning"),
        "setting": _("Eget valg"),
        "unset": _("Ikke satt"),
    }
    key = "unset" if unset else row.certainty
    return Mark(words[key], CERTAINTIES[key][1])


def setting_rows(rules: Rules, today: dt.date, names: Mapping[int, str]) -> list[RuleRow]:
    """Every setting as it holds today; one row more for each that holds for some partners only."""
    keys = dict.fromkeys(row.key for row in rules.settings)
    rows = []
    for key in keys:
        common = rules.setting(key, today)
        of_partners = {
            id(row): row
            for one in rules.settings
            for her in (one.partners if one.key == key else ())
            if (row := rules.setting(key, today, her)) and row.partners
        }
        held = ([common] if common else []) + list(of_partners.values())
        rows += [_setting_row(row, names, rules) for row in held]
    return rows


def _setting_row(row: Setting, names: Mapping[int, str], rules: Rules) -> RuleRow:
    unset = row.value == UNSET
    return RuleRow(
        key=row.key,
        name=setting_name(row),
        value=shown(row.key, row.value),
        unset=unset,
        when_unset=said(Words(row.when_unset, row.when_unset_en or row.when_unset)),
        see=tuple((reverse("rule", args=[key]), rule_title(rules, key)) for key in row.see),
        validity=validity(row.valid_from, row.valid_to),
        holds_for=", ".join(names.get(her, str(her)) for her in row.partners) or _("Alle"),
        source=source_words(row.source),
        certainty=certainty(row, unset=unset),
        set_by=row.set_by,
        clause=source_words(row.clause),
        url=reverse("rule", args=[row.key]),
    )


def price_rows(rules: Rules, first_year: int) -> list[RuleRow]:
    """The price of each year from the newest, as it holds at the end of the year or of the row."""
    years = sorted({row.valid_from.year for row in rules.prices}, reverse=True)
    return [_price_row(_price_of(rules.prices, year), year) for year in years if year >= first_year]


def _price_of(prices: Sequence[Price], year: int) -> Price:
    return next(
        row
        for row in reversed(prices)
        if row.valid_from.year <= year and (row.valid_to is None or row.valid_to.year >= year)
    )


def _price_row(row: Price, year: int) -> RuleRow:
    return RuleRow(
        key="price",
        name=str(year),
        value=shown("price", row.kr),
        unset=row.kr is None,
        when_unset="",
        see=(),
        validity=validity(row.valid_from, row.valid_to),
        holds_for=_("Alle"),
        source=source_words(row.source),
        certainty=certainty(row, unset=row.kr is None),
        set_by=row.set_by,
        clause="§ 14",
        url=reverse("rule", args=["price"]) + f"?year={year}",
    )


def validity(first: dt.date, last: dt.date | None) -> str:
    """`fra 01.01.2024`, `01.01.2024–31.12.2024`; empty for what has always held."""
    if last:
        return f"{day(first)}–{day(last)}"
    return _("fra %(day)s") % {"day": day(first)} if first.year > 1900 else ""


@dataclass(frozen=True)
class VersionRow:
    """One version of a rule, as it was set."""

    value: str
    validity: str
    holds_for: str
    source: str
    by: str
    at: dt.datetime
    note: str


def version_rows(rows: Sequence[RuleVersion], names: Mapping[int, str]) -> list[VersionRow]:
    return [
        VersionRow(
            value=shown(row.key, row.value),
            validity=validity(row.valid_from, row.valid_to),
            holds_for=", ".join(names.get(her, str(her)) for her in row.partners) or _("Alle"),
            source=f"{row.source} ({day(row.source_date)})",
            by=row.by_name,
            at=row.at,
            note=row.note,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class AgreementRow:
    """An agreement in the list."""

    key: str
    name: str
    parties: str
    version: str
    mark: Mark
    url: str


def agreement_row(one: Agreed) -> AgreementRow:
    newest = one.versions[0] if one.versions else None
    return AgreementRow(
        key=one.listed.row.id,
        name=newest.name if newest else one.listed.name,
        parties=", ".join(newest.parties if newest else one.listed.parties),
        version=newest.version if newest else _("Teksten er ikke lagt inn"),
        mark=_text_mark(one),
        url=reverse("agreement", args=[one.listed.row.id]),
    )


def _text_mark(one: Agreed) -> Mark:
    if not one.versions:
        return Mark(_("Uten tekst"), "neutral")
    return Mark(_("Lest"), "success") if one.versions[0].verified else Mark(_("Ikke verifisert"), "warning")


def rule_title(rules: Rules, key: str) -> str:
    """The name of a rule for a heading."""
    if key == "price":
        return _("Døgnpris (§ 14)")
    return setting_name(next(one for one in rules.settings if one.key == key))


def setting_name(row: Setting) -> str:
    """What a setting is called, in the reader's language."""
    return said(Words(row.name, row.name_en or row.name))


def rule_lead(key: str) -> str:
    """How a value of this rule is written."""
    return str(KINDS[key].help)
