"""From TOML tables to typed rows, with a plain message where a row is wrong."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from samhandling.errors import BadRules
from samhandling.stay.rules import (
    UNSET,
    Agreement,
    DayRule,
    ObligationRule,
    PayerRule,
    Price,
    ReadinessRule,
    Rules,
    Sentence,
    Setting,
)
from samhandling.stay.words import Words

KNOWN = {
    "price", "setting", "agreement", "obligation", "reason", "point", "payer", "case", "reply", "labels",
    "conditions", "wait", "change",
}  # fmt: skip
Row = TypeVar("Row")
Table = Mapping[str, Any]


def rows_of(documents: Sequence[Table]) -> Rules:
    """Every table of the documents as typed rows. Raises BadRules."""
    for document in documents:
        if unknown := document.keys() - KNOWN:
            raise BadRules(f"unknown table: {', '.join(sorted(unknown))}")
    return Rules(
        prices=tuple(_rows(documents, "price", _price)),
        settings=tuple(_rows(documents, "setting", _setting)),
        agreements=tuple(_rows(documents, "agreement", _agreement)),
        obligations=tuple(_rows(documents, "obligation", _obligation)),
        days={row.id: row for row in _rows(documents, "reason", _day)},
        readiness=tuple(_rows(documents, "point", _point)),
        payers=tuple(_rows(documents, "payer", _payer)),
        payer_cases=dict(_rows(documents, "case", _named)),
        sentences=tuple(_rows(documents, "reply", _sentence)),
        labels={k: v for document in documents for k, v in document.get("labels", {}).items()},
        phv_tsb_sentence=next((d["conditions"]["phv_tsb"] for d in documents if "conditions" in d), ""),
        waits=dict(_rows(documents, "wait", _named)),
        changes=dict(_rows(documents, "change", _named)),
    )


def _rows(documents: Sequence[Table], table: str, make: Callable[[Table], Row]) -> Iterator[Row]:
    for document in documents:
        for number, row in enumerate(document.get(table, ()), start=1):
            try:
                yield make(row)
            except (TypeError, KeyError, ValueError) as error:
                raise BadRules(f"[[{table}]] number {number}: {error}") from error


def _price(row: Table) -> Price:
    kr = row["kr"]
    if kr != UNSET and (not isinstance(kr, int) or isinstance(kr, bool) or kr < 0):
        raise ValueError(f'kr is whole kroner or "{UNSET}", not {kr!r}')
    if kr != UNSET and not row.get("source"):
        raise ValueError("a price needs its source")
    return Price(**{**row, "kr": None if kr == UNSET else kr})


def _setting(row: Table) -> Setting:
    if row["value"] != UNSET and not row.get("source"):
        raise ValueError("a setting needs its source")
    lists = {name: tuple(row.get(name, ())) for name in ("partners", "see")}
    return Setting(**{**row, **lists})


def _agreement(row: Table) -> Agreement:
    return Agreement(**{**row, "governs": tuple(row.get("governs", ()))})


def _obligation(row: Table) -> ObligationRule:
    own = {k: v for k, v in row.items() if k not in ("nb", "en", "fulfilled_by_nb", "fulfilled_by_en")}
    fulfilled_by = Words(row["fulfilled_by_nb"], row["fulfilled_by_en"])
    own["clocks"] = tuple(row["clocks"])
    return ObligationRule(what=Words(row["nb"], row["en"]), fulfilled_by=fulfilled_by, **own)


def _day(row: Table) -> DayRule:
    return DayRule(words=_words(row), **_without_words(row))


def _point(row: Table) -> ReadinessRule:
    return ReadinessRule(words=_words(row), **_without_words(row))


def _payer(row: Table) -> PayerRule:
    return PayerRule(words=_words(row), **_without_words(row))


def _sentence(row: Table) -> Sentence:
    own = {k: v for k, v in row.items() if k not in ("name_nb", "name_en")}
    return Sentence(name=Words(row["name_nb"], row["name_en"]), **own)


def _named(row: Table) -> tuple[str, Words]:
    return row.get("code") or row["id"], _words(row)


def _words(row: Table) -> Words:
    return Words(row["nb"], row["en"])


def _without_words(row: Table) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in ("nb", "en")}
