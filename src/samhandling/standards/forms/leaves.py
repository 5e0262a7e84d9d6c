"""Single values: between the text of a form and the typed value of a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from samhandling.standards import codes
from samhandling.standards.datatypes import CS, CV, TS, URL
from samhandling.standards.definition import FreeContent, Node, Tidspunkt
from samhandling.standards.definition.fields import Field as Declared
from samhandling.standards.render.layout import IN_CAPITALS

from .formatted import Formatted

TIMES = frozenset({"dateTime", "date", "gYear", "gYearMonth", "time", "union"})
NUMBERS = frozenset({"integer", "decimal", "double"})
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_PHONE = re.compile(r"\+?[\d ]{3,20}")


class NotReadable(ValueError):
    """A text that cannot be a value of its field: what is wrong is told by `checking`."""


def typed(text: str, declared: Declared) -> Any:
    """The value of a text in a declared field. Raises NotReadable."""
    if declared.cls is not None:
        return _coded(text, declared.cls)
    simple = declared.simple
    if simple is None:
        raise NotReadable(text)
    if simple.base in NUMBERS:
        return number(text, whole=simple.base == "integer")
    if simple.base in TIMES:
        return Tidspunkt(text)
    if simple.base == "boolean":
        return text == "true"
    if simple.base == "anyType":
        return text.content if isinstance(text, Formatted) else FreeContent(text)
    return text


def text_of(value: Any, choices: Sequence[str] = ()) -> str:
    """The text of a typed value, as `typed` would take it (`Formatted` where it is); empty for none.

    `choices` tell the code system of a CS, which carries none.
    """
    if value is None:
        return ""
    if isinstance(value, Node):
        return _text_of_node(value, choices)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, FreeContent):
        return value.text if value.is_plain else Formatted.of(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def number(text: str, *, whole: bool = False) -> int | Decimal:
    """A number as people write it, with comma or point. Raises NotReadable."""
    plain = text.strip().replace(" ", "").replace(",", ".")
    if not _NUMBER.fullmatch(plain) or (whole and "." in plain):
        raise NotReadable(text)
    try:
        return int(plain) if whole else Decimal(plain)
    except (InvalidOperation, ValueError):
        raise NotReadable(text) from None


def phone(text: str) -> str:
    """A telephone number without blanks. Raises NotReadable."""
    if not _PHONE.fullmatch(text.strip()):
        raise NotReadable(text)
    return "".join(text.split())


def split_code(text: str) -> tuple[str, str]:
    """`9141:8` → code system and code. Raises NotReadable."""
    system, separator, value = text.partition(":")
    if not (system and separator and value):
        raise NotReadable(text)
    return system, value


def code_words(text: str) -> str:
    """The official name of a code in the form `9141:8`, as a word where its list shouts."""
    system, _, value = text.partition(":")
    name = codes.words(system, value)
    return name.capitalize() if system in IN_CAPITALS else name


def _coded(text: str, cls: type[Node]) -> Node:
    if cls is TS:
        return TS(V=Tidspunkt(text))
    if cls is URL:
        return URL(V=f"mailto:{text}" if "@" in text else f"tel:{phone(text)}")
    system, value = split_code(text)
    name = codes.name(system, value)
    if cls is CV:
        return CV(V=value, S=f"{codes.ROOT}{system}", DN=name)
    if cls is CS:
        return CS(V=value, DN=name)
    raise NotReadable(text)


def _text_of_node(value: Node, choices: Sequence[str]) -> str:
    if isinstance(value, TS):
        return str(value.V or "")
    if isinstance(value, URL):
        return (value.V or "").removeprefix("tel:").removeprefix("mailto:")
    if isinstance(value, CV):
        number = (value.S or "").removeprefix(codes.ROOT)
        return f"{number}:{value.V}" if value.V else ""
    code = str(value.values.get("V") or "")
    system = next((one.partition(":")[0] for one in choices if one.partition(":")[2] == code), "")
    system = system or next((one.partition(":")[0] for one in choices), "")
    return f"{system}:{code}" if code else ""
