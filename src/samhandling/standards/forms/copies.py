"""A part of another message, kept letter by letter: an answer holds the question as it was asked."""

from __future__ import annotations

from lxml import etree

from samhandling.standards.definition import Element, element_class, parser, to_tree

from .leaves import NotReadable


def copy_of(element: Element) -> str:
    """The element as XML text."""
    written: bytes = etree.tostring(to_tree(element), encoding="UTF-8")
    return written.decode()


def element_of(text: str) -> Element:
    """The element that `copy_of` wrote, in the newest version. Raises NotReadable."""
    try:
        root = etree.fromstring(text.encode(), parser())
    except etree.XMLSyntaxError:
        raise NotReadable(text) from None
    found = element_class(root.tag)
    if found is None:
        raise NotReadable(text)
    cls, version = found
    return _newest(cls.view(root, version))


def _newest(element: Element) -> Element:
    newest = element.ns.newest
    return element if newest is None or element.version == newest else element.in_version(newest)
