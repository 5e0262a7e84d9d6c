"""From what a browser posts to the values of a form, and back to the names of its inputs.

An input is named by its place: `medicines.0.navn`. Groups keep their empty rows, so that a row that was just
added is there when the page comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samhandling.standards.forms import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from samhandling.standards.forms import Group, Part, Where

MOST_ROWS = 100  # of one group: a form that claims more is no form of ours
MOST_TEXT = 50_000  # characters of one value
ROW = "_row"
"""Every row posts this name, so that one without any tick or text is a row still."""


def name_of(where: Where) -> str:
    """The name of the input at a place."""
    return ".".join(map(str, where))


def id_of(where: Where) -> str:
    """The id of the input at a place, for labels and for links from the list of faults."""
    return "f-" + "-".join(map(str, where))


def place_of(name: str) -> Where:
    """The place that a name stands for."""
    return tuple(int(step) if step.isdecimal() else step for step in name.split(".") if step)


def values_of(parts: Sequence[Part], posted: Mapping[str, str], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The values that were posted. What nobody writes by hand stays as `kept` has it."""
    return _values(parts, _tree(posted.items()), kept)


def with_row(values: Mapping[str, Any], where: Where) -> dict[str, Any]:
    """The values with one more row in the group at a place."""
    return _changed(values, where, lambda rows: [*(rows or []), {}] if len(rows or []) < MOST_ROWS else rows)


def without_row(values: Mapping[str, Any], where: Where) -> dict[str, Any]:
    """The values without the row at a place, which ends in its number."""
    *group, index = where
    return _changed(
        values, tuple(group), lambda rows: [row for n, row in enumerate(rows or []) if n != index]
    )


def _tree(items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """`a.0.b` → {"a": {"0": {"b": …}}}."""
    root: dict[str, Any] = {}
    for name, text in items:
        *steps, last = name.split(".")
        here = root
        for step in steps:
            inner = here.setdefault(step, {})
            if not isinstance(inner, dict):
                break
            here = inner
        else:
            here[last] = text
    return root


def _values(parts: Sequence[Part], tree: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in parts:
        told, old = tree.get(part.name), kept.get(part.name)
        if isinstance(part, Field):
            value = old if part.locked else _text(told)
        elif part.many:
            value = _rows(part, told, old or [])
        else:
            value = _values(part.parts, told if isinstance(told, dict) else {}, old or {})
        if value:
            found[part.name] = value
    return found


def has_a_row(group: Group) -> bool:
    """Whether an empty row of the group is drawn before anybody asks for one."""
    return group.required or group.name == "tele_com"


def _rows(group: Group, told: Any, kept: Sequence[Any]) -> list[dict[str, Any]]:
    numbers = sorted(int(one) for one in told if one.isdecimal()) if isinstance(told, dict) else []
    rows = ((n, told[str(n)]) for n in numbers[:MOST_ROWS])
    found = [
        _values(group.parts, row, kept[n] if n < len(kept) else {})
        for n, row in rows
        if isinstance(row, dict)
    ]
    return [] if found == [{}] and has_a_row(group) else found


def _text(told: Any) -> str:
    """A box that is not ticked is not posted: what that means is settled by its kind."""
    return told[:MOST_TEXT] if isinstance(told, str) else ""


def _changed(values: Mapping[str, Any], where: Where, change: Any) -> dict[str, Any]:
    """A copy in which the list at a place is another."""
    first, *rest = where
    copy = dict(values)
    if not rest:
        copy[str(first)] = change(copy.get(str(first)))
    elif isinstance(rest[0], int):
        rows = list(copy.get(str(first)) or [])
        number, *inner = rest
        if number < len(rows) and inner:
            rows[number] = _changed(rows[number], tuple(inner), change)
        copy[str(first)] = rows
    else:
        copy[str(first)] = _changed(copy.get(str(first)) or {}, tuple(rest), change)
    return copy
