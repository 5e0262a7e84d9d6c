"""One page of a queue over several services, by a key that an index has in order."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Max, Min, QuerySet

from samhandling.node.correspondence.narrowing import FEW, Narrowing, among_all, columns_of, few_for
from samhandling.node.keys import any_of, rows_in
from samhandling.node.web.pages import PAGE_SIZE, Page, page_of_keys

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence

    from samhandling.node.web.pages import Place

FIRST_STEP, LONGEST_STEP = 200, FEW
Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Span:
    """From a moment (aware) until before another; None where it has no end."""

    begin: dt.datetime | None = None
    end: dt.datetime | None = None


@dataclass(frozen=True)
class Walk:
    """Rows of a queue, and the columns for whose it is, when it came, which message it is, and its order."""

    rows: QuerySet
    her: str
    at: str
    message: str
    key: str = "pk"


def page_of(
    walk: Walk, hers: Collection[int], narrowings: Sequence[Narrowing], span: Span, place: Place
) -> Page[int]:
    """The keys of the rows of one page, the highest `walk.key` first. The page's ends are such keys."""
    few = few_for(narrowings) if narrowings else None
    if few is not None:
        found = _of_few(walk, hers, few, span, place)
    else:
        ways = [_of_service(walk, her, span, place) for her in hers]
        found = _chosen(walk, ways, narrowings, place) if narrowings else _first(walk, ways)
    primary = dict(sorted(found, reverse=place.after is None)[: PAGE_SIZE + 1])
    page = page_of_keys(list(primary), place)
    return Page(tuple(primary[key] for key in page.rows), page.older, page.newer)


def _of_few(walk: Walk, hers: Collection[int], messages: Collection[int], span: Span, place: Place) -> Pairs:
    """Of so few messages, all. Whose they are is told apart here: their keys are the way to find them."""
    found = _beyond(_within(walk.rows, walk.at, span), walk.key, place)
    rows = rows_in(
        found.filter(any_of(walk.message, messages)).order_by().values_list(walk.key, "pk", walk.her)
    )
    return [(key, pk) for key, pk, her in rows if her in hers]


def _of_service(walk: Walk, her: int, span: Span, place: Place) -> QuerySet:
    """All of one service, in the order of the page.

    One short query per service: each walks an index that is sorted by key within the service, where one
    query for all of them would sort the whole queue.
    """
    rows = _within(walk.rows, walk.at, span).filter(**{walk.her: her})
    if span != Span() and walk.key == "pk":
        rows = _between(rows, _within(walk.rows.model.objects.filter(**{walk.her: her}), walk.at, span))
    rows = _beyond(rows, walk.key, place)
    return rows.order_by(walk.key if place.after is not None else f"-{walk.key}")


def _first(walk: Walk, ways: Iterable[QuerySet]) -> Pairs:
    """Of each service one more than a page has."""
    return [pair for rows in ways for pair in rows_in(rows.values_list(walk.key, "pk")[: PAGE_SIZE + 1])]


def _chosen(walk: Walk, ways: Iterable[QuerySet], narrowings: Sequence[Narrowing], place: Place) -> Pairs:
    """Those whose messages are asked for: some rows of each service at a time, until the page is full.

    A service is left where all that follows in it would come after the end of the page.
    """
    prefix = "" if walk.message == "pk" else f"{walk.message}__"
    columns = [walk.key, "pk", walk.message, *(f"{prefix}{name}" for name in columns_of(narrowings))]
    side, before = ("gt", operator.lt) if place.after is not None else ("lt", operator.gt)
    found: Pairs = []
    seen, size, left = 0, FIRST_STEP, [(rows, rows) for rows in ways]
    while left:
        steps = [(rows, rows_in(onward.values_list(*columns)[:size])) for rows, onward in left]
        step = [row for _rows, one in steps for row in one]
        wanted = among_all(narrowings, {message: told for _key, _pk, message, *told in step})
        found += [(key, pk) for key, pk, message, *_told in step if message in wanted]
        found.sort(reverse=place.after is None)
        left = [
            (rows, rows.filter(**{f"{walk.key}__{side}": one[-1][0]}))
            for rows, one in steps
            if len(one) == size and (len(found) <= PAGE_SIZE or before(one[-1][0], found[PAGE_SIZE][0]))
        ]
        seen += len(step)
        size = _next_step(size, seen, len(found), len(left))
    return found


def _next_step(size: int, seen: int, found: int, services: int) -> int:
    """Twice as many, or so many as fill the page when what follows is like what was seen."""
    longest = min(2 * size, LONGEST_STEP)
    if not services or not 0 < found <= PAGE_SIZE:
        return longest
    missing = PAGE_SIZE + 1 - found
    return min(longest, missing * seen // (found * services) + size // 4 + 1)


def _within(rows: QuerySet, at: str, span: Span) -> QuerySet:
    if span.begin:
        rows = rows.filter(**{f"{at}__gte": span.begin})
    if span.end:
        rows = rows.filter(**{f"{at}__lt": span.end})
    return rows


def _between(rows: QuerySet, all_of_then: QuerySet) -> QuerySet:
    """The same rows, told between which keys they are: so a walk begins and ends there.

    The index by time alone tells it: it holds the keys too.
    """
    key = F("pk") + 0  # the key itself would have PostgreSQL look through all keys for the first of then
    ends = all_of_then.aggregate(first=Min(key), last=Max(key))
    return rows.none() if ends["first"] is None else rows.filter(pk__gte=ends["first"], pk__lte=ends["last"])


def _beyond(rows: QuerySet, key: str, place: Place) -> QuerySet:
    if place.first:
        return rows
    side, end = ("gt", place.after) if place.after is not None else ("lt", place.before)
    return rows.filter(**{f"{key}__{side}": end})
