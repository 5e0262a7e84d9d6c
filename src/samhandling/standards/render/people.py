"""People and organisations: the name, then what else is said of them."""

from __future__ import annotations

from collections.abc import Iterator

from . import blocks
from .entries import Aside, Entry
from .layout import CARDS, PEOPLE
from .leaves import TYPED, parts, plain_value
from .page import Blocks, Fact, Facts, words

NAMES = ("given_name", "middle_name", "family_name", "organisation_name", "name")
"""The parts of a name, in reading order."""


def card(entry: Entry, aside: Aside) -> Blocks:
    """A person or an organisation, or what stands around one: the name as a line, then the facts."""
    name, facts = named(entry, aside)
    return words(name, "navn") + facts


def named(entry: Entry, aside: Aside) -> tuple[str, Blocks]:
    """The name ("" where there is none), and the facts."""
    name, facts = _said(entry, aside)
    return name, (Facts(tuple(facts)),) if facts else ()


def name_of(entry: Entry) -> str:
    """The whole name of a person or an organisation; "" where there is none."""
    found = (entry.child(name) for name in NAMES)
    return " ".join(" ".join(part.text.split()) for part in found if part is not None and part.text)


def _said(entry: Entry, aside: Aside) -> tuple[str, list[Fact]]:
    """The name, and the facts: of the person that the entry is or holds, and of the entry itself."""
    name = name_of(entry) if entry.holds in PEOPLE else ""
    facts: list[Fact] = []
    for part, kind in with_types(parts(entry, aside)):
        if part.name in NAMES and entry.holds in PEOPLE:
            continue
        if kind:
            facts.append(_typed(part, kind, aside))
        elif not name and entry.holds in CARDS and part.holds in PEOPLE:
            name, inner = _said(part, aside)
            facts += inner
        elif part.name != TYPED.get(entry.holds):
            facts += blocks.rows([part], aside)
    return name, blocks.merged(facts)


def with_types(found: Iterator[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    """Each entry; an identifier with the type that stands after it, as in AppRec (Ident holds both)."""
    waiting: Entry | None = None
    for part in found:
        if waiting:
            is_type = part.name in {"type_id", "type", "type_off_id"}
            yield waiting, part if is_type else None
            waiting = None
            if is_type:
                continue
        if part.name in {"id", "off_id"}:
            waiting = part
        else:
            yield part, None
    if waiting:
        yield waiting, None


def _typed(number: Entry, kind: Entry, aside: Aside) -> Fact:
    label = "".join(part.text for part in aside.coded(kind.element, kind.owner))
    return Fact(label or aside.label(number), plain_value(number, aside, 6))
