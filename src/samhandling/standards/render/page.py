"""What a rendered message consists of, before it is HTML or plain text.

A page is made once from the XML (`pages.py`) and written twice (`html.py`, `text.py`), so that both show the
same content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

SHOUTED = "versaler"
"""The kind of a text from a list that writes all in capitals: drawn as words, its letters kept."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text. `kind` is "" or a word for its class: "kode", "navn", "merke"."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """A point in time in words, with its exact form as it stood in the message."""

    text: str
    exact: str


@dataclass(frozen=True, slots=True)
class Link:
    """A telephone number, an e-mail address or an attachment."""

    text: str
    href: str


Inline: TypeAlias = Text | Time | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; line breaks in it are kept."""

    parts: tuple[Inline, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Markup:
    """Formatted content that came as XHTML, after the allow-list: as HTML and as plain text."""

    html: str
    plain: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One name with its value."""

    label: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Table:
    """Repeated things: one row each, the first cell names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Blocks, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Content under a heading."""

    heading: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Source:
    """Text shown exactly as it came, such as XML."""

    text: str


@dataclass(frozen=True, slots=True)
class Details:
    """Content that is folded away until asked for."""

    heading: str
    blocks: Blocks


Block: TypeAlias = Paragraph | Markup | Facts | Table | Section | Source | Details
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What a message does, in words. `kind` is "ny", "endring", "kansellering", "godkjent" or "avvist"."""

    text: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole message: `kind` is "melding", "kvittering" or "feil"."""

    kind: str
    title: str
    status: Status | None
    header: Blocks
    body: Blocks
    contents: str = ""
    """What the table of contents of a long page is called."""
    envelope: str = ""
    """What the header is called where it stands after the content."""


def plain(part: Inline) -> str:
    """A part of a paragraph where nothing can be drawn: what is drawn as words is written as words."""
    return part.text.capitalize() if isinstance(part, Text) and part.kind == SHOUTED else part.text


def words(text: str, kind: str = "") -> Blocks:
    """One paragraph of text; nothing for no text."""
    return (Paragraph((Text(text, kind),)),) if text else ()
