"""What changed between two versions of a message, in words.

Both are laid out as pages (`render`), and the pages are compared: a value is known by the headings and labels
above it, so that what is told is what a reader would see. A row of a table is known by its first cell; the
order of things, the times of writing and sending, and technical details do not count.

    for change in differences(older, newer):
        print(in_words(change))  # "Legemidler › Paracet › Dosering: «1 stk» er endret til «2 stk»"
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from samhandling.standards.limits import LIMITS, Limits
from samhandling.standards.reading import read_tree
from samhandling.standards.render.language import Language, language_of
from samhandling.standards.render.page import (
    Block,
    Facts,
    Markup,
    Page,
    Paragraph,
    Section,
    Source,
    Table,
    plain,
)
from samhandling.standards.render.pages import page_of

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is not as it was.

    `where` is the way to it, headings first; `before` is empty for what was added, `after` for what is gone.
    """

    kind: Literal["added", "removed", "changed"]
    where: Place
    before: str
    after: str


def differences(
    older: bytes, newer: bytes, language: str = "nb", limits: Limits = LIMITS
) -> tuple[Change, ...]:
    """Every change from an older to a newer version, in the newer one's order; () where they say the same.

    Raises MessageError for bytes that are no XML.
    """
    words = language_of(language)
    before, after = (_told(page_of(read_tree(one, limits), words), words) for one in (older, newer))
    places = dict.fromkeys((*after, *before))
    return tuple(
        change for place in places for change in _changes(place, before.get(place, []), after.get(place, []))
    )


def in_words(change: Change, language: str = "nb") -> str:
    """A change as one line of text."""
    words = language_of(language)
    told = words[f"diff_{change.kind}"].format(before=_quoted(change.before), after=_quoted(change.after))
    return f"{' › '.join(change.where)}: {told}"


def _quoted(text: str) -> str:
    return "«" + " ".join(text.split()) + "»"


def _changes(place: Place, before: list[str], after: list[str]) -> Iterator[Change]:
    """What is on one side only; a value that went and one that came at the same place are one change."""
    gone, come = _without(before, after), _without(after, before)
    for old, new in zip_longest(gone, come, fillvalue=""):
        kind: Literal["added", "removed", "changed"] = (
            "changed" if old and new else "added" if new else "removed"
        )
        yield Change(kind, place, old, new)


def _without(values: list[str], others: list[str]) -> list[str]:
    """The values that the others lack, each as often as it is lacking."""
    left = Counter(others)
    found: list[str] = []
    for value in values:
        if left[value]:
            left[value] -= 1
        else:
            found.append(value)
    return found


def _told(page: Page, words: Language) -> dict[Place, list[str]]:
    """Every value of a page by its place."""
    written = [("MsgInfo", "gen_date"), ("Message", "gen_date"), ("RefDoc", "issue_date")]
    times = {words.label(*one) for one in written}
    head = [one for one in _values(page.header, ()) if one[0][0] not in times]
    told: dict[Place, list[str]] = {}
    for place, text in [((words["diff_type"],), page.title), *head, *_values(page.body, ())]:
        if text.strip():
            told.setdefault(place, []).append(text.strip())
    return told


def _values(blocks: Iterable[Block], place: Place) -> Iterator[tuple[Place, str]]:
    """Each value under some headings; what is folded away is left out."""
    for block in blocks:
        if isinstance(block, Section):
            yield from _values(block.blocks, (*place, block.heading))
        elif isinstance(block, Facts):
            for fact in block.rows:
                yield from _values(fact.blocks, (*place, fact.label))
        elif isinstance(block, Table):
            yield from _rows(block, place)
        elif isinstance(block, Paragraph | Markup | Source):
            yield place, _text(block)


def _rows(table: Table, place: Place) -> Iterator[tuple[Place, str]]:
    """The cells of each row, by the text of its first cell and the name of the column."""
    for row in table.rows:
        (name, *facts), *cells = (list(_values(cell, ())) or [((), "")] for cell in row)
        at = (*place, name[1].strip())
        yield at, name[1]
        for column, found in zip(table.head, ([*facts], *cells), strict=True):
            yield from (((*at, column, *inner), text) for inner, text in found)


def _text(block: Paragraph | Markup | Source) -> str:
    if isinstance(block, Paragraph):
        return "".join(map(plain, block.parts))
    return block.plain if isinstance(block, Markup) else block.text
