"""Content that a standard leaves open: text, XHTML, a signature."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from samhandling.errors import InvalidMessage, MalformedXml

from .texts import issue
from .tree import XmlElement, attributes, parser


class FreeContent:
    """What stands inside an element of type anyType: plain text, XHTML or any other XML.

    It is kept as it came and compared by meaning: names with namespaces, attributes in any order,
    text exactly.  Prefixes do not count, nor does the name of the element that holds it.
    Nothing here is made safe for a web page; that is the renderer's work.
    """

    __slots__ = ("_holder",)

    def __init__(self, text: str = "") -> None:
        self._holder = etree.Element("innhold")
        try:
            self._holder.text = text
        except ValueError:
            raise InvalidMessage([issue("control-character", 0, "", name="text")]) from None

    @classmethod
    def xml(cls, markup: str) -> FreeContent:
        """Free content from markup, such as `<div xmlns="http://www.w3.org/1999/xhtml">…</div>`.

        Raises MalformedXml.
        """
        try:
            return cls.within(etree.fromstring(f"<innhold>{markup}</innhold>", parser()))
        except etree.XMLSyntaxError as error:
            raise MalformedXml([issue("not-well-formed", error.lineno or 0, "", detail=error.msg)]) from None

    @classmethod
    def within(cls, holder: XmlElement) -> FreeContent:
        """What stands inside an element that is already parsed; the element must not change."""
        made = cls.__new__(cls)
        made._holder = holder  # noqa: SLF001  its own
        return made

    @property
    def text(self) -> str:
        """All text in reading order, tags left out."""
        return "".join(cast("Iterator[str]", self._holder.itertext(etree.Element)))

    @property
    def is_plain(self) -> bool:
        """True when there is text and nothing else."""
        return len(self._holder) == 0

    @property
    def element(self) -> XmlElement:
        """A copy of the element that holds the content; its own name means nothing."""
        return copy.deepcopy(self._holder)

    def write_into(self, element: XmlElement) -> None:
        """Put a copy of the content into an element that is being written."""
        for name, value in attributes(self._holder):
            element.set(name, value)
        element.text = self._holder.text
        element.extend(copy.deepcopy(list(self._holder)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FreeContent) and list(self._parts()) == list(other._parts())

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"<FreeContent of {len(self.text)} characters>"  # no content: it may end in a log

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (etree.tostring(self._holder, encoding="UTF-8", with_tail=False),)

    def _parts(self) -> Iterator[tuple[Any, ...]]:
        """The content as a flat list of what counts."""
        yield dict(self._holder.attrib), self._holder.text or ""
        for event, element in etree.iterwalk(self._holder, events=("start", "end")):
            if element is self._holder:
                continue
            if event == "start":
                yield element.tag, dict(element.attrib), element.text or ""
            else:
                yield (element.tail or "",)


def _restored(document: bytes) -> FreeContent:
    return FreeContent.within(etree.fromstring(document, parser(huge_tree=True)))
