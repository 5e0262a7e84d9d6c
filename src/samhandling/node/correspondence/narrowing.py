"""Which messages of a queue are asked for, when the queue's own columns cannot tell.

What answers to few messages is looked up by its own index, and they are then sought in the queue. What
answers to many is found by walking the queue some rows at a time until the page is full. So no question makes
the database read the whole queue, whichever way it would have planned one large query.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from samhandling.node.correspondence.keys import any_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from django.db.models import QuerySet

FEW = 3000
"""Messages that are fetched by their keys in one statement, on both databases."""


class Narrowing(Protocol):
    """A condition on messages."""

    def few(self) -> set[int] | None:
        """The keys of all that it holds for; None when they are more than FEW."""

    def among(self, messages: Collection[int]) -> set[int]:
        """Those of the messages that it holds for."""


@dataclass(frozen=True)
class NamedBy:
    """Messages that rows of another table name, in this column."""

    rows: QuerySet
    column: str

    def few(self) -> set[int] | None:
        return few_of([self.rows.values_list(self.column, flat=True)])

    def among(self, messages: Collection[int]) -> set[int]:
        return set(
            self.rows.filter(**{f"{self.column}__in": any_of(messages)}).values_list(self.column, flat=True)
        )


def few_of(columns: Iterable[QuerySet]) -> set[int] | None:
    """All keys in these columns; None when they are more than FEW."""
    found: set[int] = set()
    for column in columns:
        found.update(column.order_by()[: FEW + 1])
        if len(found) > FEW:
            return None
    return found


def few_for(narrowings: Sequence[Narrowing]) -> set[int] | None:
    """The keys of the messages that all of these hold for; None when none of them holds for few."""
    for one in narrowings:
        found = one.few()
        if found is not None:
            return among_all([other for other in narrowings if other is not one], found)
    return None


def among_all(narrowings: Iterable[Narrowing], messages: Collection[int]) -> set[int]:
    """Those of the messages that all of these hold for."""
    left = set(messages)
    for one in narrowings:
        left = one.among(left) if left else left
    return left
