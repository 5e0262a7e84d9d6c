"""Keyset pages: the way from one page of a long list to the next costs the same at any depth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

T = TypeVar("T")
PAGE_SIZE = 50
LAST = 1000
"""Of pages that are counted: each costs as much as all before it."""


@dataclass(frozen=True)
class Place:
    """Where in a list, newest first, a page is: before (older than) or after (newer than) a key."""

    before: int | None = None
    after: int | None = None

    @property
    def first(self) -> bool:
        return self.before is None and self.after is None


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page, newest first. `older` and `newer` are the keys to go on from, None at the ends."""

    rows: tuple[T, ...]
    older: int | None
    newer: int | None


def page_of_keys(keys: Sequence[int], place: Place) -> Page[int]:
    """Cut a page out of at most PAGE_SIZE + 1 keys, sorted in the direction of reading."""
    more = len(keys) > PAGE_SIZE
    rows = tuple(sorted(keys[:PAGE_SIZE], reverse=True))
    if not rows:
        return Page((), None, None)
    older = rows[-1] if more or place.after is not None else None
    newer = rows[0] if place.before is not None or (place.after is not None and more) else None
    return Page(rows, older, newer)


def place_of(request: HttpRequest) -> Place:
    """The page that the address asks for; nonsense is the first page."""
    before, after = (_number(request.GET.get(name, "")) for name in ("before", "after"))
    return Place(before=None if after else before, after=after)


def number_of(request: HttpRequest) -> int:
    """The page that the address asks for, of a list whose pages are counted from 1."""
    return min(max(_number(request.GET.get("page", "")) or 1, 1), LAST)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
