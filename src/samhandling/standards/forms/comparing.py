"""What a correction changes: the fields whose value is another than before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .shapes import Field, Part, Profile, Values, Where, Words


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is different. `labels` go from the outermost group to the field; "" is absent."""

    where: Where
    labels: tuple[Words, ...]
    field: Field
    before: str
    after: str


def changes(profile: Profile, before: Values, after: Values) -> tuple[Change, ...]:
    """Every difference between two settled sets of values, in the order of the form."""
    return tuple(_changes(profile.parts, before, after, (), ()))


def _changes(
    parts: Sequence[Part], before: Values, after: Values, where: Where, labels: tuple[Words, ...]
) -> Iterator[Change]:
    for part in parts:
        old, new, at = before.get(part.name), after.get(part.name), (*where, part.name)
        if old == new:
            continue
        named = (*labels, part.label)
        if isinstance(part, Field):
            yield Change(at, named, part, old or "", new or "")
        elif part.many:
            yield from _in_list(part.parts, old or [], new or [], at, named)
        else:
            yield from _changes(part.parts, old or {}, new or {}, at, named)


def _in_list(
    parts: Sequence[Part],
    old: Sequence[Values],
    new: Sequence[Values],
    where: Where,
    labels: tuple[Words, ...],
) -> Iterator[Change]:
    for index in range(max(len(old), len(new))):
        before = old[index] if index < len(old) else {}
        after = new[index] if index < len(new) else {}
        yield from _changes(parts, before, after, (*where, index), labels)
