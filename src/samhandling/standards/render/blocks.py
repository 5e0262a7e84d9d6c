"""From entries to what a page is made of: facts, sections, tables, people, notes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from . import people, tables
from .entries import Aside, Entry, entries, grouped
from .layout import CARDS, COLUMNS, HEADED, PEOPLE, PROSE
from .leaves import name_of_fact, parts, plain_value
from .page import Block, Blocks, Fact, Facts, Paragraph, Section, Text, words
from .shape import VALUES, Shape

DEEPEST = 6
"""The lowest heading there is."""
SAYS_ONE_THING = frozenset({"Cave"})
"""Classes whose own heading is enough where they hold one section alone."""
LINE = 100
"""Characters that several values may take together on one line."""


def content(found: Iterable[Entry], aside: Aside, level: int, *, top: bool = False) -> Blocks:
    """The blocks of an element's entries.

    Facts come first and sections after them, for a fact below a section would seem to belong to it; otherwise
    the order is the document's. `level` is that of the headings made here. At the `top` of a message
    everything but plain values gets a heading; further in, people and small things stand as facts.
    """
    facts: list[Fact] = []
    below: list[Block] = []
    for group in grouped(iter(found)):
        if _is_fact(group, top=top):
            facts += rows(group, aside, level)
        else:
            below += sections(group, aside, level)
    return (*_facts(merged(facts)), *below)


def rows(group: list[Entry], aside: Aside, level: int = DEEPEST) -> list[Fact]:
    """Neighbours of the same field as facts; several short values on one line."""
    facts = merged([Fact(name_of_fact(entry, aside), value(entry, aside, level)) for entry in group])
    return [Fact(fact.label, _on_one_line(fact.blocks)) for fact in facts] if len(group) > 1 else facts


def _on_one_line(blocks: Blocks) -> Blocks:
    """`Mandag, Torsdag` rather than a line for each; longer texts keep their own lines."""
    lines = [block.parts for block in blocks if isinstance(block, Paragraph)]
    if len(lines) < len(blocks) or sum(len(part.text) for parts in lines for part in parts) > LINE:
        return blocks
    comma = Text(", ")
    return (Paragraph(tuple(part for parts in lines for part in (comma, *parts))[1:]),)


def merged(facts: list[Fact]) -> list[Fact]:
    """Facts of the same name put together, empty ones left out."""
    together: dict[str, Blocks] = {}
    for fact in facts:
        together[fact.label] = together.get(fact.label, ()) + fact.blocks
    return [Fact(label, blocks) for label, blocks in together.items() if blocks]


def value(entry: Entry, aside: Aside, level: int = DEEPEST) -> Blocks:
    """One entry as the value of a fact, a cell or a section."""
    shape = entry.slot.shape
    if shape is None or entry.holds in VALUES:
        return plain_value(entry, aside, level)
    if entry.holds in PEOPLE or entry.holds in CARDS:
        return people.card(entry, aside)
    if entry.holds in HEADED:
        heading, text = _note(entry, aside, level)
        return words(heading, "navn") + text
    if entry.holds in COLUMNS:
        return tables.single(entry, aside)
    return content(entries(entry.element, shape, aside), aside, level)


def sections(group: list[Entry], aside: Aside, level: int) -> Blocks:
    """A group of neighbours under a heading: one thing, a table of them, or numbered ones."""
    first = group[0]
    if first.holds in HEADED:
        return _under_one(_note_section(entry, aside, min(level + 1, DEEPEST)) for entry in group)
    label = aside.label(first)
    if len(group) > 1 and first.holds in COLUMNS:
        return (Section(label, (tables.table(label, group, aside),)),)
    if len(group) == 1:
        return _section(label, first, aside, level)
    several = (_numbered(i, entry, aside, level + 1) for i, entry in enumerate(group, 1))
    return (Section(label, tuple(block for blocks in several for block in blocks)),)


def _numbered(number: int, entry: Entry, aside: Aside, level: int) -> Blocks:
    """One of several under its own heading: a name, or what it is with its number."""
    title = f"{aside.language.classes.get(entry.holds, aside.label(entry))} {number}"
    if entry.holds not in CARDS and entry.holds not in PEOPLE:
        return _section(title, entry, aside, level)
    name, facts = people.named(entry, aside)
    return (Section(name or title, facts),)


def _section(heading: str, entry: Entry, aside: Aside, level: int) -> Blocks:
    blocks = value(entry, aside, min(level + 1, DEEPEST))
    if entry.holds in SAYS_ONE_THING and len(blocks) == 1:
        only = blocks[0]
        blocks = only.blocks if isinstance(only, Section) else blocks
    return (Section(heading, blocks),) if blocks else ()


def _note_section(entry: Entry, aside: Aside, level: int) -> Section:
    heading, text = _note(entry, aside, level)
    return Section(heading or aside.label(entry), text)


def _under_one(found: Iterable[Section]) -> tuple[Section, ...]:
    """Neighbours with the same heading, such as one medicine after another, under one."""
    together: list[Section] = []
    for one in found:
        if together and together[-1].heading == one.heading:
            together[-1] = Section(one.heading, together[-1].blocks + one.blocks)
        else:
            together.append(one)
    return tuple(together)


def _note(entry: Entry, aside: Aside, level: int) -> tuple[str, Blocks]:
    """What has a heading of its own: a coded heading above its text."""
    name_of_heading, name_of_text = HEADED[entry.holds]
    heading, text, rest = "", words(""), list[Entry]()
    for part in parts(entry, aside):
        if part.name == name_of_heading:
            heading = "".join(inline.text for inline in aside.coded(part.element, entry.holds))
        elif part.name == name_of_text:
            text += plain_value(part, aside, level)
        else:
            rest.append(part)
    return heading, text + content(rest, aside, level)


def _is_fact(group: list[Entry], *, top: bool) -> bool:
    """Whether a group stands as facts among others, or gets a heading of its own."""
    first = group[0]
    if first.slot.shape is None or first.holds in VALUES:
        return first.name not in PROSE
    if top or first.holds in HEADED:
        return False
    if first.holds in PEOPLE or first.holds in CARDS:
        return len(group) == 1
    return len(group) == 1 and _is_small(first.slot.shape)


@cache
def _is_small(shape: Shape) -> bool:
    """Whether a class holds single values and people only."""
    return all(
        slot.name not in PROSE and (slot.shape is None or slot.shape.name in VALUES | PEOPLE | CARDS)
        for slot in shape.slots
    )


def _facts(facts: list[Fact]) -> Blocks:
    return (Facts(tuple(facts)),) if facts else ()
