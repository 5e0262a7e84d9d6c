"""Epikrise and Henvisning 1.x, which have no MsgHead: the facts of the page's header, and its body."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from samhandling.standards.content import references
from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.header import Header, read_header

from . import enclosed
from .blocks import content, merged, rows, value
from .entries import Aside, Entry, entries
from .leaves import parts
from .page import Block, Blocks, Fact, Facts, Section, words
from .people import name_of, with_types
from .shape import VALUES, shape_of_tag

BODIES = ("ServRprt", "ServReq")
LEVEL = 3


def header_and_body(
    root: XmlElement, found: list[Entry], aside: Aside, url: Callable[[int], str] | None
) -> tuple[list[Fact], Blocks]:
    """The facts of the header (when, from whom, to whom, about whom), and all the rest."""
    header = read_header(root)
    inner = [part for entry in found if entry.holds in BODIES for part in parts(entry, aside)]
    facts = [fact for entry in found if entry.holds not in BODIES for fact in rows([entry], aside)]
    patient = next((entry for entry in inner if entry.element is header.patient), None)
    facts += [*_parties(header, inner, aside), *(_identity(patient, aside) if patient else ())]
    aside_of_body = {id(header.patient), id(header.sender), *(id(part) for part, _ in header.receivers)}
    rest = [one for one in inner if id(one.element) not in aside_of_body and one.holds != "RefDoc"]
    more = _more_of(patient, aside) if patient else ()
    return merged(facts), (*content(rest, aside, LEVEL, top=True), *more, *_files(root, aside, url))


def _parties(header: Header, inner: list[Entry], aside: Aside) -> Iterator[Fact]:
    """Sender and receivers by what they are in this message, whatever their elements are called."""
    by_element = {id(entry.element): entry for entry in inner}
    named = [(header.sender, "Sender")]
    named += [(part, "Receiver" if role == "PRIM" else "OtherReceiver") for part, role in header.receivers]
    for part, name in named:
        if entry := by_element.get(id(part)):
            yield Fact(aside.language.classes[name], value(entry, aside))


def _identity(patient: Entry, aside: Aside) -> Iterator[Fact]:
    """The patient's name, and plain facts such as numbers, below it."""
    plain = [(part, kind) for part, kind in with_types(parts(patient, aside)) if _is_plain(part)]
    facts = [fact for part, kind in plain if part.name != "name" for fact in _named(part, kind, aside)]
    blocks = words(name_of(patient), "navn") + ((Facts(tuple(merged(facts))),) if facts else ())
    yield Fact(aside.language.classes["Patient"], blocks)


def _named(part: Entry, kind: Entry | None, aside: Aside) -> list[Fact]:
    if kind is None:
        return rows([part], aside)
    label = "".join(inline.text for inline in aside.coded(kind.element, kind.owner))
    return [Fact(label or aside.label(part), value(part, aside))]


def _is_plain(part: Entry) -> bool:
    return part.slot.shape is None or part.holds in VALUES


def _more_of(patient: Entry, aside: Aside) -> tuple[Block, ...]:
    """What is told of the patient beyond who it is: findings, medicines, people around."""
    more = [part for part in parts(patient, aside) if not _is_plain(part)]
    blocks = content(more, aside, LEVEL + 1, top=True)
    return (Section(aside.language.classes["Patient"], blocks),) if blocks else ()


def _files(root: XmlElement, aside: Aside, url: Callable[[int], str] | None) -> Blocks:
    """The attachments, and references to files elsewhere."""
    files = enclosed.Files(aside, url)
    for reference in references(root):
        shape = shape_of_tag(reference.tag)
        said = list(entries(reference, shape, aside)) if shape else []
        contained = [one for part in said if part.name == "content" for one in part.element.iterchildren("*")]
        files.add(
            [part for part in said if part.name != "content"],
            [one for one in contained if enclosed.is_file(one)],
        )
    return files.section()
