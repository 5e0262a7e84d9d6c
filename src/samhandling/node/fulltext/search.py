"""Which messages say every word of a text; a word may be the beginning of a longer one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from samhandling.node import statements
from samhandling.standards.words import words_in

if TYPE_CHECKING:
    from collections.abc import Collection

SHORTEST = 3
"""Letters of a word that is looked for: with fewer, nearly every message answers."""

_FOUND = {
    "sqlite": ("SELECT rowid FROM fulltext_index WHERE fulltext_index MATCH %s", "rowid"),
    "postgresql": (
        "SELECT message_id FROM fulltext_said WHERE vector @@ to_tsquery('simple', %s)",
        "message_id",
    ),
}
_SPELT = {"sqlite": ('"{}"*', " "), "postgresql": ("{}:*", " & ")}


@dataclass(frozen=True)
class Saying:
    """Messages that say these words. Without a word that is long enough, none."""

    wanted: tuple[str, ...]

    def first(self, most: int) -> set[int]:
        """Up to `most` of them, whichever."""
        return self._found("LIMIT %s", most)

    def among(self, messages: Collection[int]) -> set[int]:
        """Those of the messages that are."""
        if not messages:
            return set()
        return self._found(f"AND {self._sql[1]} IN ({statements.places(messages)})", *messages)  # type: ignore[arg-type]

    @property
    def _sql(self) -> tuple[str, str]:
        return _FOUND[connection.vendor]

    def _found(self, ending: str, *params: int) -> set[int]:
        if not self.wanted:
            return set()
        each, between = _SPELT[connection.vendor]
        asked = between.join(each.format(word) for word in self.wanted)
        return {pk for (pk,) in statements.select(f"{self._sql[0]} {ending}", asked, *params)}


def saying(text: str) -> Saying:
    """What a person's text asks for; short words are passed by."""
    return Saying(tuple(word for word in words_in(text) if len(word) >= SHORTEST))


NOTHING_SAID = Saying(())
