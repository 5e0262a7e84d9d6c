"""What a correction keeps of the message that it replaces: the formatting of texts that nobody changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from samhandling.standards.definition import Element

from .formatted import Formatted
from .reading import said
from .settling import settled_text
from .shapes import Field, Part, Profile, Values, Where

Standing = Literal["kept", "changed", "barred"]


@dataclass(frozen=True, slots=True)
class Formatting:
    """The formatted texts of a message by their places.

    A text is known by its fields and what it says, so that rows may come and go before it.
    """

    at: Mapping[Where, Formatted] = field(default_factory=dict)

    def of(self, where: Where, text: str) -> Formatted | None:
        """The formatted text that this one is, where nobody has changed it."""
        names, here = _names(where), self.at.get(where)
        if here == text:
            return here
        return next((one for place, one in self.at.items() if one == text and _names(place) == names), None)

    def standing(self, where: Where, text: str) -> Standing | None:
        """Whether the text of a field keeps its formatting; None where there is nothing to keep.

        "barred": it has more than may be sent (HISD 1155), so that it leaves as plain text.
        """
        found = self.of(where, text)
        if found is None:
            return "changed" if text and where in self.at else None
        return "kept" if found.may_be_sent else "barred"


NONE = Formatting()


def formatting(profile: Profile, document: bytes | Element) -> Formatting:
    """The formatted texts of a document of this profile's type. Raises MessageError."""
    return Formatting(dict(_formatted(profile.parts, said(profile, document), ())))


def with_formatting(parts: Sequence[Part], values: Values, kept: Formatting, above: Where = ()) -> Values:
    """Settled values in which each text that keeps its formatting has it with it."""
    found: dict[str, Any] = dict(values)
    for part in parts if kept.at else ():
        held, where = values.get(part.name), (*above, part.name)
        if not held:
            continue
        if isinstance(part, Field):
            was = kept.of(where, held) if part.kind == "rich" else None
            found[part.name] = was if was is not None and was.may_be_sent else held
        elif part.many:
            rows = enumerate(held)
            found[part.name] = [with_formatting(part.parts, row, kept, (*where, n)) for n, row in rows]
        else:
            found[part.name] = with_formatting(part.parts, held, kept, where)
    return found


def _formatted(parts: Sequence[Part], values: Values, above: Where) -> Iterator[tuple[Where, Formatted]]:
    for part in parts:
        held, where = values.get(part.name), (*above, part.name)
        if isinstance(part, Field):
            if isinstance(held, Formatted):
                yield where, Formatted.of(held.content, settled_text(part, held))
        elif part.many:
            for n, row in enumerate(held or ()):
                yield from _formatted(part.parts, row, (*where, n))
        else:
            yield from _formatted(part.parts, held or {}, where)


def _names(where: Where) -> tuple[str, ...]:
    return tuple(step for step in where if isinstance(step, str))
