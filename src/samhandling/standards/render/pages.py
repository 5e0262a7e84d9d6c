"""From a document to a page: its header, its content, its attachments, and what is folded away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from lxml import etree

from samhandling.standards.definition.tree import XmlElement

from . import enclosed, older
from .blocks import content, merged, rows, value
from .coded import Coded
from .entries import Aside, Entry, entries, grouped, undeclared
from .language import Language
from .leaves import parts
from .page import Block, Blocks, Details, Fact, Facts, Inline, Page, Paragraph, Section, Table, Text, words
from .shape import shape_of_tag
from .titles import receipt_status, status_of, title_of

AttachmentUrl: TypeAlias = Callable[[int], str]
"""Where an attachment can be fetched, by its number in `facts.attachments`."""

SECTION_LEVEL = 3
"""The title is h2, sections begin at h3."""
STATED = frozenset({"type", "signature"})
"""Parts of the header that are told in the title, or in their own way."""


def page_of(root: XmlElement, language: Language, attachment_url: AttachmentUrl | None = None) -> Page:
    """The page of a message, a receipt, or of any other XML."""
    aside = Aside(language)
    shape = shape_of_tag(root.tag)
    if shape is None:
        aside.other += undeclared(root, aside)
        return _page("melding", root, aside, (), ())
    found = list(entries(root, shape, aside))
    if shape.name == "Message":
        facts, body = older.header_and_body(root, found, aside, attachment_url)
        return _page("melding", root, aside, _header(facts), body)
    if shape.name == "MsgHead":
        return _message(root, found, aside, attachment_url)
    if shape.name == "AppRec":
        return _receipt(root, found, aside)
    return _page("melding", root, aside, (), content(found, aside, SECTION_LEVEL, top=True))


def _page(kind: str, root: XmlElement, aside: Aside, header: Blocks, body: Blocks) -> Page:
    status = receipt_status(root, aside.language) if kind == "kvittering" else status_of(root, aside.language)
    nothing = () if aside.other else words(aside.language["no_content"])
    return Page(kind, title_of(root, aside.language), status, header, (body or nothing) + _folded(aside),
                aside.language["contents"], aside.language["envelope"])  # fmt: skip


def _message(root: XmlElement, found: list[Entry], aside: Aside, url: AttachmentUrl | None) -> Page:
    """A MsgHead: the header's facts, then each Document's content, then what is attached."""
    facts = [fact for entry in found if entry.name == "msg_info" for fact in _envelope(entry, aside)]
    body: list[Block] = []
    files = enclosed.Files(aside, url)
    for entry in found:
        if entry.name == "signature":
            facts.append(Fact(aside.label(entry), words(aside.language["not_verified"])))
        elif entry.holds == "Document":
            facts += _document(entry, aside, body, files)
        elif entry.name != "msg_info":
            body += content([entry], aside, SECTION_LEVEL, top=True)
    return _page("melding", root, aside, _header(facts), (*body, *files.section()))


def _envelope(entry: Entry, aside: Aside) -> list[Fact]:
    """MsgInfo as facts: when, from whom, to whom, about whom."""
    facts: list[Fact] = []
    for group in grouped(parts(entry, aside)):
        if group[0].name in STATED:
            aside.put_element(group[0])
        else:
            facts += rows(group, aside)
    return merged(facts)


def _document(entry: Entry, aside: Aside, body: list[Block], files: enclosed.Files) -> list[Fact]:
    """Put a Document's content into the body or among the files.

    The facts of the main document are given back, for the header; those of the others stay with them.
    """
    found = list(parts(entry, aside))
    contained = [element for part in found if part.name == "content" for element in _elements(part.element)]
    said = [part for part in found if part.name != "content"]
    xml = [element for element in contained if not enclosed.is_file(element)]
    if len(xml) < len(contained) or (not contained and enclosed.is_reference(said)):
        files.add(said, [element for element in contained if enclosed.is_file(element)])
        said = []
    is_main = not body
    for element in xml:
        body += _instance(element, aside, is_main=is_main)
    facts = merged([fact for group in grouped(iter(said)) for fact in rows(group, aside)])
    if facts and not is_main:
        body.append(Section(aside.language["document"], (Facts(tuple(facts)),)))
        return []
    return facts


def _instance(element: XmlElement, aside: Aside, *, is_main: bool) -> Blocks:
    """One message in Content; a second one stands under its own heading."""
    shape = shape_of_tag(element.tag)
    if shape is None:
        aside.other += undeclared(element, aside)
        return ()
    if is_main:
        return content(entries(element, shape, aside), aside, SECTION_LEVEL, top=True)
    inner = content(entries(element, shape, aside), aside, SECTION_LEVEL + 1, top=True)
    return (Section(aside.language.classes.get(shape.name, shape.name), inner),)


def _receipt(root: XmlElement, found: list[Entry], aside: Aside) -> Page:
    """An AppRec: who answers whom, the verdict with its reasons, and which message it concerns."""
    header = [entry for entry in found if entry.name in {"gen_date", "sender", "receiver"}]
    rest = [entry for entry in found if entry not in header]
    facts = merged([fact for group in grouped(iter(header)) for fact in rows(group, aside)])
    errors = tuple(block for entry in rest if entry.name == "error" for block in value(entry, aside))
    body = content([e for e in rest if e.name != "error"], aside, SECTION_LEVEL, top=True)
    reasons = (Section(aside.language.fields["error"], errors),) if errors else ()
    return _page("kvittering", root, aside, _header(facts), reasons + body)


def _folded(aside: Aside) -> Blocks:
    """What is not declared, and the technical facts."""
    language = aside.language
    other = (Section(language["other"], (*words(language["other_note"]), *_header(aside.other))),)
    facts = [
        Fact(label, tuple(Paragraph((Text(text, "kode"),)) for text in texts))
        for label, texts in aside.technical.items()
    ]
    technical = _header(facts) + _codes(aside.codes, language)
    fold = (Details(language["technical"], technical),) if technical else ()
    return (other if aside.other else ()) + fold


def _codes(found: Mapping[Coded, tuple[Inline, ...]], language: Language) -> Blocks:
    """Every code in the message, with the code system that gives it its meaning."""
    head = (language["code"], language["code_meaning"], language["code_system"])
    told = ((code, parts) for code, parts in found.items() if code.value or code.oid)
    table = tuple((words(code.value), (Paragraph(parts),), words(code.system_name)) for code, parts in told)
    return (Table(language["codes"], head, table),) if table else ()


def _header(facts: list[Fact]) -> Blocks:
    return (Facts(tuple(facts)),) if facts else ()


def _elements(element: XmlElement) -> list[XmlElement]:
    return list(element.iterchildren(etree.Element))
