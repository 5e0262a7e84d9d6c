"""A document in which every text and attribute is marked, to follow each one to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree, html

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
FILE = "{http://www.kith.no/xmlstds/base64container}Base64Container"
# What is not shown, with why.
NOT_SHOWN = {
    SIGNATURE: "a signature is told as such; its digests say nothing to a reader",
    FILE: "a file is listed and fetched, not printed",
}


def marked(document: bytes, mark: str = "merke{}slutt") -> tuple[bytes, list[str]]:
    """The document with each value replaced by a mark of its own, and the marks in order."""
    root = tree(document)
    marks: list[str] = []
    for place in places_of(root):
        marks.append(mark.format(len(marks)))
        _put(place, marks[-1])
    return etree.tostring(root, encoding="UTF-8"), marks


def tree(document: bytes) -> etree._Element:
    """The document without comments."""
    return etree.fromstring(document, etree.XMLParser(remove_comments=True, remove_pis=True, huge_tree=True))


Place = tuple[etree._Element, str]


def places_of(root: etree._Element) -> Iterator[Place]:
    """Every element with its text ("text", "tail") or the name of one of its attributes."""
    for element in root.iter(etree.Element):
        if any(one.tag in NOT_SHOWN for one in (element, *element.iterancestors())):
            continue
        yield from ((element, name) for name in element.attrib if not name.startswith(XSI))  # for validators
        if element.text and element.text.strip():
            yield element, "text"
    for element in root.iter(etree.Element):
        hidden = any(one.tag in NOT_SHOWN for one in element.iterancestors())
        if element.tail and element.tail.strip() and not hidden:
            yield element, "tail"


def _put(place: Place, mark: str) -> None:
    element, name = place
    if name in {"text", "tail"}:
        setattr(element, name, mark)
    else:
        element.set(name, mark)


def read_by_people(fragment: str) -> str:
    """What a page tells: its text, and the exact times and addresses behind words."""
    tree = html.fromstring(fragment)
    behind = [element.get(name) or "" for element in tree.iter() for name in ("datetime", "href")]
    return without_blanks(" ".join([*tree.itertext(), *behind]))


def without_blanks(text: str) -> str:
    """Blanks and line breaks never count."""
    return re.sub(r"\s+", "", unescape(text))
