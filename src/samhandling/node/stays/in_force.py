"""The rules that this node judges by: those that ship, with what its people have set laid over them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from samhandling.stay.rules import Rules, rules, with_rows

Source = Callable[[], Mapping[str, Any]]
_sources: list[Source] = []
_known: tuple[tuple[object, ...], Rules] | None = None


def lay(source: Source) -> None:
    """Have `source()` asked for more rows: tables as in `--rules FILE`, over those laid before it."""
    if source not in _sources:
        _sources.append(source)


def rules_in_force() -> Rules:
    """The rules now. Made again only when a source gives another object than before."""
    global _known  # noqa: PLW0603  one process, one set of rules
    told = tuple(source() for source in _sources)
    if (
        _known is None
        or len(_known[0]) != len(told)
        or any(a is not b for a, b in zip(_known[0], told, strict=True))
    ):
        _known = told, _over(told)
    return _known[1]


def _over(told: tuple[Mapping[str, Any], ...]) -> Rules:
    found = rules()
    for tables in told:
        found = with_rows(tables, found) if tables else found
    return found
