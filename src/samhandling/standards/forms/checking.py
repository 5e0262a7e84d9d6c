"""What is missing or wrong in the values of a form, field by field, and which clause says so.

The standards' own rules are asked of the finished message (`verdict`); here is what a form can tell before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from samhandling.standards.definition import Tidspunkt

from .leaves import NotReadable, number, phone
from .settling import settled
from .shapes import Field, Group, Part, Profile, Values, Where, Words


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. `where` leads to the field, or to the group that lacks it."""

    where: Where
    message: Words
    clause: str = ""


def faults(profile: Profile, values: Values, status: str = "N") -> tuple[Fault, ...]:
    """Everything that keeps the values from being sent, in the order of the form.

    A cancellation (`status` C) holds only what its type still demands.
    """
    parts = profile.parts
    if status == "C":
        parts = tuple(part for part in parts if part.name in profile.cancelled)
    return tuple(_faults(parts, settled(profile, values), ()))


def _faults(parts: Sequence[Part], values: Values, above: Where) -> Iterator[Fault]:
    for part in parts:
        held, where = values.get(part.name), (*above, part.name)
        if not held:
            if part.required and not (isinstance(part, Field) and part.kind == "yes-no"):
                yield Fault(_first_field(part, where), _lacking(part), part.clause)
        elif isinstance(part, Field):
            yield from _unreadable(part, held, where)
        elif part.many:
            for index, item in enumerate(held):
                yield from _in_group(part, item, (*where, index))
        else:
            yield from _in_group(part, held, where)
    yield from _alternatives(parts, values, above)


def _in_group(group: Group, values: Values, where: Where) -> Iterator[Fault]:
    yield from _faults(group.parts, values, where)
    for names, clause in group.one_of:
        if not any(values.get(name) for name in names):
            labels = [group.part(name).label for name in names]
            yield Fault(_first_field(group.part(names[0]), (*where, names[0])), _one_of(labels), clause)


def _alternatives(parts: Sequence[Part], values: Values, above: Where) -> Iterator[Fault]:
    """Of a choice between elements, only one may be filled in."""
    used: dict[str, str] = {}
    for part in parts:
        base, _, alternative = part.at.rpartition("<")
        if not base or "*" in part.at or not values.get(part.name):
            continue
        cls, _, tail = alternative.partition(">")
        if not tail and used.get(base, cls) != cls and isinstance(part, Group):
            yield Fault((*above, part.name), _ONLY_ONE)
        used[base] = cls


def _first_field(part: Part, where: Where) -> Where:
    """Where to lead somebody who must fill in a group: its first field that is required, else its first."""
    if isinstance(part, Field):
        return where
    inner = next((one for one in part.parts if one.required), part.parts[0])
    return _first_field(inner, (*where, 0, inner.name) if part.many else (*where, inner.name))


def _unreadable(field: Field, text: str, where: Where) -> Iterator[Fault]:
    if field.choices and text not in field.choices and field.kind == "code":
        return  # a code of another's, or of an older list, is kept as it came
    message = _MESSAGES.get(field.kind)
    if message and not _reads(field, text):
        yield Fault(where, message, field.clause)


def _reads(field: Field, text: str) -> bool:
    try:
        return bool(_READERS[field.kind](text))
    except (NotReadable, ValueError):
        return False


def _is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and dt.date.fromisoformat(text) is not None


def _is_number(text: str) -> bool:
    return number(text) is not None


_READERS: dict[str, Any] = {
    "date": _is_day,
    "moment": lambda text: Tidspunkt(text).moment is not None,
    "time": lambda text: (
        Tidspunkt(text).precision in {"day", "month", "year", "moment"} and Tidspunkt(text).year is not None
    ),
    "year": lambda text: re.fullmatch(r"\d{4}", text),
    "number": _is_number,
    "phone": lambda text: "@" in text or phone(text),
}
_MESSAGES: dict[str, Words] = {
    "date": (
        "Skriv en dato, som 21.11.2026.",
        "Skriv ein dato, som 21.11.2026.",
        "Write a date, such as 21.11.2026.",
    ),
    "moment": (
        "Skriv dato og klokkeslett, som 21.11.2026 10.02.",
        "Skriv dato og klokkeslett, som 21.11.2026 10.02.",
        "Write date and time, such as 21.11.2026 10.02.",
    ),
    "time": (
        "Skriv dato, måned eller år, som 21.11.2026, 11.2026 eller 2026.",
        "Skriv dato, månad eller år, som 21.11.2026, 11.2026 eller 2026.",
        "Write a date, a month or a year, such as 21.11.2026, 11.2026 or 2026.",
    ),
    "year": ("Skriv et årstall, som 2015.", "Skriv eit årstal, som 2015.", "Write a year, such as 2015."),
    "number": ("Skriv et tall.", "Skriv eit tal.", "Write a number."),
    "phone": (
        "Skriv et telefonnummer med bare tall.",
        "Skriv eit telefonnummer med berre tal.",
        "Write a telephone number in digits.",
    ),
}
_ONLY_ONE: Words = (
    "Fyll ut bare én av disse.",
    "Fyll ut berre éin av desse.",
    "Fill in one of these only.",
)


def _lacking(part: Part) -> Words:
    nb, nn, en = part.label
    return f"{nb} mangler.", f"{nn} manglar.", f"{en} is missing."


def _one_of(labels: list[Words]) -> Words:
    nb, nn, en = (
        f" {word} ".join(one[n] for one in labels) for n, word in enumerate(("eller", "eller", "or"))
    )
    return f"Fyll ut {nb}.", f"Fyll ut {nn}.", f"Fill in {en}."
