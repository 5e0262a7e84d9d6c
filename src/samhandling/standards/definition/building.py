"""From typed elements to XML."""

from __future__ import annotations

from typing import Any

from lxml import etree

from samhandling.errors import InvalidMessage

from .element import Node
from .fields import Field
from .free_content import FreeContent
from .layout import Layout, layout
from .locate import path
from .texts import issue
from .tree import XmlElement, local_name


def to_tree(element: Node) -> XmlElement:
    """The XML of a global element, in the version that it has; not checked.

    Raises InvalidMessage where a text holds a sign that XML cannot carry.
    """
    form = layout(type(element), element.version)
    if form.tag is None:
        raise TypeError(f"{type(element).__name__} is a type: only the field that uses it gives it a name")
    root = etree.Element(form.tag, nsmap=_prefixes(element))
    _write(root, element, form)
    return root


def _prefixes(element: Node) -> dict[str, str]:
    """The prefixes of every namespace in use, the first to come first."""
    found: dict[str, str] = {}
    _gather(element, found)
    return found


def _gather(element: Node, prefixes: dict[str, str]) -> None:
    if element.ns.prefix not in prefixes:
        prefixes[element.ns.prefix] = element.ns.uris[element.version]
    held = element.held
    for name in layout(type(element), element.version).of_elements:
        value = held[name]
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Node):
                _gather(one, prefixes)


def _write(target: XmlElement, element: Node, form: Layout) -> None:
    held = element.held
    for field in form.fields:
        value = held[field.name]
        if value is None:
            continue
        if field.kind == "attribute":
            _put(target, field, value, field.tag)
        elif field.kind == "text":
            _put(target, field, value)
        elif isinstance(value, tuple):
            for one in value:
                _add(target, field, one)
        else:
            _add(target, field, value)


def _add(parent: XmlElement, field: Field, value: Any) -> None:
    """One child element."""
    if isinstance(value, Node):
        form = layout(type(value), value.version)
        _write(etree.SubElement(parent, form.tag or field.tag), value, form)
    else:
        _put(etree.SubElement(parent, field.tag), field, value)


def _put(target: XmlElement, field: Field, value: Any, attribute: str = "") -> None:
    """A text or attribute value; lxml refuses what XML cannot carry, and here is known which field it was."""
    assert field.simple is not None  # noqa: S101  only a field without class comes here
    try:
        if isinstance(value, FreeContent) and field.simple.base == "anyType":
            value.write_into(target)
        elif attribute:
            target.set(attribute, field.simple.write(value))
        else:
            target.text = field.simple.write(value)
    except ValueError:
        where = path(target) + (f"/@{local_name(attribute)}" if attribute else "")
        raise InvalidMessage([issue("control-character", 0, where, name=field.name)]) from None
