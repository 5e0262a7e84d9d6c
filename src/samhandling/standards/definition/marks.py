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


@dataclass(frozen=True)
class Called:
    """`Annotated[str, Called("XPath")]`: the XML name of one of several choices, which share a field."""

    name: str


@dataclass(frozen=True)
class Wildcard:
    """Which elements may stand where any may: their namespace, and how far they are checked (xs:any)."""

    namespace: str = "##any"
    process: str = "strict"


class Together:
    """Base of fields that stand side by side, once for each time that they are named in a declaration."""


Many = Annotated[Sequence[T], Mark.MANY]
Some = Annotated[Sequence[T], Mark.SOME]
Or = Annotated[T, Mark.ALTERNATIVE]
Attr = Annotated[T, Mark.ATTRIBUTE]
Text = Annotated[T, Mark.TEXT]
Absent = Annotated[None, Mark.ABSENT]
AnyElement = Annotated["Element", Mark.ANY, Wildcard()]
AnyAtAll = Annotated["Element", Mark.ANY, Wildcard(process="lax")]
AnyOther = Annotated["Element", Mark.ANY, Wildcard("##other", "lax")]
AnyDeclaredOther = Annotated["Element", Mark.ANY, Wildcard("##other")]
