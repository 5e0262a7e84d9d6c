"""Simple types of XML Schema: how a text is checked, read and written."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from .free_content import FreeContent
from .tidspunkt import Tidspunkt


@dataclass(frozen=True)
class Simple:
    """A simple type: its base with facets for the schema, and how its text is read and written.

    Readers are given text that the schema has passed, and never raise on other text either.
    """

    base: str = "string"
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    pattern: str | None = None
    enumeration: tuple[str, ...] = ()
    union: tuple[str, ...] = ()


def squeeze(text: str) -> str:
    """White space as xs:token has it: none at the ends, single blanks between."""
    return " ".join(text.split())


def _tidspunkt(text: str) -> Tidspunkt:
    return Tidspunkt(text.strip())


def _boolean(text: str) -> bool:
    return text.strip() in {"true", "1"}


def _write_boolean(value: bool) -> str:  # noqa: FBT001  a writer takes the value only
    return "true" if value else "false"


def _integer(text: str) -> int | Decimal:
    """A whole number; one longer than Python reads as int (4300 digits) is a Decimal."""
    try:
        return int(text)
    except ValueError:
        return _decimal(text)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return Decimal("NaN")


def _write_decimal(value: Decimal) -> str:
    return format(value, "f")


def _write_double(value: Decimal) -> str:
    if Decimal(value).is_infinite():
        return "INF" if value > 0 else "-INF"
    return str(value)


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=False)
    except binascii.Error:
        return b""


def _write_base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _content_text(value: FreeContent) -> str:
    return value.text


ANY_TYPE = Simple("anyType")
STRING = Simple()
SIMPLE_OF: dict[Any, Simple] = {
    str: STRING,
    bool: Simple("boolean", _boolean, _write_boolean),
    int: Simple("integer", _integer),
    Decimal: Simple("decimal", _decimal, _write_decimal),
    bytes: Simple("base64Binary", _base64, _write_base64),
    FreeContent: ANY_TYPE,
}

# A double is read as Decimal: a float would turn a strength of "40" mg into 40.0
Double = Annotated[Decimal, Simple("double", _decimal, _write_double)]
YesNo = Annotated[bool, Simple("boolean", _boolean, _write_boolean, pattern="true|false")]
Token = Annotated[str, Simple("token", squeeze)]
Uri = Annotated[str, Simple("anyURI", squeeze)]
UniqueName = Annotated[str, Simple("ID", squeeze)]
# The standard writes (\d+\.?)*\d+; the same strings, but exponential in `re` and quadratic in libxml2
Oid = Annotated[str, Simple("token", squeeze, pattern=r"\d+(\.\d+)*")]
PlainText = Annotated[FreeContent, Simple("string", FreeContent, _content_text)]

Date = Annotated[Tidspunkt, Simple("date", _tidspunkt)]
DateTime = Annotated[Tidspunkt, Simple("dateTime", _tidspunkt)]
Year = Annotated[Tidspunkt, Simple("gYear", _tidspunkt)]
AnyPrecision = Annotated[
    Tidspunkt, Simple("union", _tidspunkt, union=("dateTime", "date", "gYear", "gYearMonth", "time"))
]
