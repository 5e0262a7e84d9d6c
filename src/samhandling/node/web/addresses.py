"""Addresses of pages for long lists: worked out once, not once for each row."""

from __future__ import annotations

from functools import cache

from django.urls import reverse

_STAND_IN = "987654321"


def address_of(name: str, pk: int | None = None) -> str:
    """What `reverse` says of a page; `pk` is its one key. A node has one root, so it never changes."""
    return _pattern(name).replace(_STAND_IN, str(pk)) if pk is not None else _plain(name)


@cache
def _pattern(name: str) -> str:
    return reverse(name, args=[int(_STAND_IN)])


@cache
def _plain(name: str) -> str:
    return reverse(name)
