"""The words of what a message says, for those who look for one: without header, codes and attachments."""

import re
from collections.abc import Iterator

from lxml import etree

from samhandling.standards.content import business_contents
from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.reading import read_tree

MOST = 5_000
LONGEST = 40
"""Letters; what is longer is no word, or nobody types it whole."""

_SAID = tuple(
    etree.XPath(f"descendant::{said}", smart_strings=False) for said in ("text()", "*/@DN", "*/@OT")
)
"""Where words stand: text, the name of a code, and what is said in place of one."""
_WORD = re.compile(r"[^\W_]+")


def words(document: bytes) -> list[str]:
    """Each word once, folded to small letters, in alphabetical order, MOST at the most.

    Raises MessageError for bytes that are no XML.
    """
    said = " ".join(piece for content in business_contents(read_tree(document)) for piece in _said(content))
    pieces = set(said.casefold().split())
    whole = {piece for piece in pieces if piece.isalnum()}
    found = whole.union(_WORD.findall(" ".join(pieces - whole)))  # a pattern is dear
    return sorted(word for word in found if len(word) <= LONGEST)[:MOST]


def words_in(text: str) -> list[str]:
    """The words of a text, as `words` writes them."""
    return [word for word in _WORD.findall(text.casefold()) if len(word) <= LONGEST]


def _said(content: XmlElement) -> Iterator[str]:
    for where in _SAID:
        yield from map(str, where(content))  # type: ignore[arg-type]  # an XPath to texts gives a list
