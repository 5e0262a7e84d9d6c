"""Pieces of HTML that stand on a page many times: a template takes ten times as long to write each."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Iterable


def piece(shape: str, *parts: Any, **named: Any) -> SafeString:
    """As `format_html`: what is not HTML already is escaped. A fifth of its time, for text."""
    by_name = {name: _escaped(part) for name, part in named.items()} if named else {}
    return SafeString(shape.format(*map(_escaped, parts), **by_name))


def pieces(parts: Iterable[Any]) -> SafeString:
    """One after the other, escaped as above."""
    return SafeString("".join(map(_escaped, parts)))


def _escaped(part: Any) -> str:
    if type(part) is SafeString:
        return part
    return escape(part) if type(part) is str else conditional_escape(part)
