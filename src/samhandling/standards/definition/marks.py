"""The words of a declaration: how often, what kind, which value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Annotated, TypeVar

if TYPE_CHECKING:
    from .element import Element

T = TypeVar("T")


class Mark(Enum):
    """A note that a declaration puts on its annotation."""

    MANY = auto()
    SOME = auto()
    ALTERNATIVE = auto()
    ATTRIBUTE = auto()
    TEXT = auto()
    ANY = auto()
    ABSENT = auto()


@dataclass(frozen=True)
class Fixed:
    """`Annotated[str, Fixed("x")]`: the only value allowed; an empty element means it too."""

    value: str


@dataclass(frozen=True)
class Default:
    """`Annotated[str, Default("x")]`: what an empty element means."""

    value: str


Many = Annotated[Sequence[T], Mark.MANY]
Some = Annotated[Sequence[T], Mark.SOME]
Or = Annotated[T, Mark.ALTERNATIVE]
Attr = Annotated[T, Mark.ATTRIBUTE]
Text = Annotated[T, Mark.TEXT]
Absent = Annotated[None, Mark.ABSENT]
AnyElement = Annotated["Element", Mark.ANY]
