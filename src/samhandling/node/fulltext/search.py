"""Which messages say every word of a text; all but short ones may be the beginning of a longer word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from samhandling.node import statements
from samhandling.node.keys import one_of
from samhandling.standards.words import words_in

if TYPE_CHECKING:
    from collections.abc import Collection

SHORTEST = 3
"""Letters of a word that may be the beginning of a longer one: with fewer, nearly all messages answer."""

_FOUND = {
    "sqlite": "SELECT rowid FROM fulltext_index WHERE fulltext_index MATCH %s LIMIT %s",
    "postgresql": "SELECT fulltext_find(%s, %s)",
}
_WITHIN = {"sqlite": "instr", "postgresql": "strpos"}
"""The place of a word in others: words are kept once each, with one space between."""
_SPELT = {"sqlite": ('"{}"', "*", " "), "postgresql": ("{}", ":*", " & ")}


@dataclass(frozen=True)
class Saying:
    """Messages that say these words. Without a word that is long enough, none."""

    wanted: tuple[str, ...]

    def first(self, most: int) -> set[int]:
        """Up to `most` of them, whichever."""
        whole = [word for word in self.wanted if not _may_go_on(word)]
        if not self.wanted or (whole and not _found(whole, 1)):  # which is soon told, unlike beginnings
            return set()
        return _found(self.wanted, most)

    def among(self, messages: Collection[int]) -> set[int]:
        """Those of the messages that are: their words are read, since an index of all tells of all first."""
        if not (messages and self.wanted):
            return set()
        within, (among, value) = _WITHIN[connection.vendor], one_of(messages)
        begun = "".join(f" AND {within}(' ' || words || ' ', %s) > 0" for _word in self.wanted)
        sql = f"SELECT message_id FROM fulltext_said WHERE message_id {among}{begun}"  # noqa: S608  ours alone
        words = (f" {word}" if _may_go_on(word) else f" {word} " for word in self.wanted)
        return {pk for (pk,) in statements.select(sql, value, *words)}


def _found(words: Collection[str], most: int) -> set[int]:
    each, onward, between = _SPELT[connection.vendor]
    asked = between.join(each.format(word) + onward * _may_go_on(word) for word in words)
    return {pk for (pk,) in statements.select(_FOUND[connection.vendor], asked, most)}


def saying(text: str) -> Saying:
    """What a person's text asks for; nothing where all its words are short."""
    asked = words_in(text)
    return Saying(tuple(asked)) if any(map(_may_go_on, asked)) else NOTHING_SAID


def _may_go_on(word: str) -> bool:
    """Whether it may be the beginning of a longer word."""
    return len(word) >= SHORTEST


NOTHING_SAID = Saying(())
