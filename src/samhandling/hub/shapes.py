"""The shape of JSON bodies, as small checks: each takes a value and its place and yields what is wrong."""

import re
from collections.abc import Callable, Iterator
from typing import Any

Check = Callable[[Any, str], Iterator[str]]

LARGEST_HER = 2**31 - 1
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


def text(value: Any, place: str) -> Iterator[str]:
    """A string."""
    if not isinstance(value, str):
        yield f"{place}: must be a string"


def boolean(value: Any, place: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield f"{place}: must be true or false"


def her_id(value: Any, place: str) -> Iterator[str]:
    """A HER-id: a positive 32-bit integer."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= LARGEST_HER:
        yield f"{place}: must be a HER-id"


def word(*allowed: str) -> Check:
    """One of some words."""

    def check(value: Any, place: str) -> Iterator[str]:
        if value not in allowed:
            yield f"{place}: must be one of {', '.join(allowed)}"

    return check


def nullable(inner: Check) -> Check:
    """Null, or what the inner check wants."""

    def check(value: Any, place: str) -> Iterator[str]:
        if value is not None:
            yield from inner(value, place)

    return check


def listing(inner: Check, least: int = 0) -> Check:
    """A list in which each item passes the inner check."""

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, list) or len(value) < least:
            yield f"{place}: must be a list of at least {least}"
            return
        for number, item in enumerate(value):
            yield from inner(item, f"{place}[{number}]")

    return check


def record(fields: dict[str, Check], required: tuple[str, ...] = ()) -> Check:
    """An object with these fields; others are let be."""

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{place or 'body'}: must be an object"
            return
        for name in required:
            if name not in value:
                yield f"{_join(place, name)}: is required"
        for name, inner in fields.items():
            if name in value:
                yield from inner(value[name], _join(place, name))

    return check


def is_uuid(value: str) -> bool:
    """Say whether a text is a UUID written in the usual way."""
    return _UUID.fullmatch(value) is not None


def _join(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
