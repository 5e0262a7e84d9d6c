"""The declared classes as the renderer needs them: which children and attributes an element may have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samhandling.standards.definition.element import Node, element_class
from samhandling.standards.definition.fields import Field, fields

VALUES = frozenset({"CS", "CV", "TS", "PQ", "URL", "BL", "Ident", "TeleCom", "Address", "AdditionalId"})
"""Types that are one value to a reader, although they are elements with parts."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One child that a class declares."""

    name: str
    tag: str
    base: str
    """XML Schema base of a plain value, "" for a class."""
    shape: Shape | None
    holds: str
    """The name of that class, "" for a plain value."""
    is_choice: bool
    """One of several elements that the field may be: the element's own name tells more."""


class Shape:
    """What one class holds in one version, by XML name."""

    def __init__(self, cls: type[Node], version: str | None) -> None:
        found = fields(cls, version)
        self.name = cls.__name__
        self.attributes = {f.tag: f.name for f in found if f.kind == "attribute"}
        self.has_text = any(f.kind == "text" for f in found)
        self.is_component = "komponentID" in self.attributes.values()
        self._fields = {one.tag: one for f in found if f.kind == "child" for one in f.options}
        self._owners = {one.tag: f for f in found if f.kind == "child" for one in f.options}
        self.tags = {f.name: tag for tag, f in self._owners.items()}
        self._slots: dict[str, Slot] = {}

    def slot(self, tag: str) -> Slot | None:
        """The child of that XML name, None where none is declared."""
        known = self._slots.get(tag)
        if known is None and tag in self._fields:
            known = self._slots[tag] = self._slot(self._owners[tag], self._fields[tag])
        return known

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every declared child, in order."""
        return tuple(slot for tag in self._fields if (slot := self.slot(tag)))

    @staticmethod
    def _slot(owner: Field, found: Field) -> Slot:
        base = found.simple.base if found.simple else ""
        inner = shape_of(found.cls, found.version) if found.cls else None
        holds = inner.name if inner else ""
        return Slot(owner.name, found.tag, base, inner, holds, is_choice=bool(owner.choices))


_SHAPES: dict[tuple[type[Node], str | None], Shape] = {}


def shape_of(cls: type[Node], version: str | None) -> Shape:
    """The shape of a class in a version."""
    if (cls, version) not in _SHAPES:
        _SHAPES[cls, version] = Shape(cls, version)
    return _SHAPES[cls, version]


def shape_of_tag(tag: Any) -> Shape | None:
    """The shape of a global element by its XML name; None where none is declared."""
    found = element_class(tag)
    return shape_of(*found) if found else None
