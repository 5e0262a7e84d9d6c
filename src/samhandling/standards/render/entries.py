"""What stands in an element, one entry per declared child, and what stood there besides.

This is where nothing gets lost: a child that is declared becomes an entry, a technical one is put aside, and
one that no declaration knows goes to `Aside.other`, with loose text and loose attributes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby

from lxml import etree

from samhandling.standards.definition.tree import XmlElement, local_name, namespace

from .coded import Coded
from .language import Language
from .layout import TECHNICAL, THROUGH, THROUGH_ALONE
from .page import Blocks, Fact, Facts, Inline, Paragraph, Text, words
from .shape import Shape, Slot

XSI = "http://www.w3.org/2001/XMLSchema-instance"
NOTHING: dict[str, str] = {}
SINGLE = frozenset({"CS", "CV", "TS", "PQ", "URL", "BL"})
CODED = frozenset({"V", "DN", "S", "OT"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One declared child: the class and field it belongs to, what it is called, and the element itself."""

    owner: str
    slot: Slot
    element: XmlElement

    @property
    def name(self) -> str:
        """The field's name."""
        return self.slot.name

    @property
    def holds(self) -> str:
        """The class that the field holds, "" for a plain value."""
        return self.slot.holds

    @property
    def element_name(self) -> str:
        """The element's name without namespace."""
        return local_name(self.element.tag)

    def child(self, name: str) -> XmlElement | None:
        """The first child element of that field."""
        tag = self.slot.shape.tags.get(name) if self.slot.shape else None
        return self.element.find(tag) if tag else None


@dataclass(slots=True)
class Aside:
    """What does not stand in the body of a page: technical facts, the codes met, and what is not declared."""

    language: Language
    technical: dict[str, dict[str, None]] = field(default_factory=dict)
    codes: dict[Coded, tuple[Inline, ...]] = field(default_factory=dict)
    other: list[Fact] = field(default_factory=list)

    def label(self, entry: Entry) -> str:
        """What the entry is called; its own name where no label fits."""
        own = self.language.classes.get(entry.holds) if entry.slot.is_choice else None
        return own or self.language.label(entry.owner, entry.name, entry.holds) or entry.element_name

    def coded(self, element: XmlElement, parent: str = "") -> tuple[Inline, ...]:
        """A coded value in words, remembered for the table of codes."""
        value = Coded.read(element, parent)
        if value not in self.codes:
            self.codes[value] = value.parts(self.language)
        return self.codes[value]

    def put(self, label: str, text: str) -> None:
        """Put a technical fact aside."""
        if text := text.strip():
            self.technical.setdefault(label, {})[text] = None

    def add_other(self, name: str, text: str | None) -> None:
        """Keep a text that has no place in the declarations."""
        if text and text.strip():
            self.other.append(Fact(local_name(name), words(text.strip())))

    def put_element(self, entry: Entry) -> None:
        """Put a whole technical element aside, with all that it holds."""
        label = self.label(entry)
        if not entry.slot.shape:
            self.put(label, entry.element.text or "")
        elif "V" in entry.element.attrib:
            self.put(label, "".join(part.text for part in self.coded(entry.element, entry.owner)))
        for inner in entries(entry.element, entry.slot.shape, self) if entry.slot.shape else ():
            self.put_element(inner)


def entries(element: XmlElement, shape: Shape, aside: Aside) -> Iterator[Entry]:
    """The declared children in document order; wrappers opened, empty ones and technical ones left out."""
    _loose(element, shape, aside)
    for child in element.iterchildren(etree.Element):
        slot = shape.slot(child.tag)
        if slot is None:
            aside.other += undeclared(child, aside)
        elif not is_empty(child):
            yield from _declared(Entry(shape.name, slot, child), aside)


def _declared(entry: Entry, aside: Aside) -> Iterator[Entry]:
    shape = entry.slot.shape
    if shape is None or shape.name in SINGLE:
        _beyond_value(entry, aside)
    if f"{entry.owner}.{entry.name}" in TECHNICAL:
        aside.put_element(entry)
    elif shape and (is_through(entry) or (shape.name in THROUGH_ALONE and _is_alone(entry.element))):
        yield from entries(entry.element, shape, aside)
    else:
        yield entry


def is_through(entry: Entry) -> bool:
    """Whether only the content of the entry says anything."""
    return entry.holds in THROUGH or f"{entry.owner}.{entry.name}" in THROUGH


def _is_alone(element: XmlElement) -> bool:
    siblings = chain(element.itersiblings(element.tag), element.itersiblings(element.tag, preceding=True))
    return next(siblings, None) is None


def grouped(found: Iterator[Entry]) -> Iterator[list[Entry]]:
    """Neighbours that are the same field, as one group."""
    for _, group in groupby(found, key=lambda entry: (entry.owner, entry.slot.name, entry.slot.tag)):
        yield list(group)


def is_empty(element: XmlElement) -> bool:
    """No attribute, child or text: as good as absent (HIS 80117)."""
    if len(element) or (element.text and not element.text.isspace()):
        return False
    return not attributes(element)


def attributes(element: XmlElement) -> dict[str, str]:
    """The attributes by name, without those that only speak to a validator (xsi)."""
    found = element.items()
    return {str(n): str(v) for n, v in found if XSI not in str(n)} if found else NOTHING


def _beyond_value(entry: Entry, aside: Aside) -> None:
    """What stands in the element of a single value besides that value."""
    if entry.slot.shape:
        _loose(entry.element, entry.slot.shape, aside)
    else:
        for name, value in attributes(entry.element).items():
            aside.add_other(name, value)
    for child in entry.element if entry.slot.base != "anyType" else ():
        aside.other += undeclared(child, aside)
        if not entry.slot.shape:
            aside.add_other(entry.element_name, child.tail)


def _loose(element: XmlElement, shape: Shape, aside: Aside) -> None:
    """Technical attributes, and text and attributes that have no place in this class."""
    for name, value in attributes(element).items():
        if known := shape.attributes.get(name):
            if shape.is_component:
                aside.put(aside.language.label(shape.name, known) or known, value)
        else:
            aside.add_other(name, value)
    if shape.has_text:
        return
    for text in (element.text, *(child.tail for child in element)):
        if text and not text.isspace():
            aside.add_other(element.tag, text)


def undeclared(element: XmlElement, aside: Aside) -> list[Fact]:
    """An element that no declaration knows, with everything in it, under the names it has itself."""
    aside.put(aside.language["namespace"], namespace(element.tag))
    blocks = _undeclared_blocks(element, aside)
    return [Fact(local_name(element.tag), blocks)] if blocks else []


def _undeclared_blocks(element: XmlElement, aside: Aside) -> Blocks:
    own = attributes(element)
    coded = aside.coded(element) if own.keys() & {"V", "DN", "OT"} else ()
    rows = [Fact(local_name(n), words(v)) for n, v in own.items() if v.strip() and not (coded and n in CODED)]
    texts = [element.text or ""]
    for child in element.iterchildren(etree.Element):
        rows += undeclared(child, aside)
        texts.append(child.tail or "")
    text = "\n".join(stripped for t in texts if (stripped := t.strip()))
    said = (*coded, Text(text)) if text else coded
    return ((Paragraph(said),) if said else ()) + ((Facts(tuple(rows)),) if rows else ())
