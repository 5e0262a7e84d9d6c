"""How a class lies in XML in one version: its fields, and how each XML name is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from .fields import Field, held, lists, names
from .free_content import FreeContent
from .remember import remembered
from .simple import ANY_TYPE
from .tree import attributes

if TYPE_CHECKING:
    from .element import Node
    from .tree import XmlElement

ReadElement = Callable[["XmlElement"], Any]


class Child(NamedTuple):
    """What to do with a child element: the field it belongs to, and how it becomes a value."""

    name: str
    is_list: bool
    read: ReadElement


class Layout:
    """The tables by which one class is read and written in one version."""

    def __init__(self, cls: type[Node], version: str | None) -> None:
        self.tag = cls.global_tag(version)
        self.fields = held(cls, version)
        self.lists = lists(cls)
        of_elements = {f.name for f in self.fields if f.simple is None}
        self.of_elements = tuple(name for name in names(cls) if name in of_elements)
        self.presets = {f.name: f.preset for f in self.fields if f.preset is not None and f.required}
        self.blank = {name: () if name in self.lists else None for name in names(cls)}
        self.unfilled = {**self.blank, **self.presets, "_version": version}
        self.attributes = {
            f.tag: (f.name, f.simple.read) for f in self.fields if f.kind == "attribute" and f.simple
        }
        self.text = next(((f.name, _reader(f)) for f in self.fields if f.kind == "text"), None)
        self.any = next((self._child(f, f) for f in self.fields if f.kind == "any"), None)
        self.children = {
            option.tag: self._child(field, option)
            for field in self.fields if field.kind == "child"
            for option in field.options
        }  # fmt: skip

    def _child(self, field: Field, option: Field) -> Child:
        return Child(field.name, field.name in self.lists, _reader(option))

    def read(self, source: XmlElement) -> dict[str, Any]:
        """The values of one element; its children become values that are read when first used."""
        values: dict[str, Any] = dict(self.blank)
        for tag, text in attributes(source):
            if tag in self.attributes:
                name, read = self.attributes[tag]
                values[name] = read(text)
        if self.text:
            values[self.text[0]] = self.text[1](source)
        self._read_children(source, values)
        return values

    def _read_children(self, source: XmlElement, values: dict[str, Any]) -> None:
        several: dict[str, list[Any]] = {}
        for element in source.iterchildren("*"):
            child = self.children.get(element.tag, self.any)
            if child is None:  # only in a document that has not been checked
                continue
            if child.is_list:
                several.setdefault(child.name, []).append(child.read(element))
            else:
                values[child.name] = child.read(element)
        values.update((name, tuple(found)) for name, found in several.items())


@remembered
def layout(cls: type[Node], version: str | None) -> Layout:
    return Layout(cls, version)


def _reader(field: Field) -> ReadElement:
    if field.kind == "any":
        return _declared_element
    if field.simple is ANY_TYPE:
        return FreeContent.within
    if field.simple:
        return _text_reader(field.simple.read, field.preset)
    assert field.cls is not None  # noqa: S101  a field is simple or has a class
    cls, version = field.cls, field.version
    return lambda element: cls.view(element, version)


def _text_reader(read: Callable[[str], Any], preset: str | None) -> ReadElement:
    if preset is None:
        return lambda element: read(element.text or "")
    return lambda element: read(element.text or preset)


def _declared_element(element: XmlElement) -> Node | None:
    from .element import element_class  # element.py needs this module first

    found = element_class(element.tag)
    return found[0].view(element, found[1]) if found else None
