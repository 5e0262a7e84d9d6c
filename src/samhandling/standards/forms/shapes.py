"""What a profile is made of: fields, groups of fields, and sections that carry them on a page.

A value is text; a group's values are a mapping; those of a group that may be repeated are a list of
mappings. What is empty is left out, so that two sets of values are the same when their mappings are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from samhandling.standards.definition import Element

Words: TypeAlias = tuple[str, str, str]
"""A text in bokmål, nynorsk and English."""

Values: TypeAlias = Mapping[str, Any]
"""Field name → text, group name → Values, repeated group's name → list of Values."""

Where: TypeAlias = tuple[str | int, ...]
"""A value's place among the values: ("medicines", 0, "name")."""

Kind = Literal[
    "text",  # one line
    "long",  # several lines
    "rich",  # several lines, where the standard takes XHTML too
    "code",  # "9141:8": code system and code, one of `choices`
    "date",  # 2026-11-21
    "moment",  # 2026-11-21T10:02:00, with or without zone
    "time",  # of any precision: year, month, date, moment
    "year",
    "yes",  # "true"; "false" where a message says so
    "yes-no",  # "true" or "false", never left out of a group that is filled in
    "number",
    "phone",
    "copy",  # a whole element as XML, never written by hand
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value.

    `at` says where it stands, below the element of its group (`steps.py`). `choices` are the codes of a
    "code", as "system:value". `required` holds when the group around it is filled in. `clause` is the source
    that names or demands the field. `default` is what a filled-in group holds when nothing else is chosen.
    `locked`: nobody writes it, it follows from the thread or the type.
    """

    name: str
    at: str
    kind: Kind
    label: Words
    help: Words | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    clause: str = ""
    default: str = ""
    locked: bool = False
    most: int = 0  # characters; 0: no limit of the standard's


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields that stand in one element. `many`: there may be several; `required`: at least one must be."""

    name: str
    at: str
    label: Words
    parts: tuple[Part, ...]
    help: Words | None = None
    many: bool = False
    required: bool = False
    clause: str = ""
    folded: bool = False  # shown closed until it is filled in
    one_of: tuple[
        tuple[tuple[str, ...], str], ...
    ] = ()  # names of which one must be filled in, and the clause

    def part(self, name: str) -> Part:
        """The part of that name. Raises KeyError."""
        return next((one for one in self.parts if one.name == name), None) or _missing(name)


Part: TypeAlias = Field | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Parts under one heading of the form. It holds no value of its own."""

    label: Words
    parts: tuple[Part, ...]
    help: Words | None = None
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The one table of a message type: every block and field, in the order of the form.

    `root` is the element in Content. `cancelled` names the parts that a cancellation still holds: it may
    leave out all but the minimum (HISD 1154:2018). `left_out` says which ways from the root the form has
    nothing of, and why.
    """

    type_code: str
    root: type[Element]
    sections: tuple[Section, ...]
    source: str
    cancelled: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of every section."""
        return tuple(part for section in self.sections for part in section.parts)

    def part(self, name: str) -> Part:
        """The part of that name at the top. Raises KeyError."""
        return next((one for one in self.parts if one.name == name), None) or _missing(name)

    def at(self, where: Where) -> Part:
        """The part that a value's place is about. Raises KeyError."""
        names = [step for step in where if isinstance(step, str)]
        found = self.part(names[0])
        for name in names[1:]:
            found = found.part(name) if isinstance(found, Group) else _missing(name)
        return found

    def fields(self) -> Iterator[tuple[tuple[Group, ...], Field]]:
        """Every field with the groups around it."""
        return _fields(self.parts, ())


def _fields(parts: tuple[Part, ...], above: tuple[Group, ...]) -> Iterator[tuple[tuple[Group, ...], Field]]:
    for part in parts:
        if isinstance(part, Group):
            yield from _fields(part.parts, (*above, part))
        else:
            yield above, part


def _missing(name: str) -> Part:
    raise KeyError(name)
