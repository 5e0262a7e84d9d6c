"""Which messages of a queue are asked for, when the queue's own columns cannot tell.

What answers to few messages is looked up by its own index, and they are then sought in the queue. What
answers to many is found by walking the queue some rows at a time until the page is full. So no question makes
the database read the whole queue, whichever way it would have planned one large query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from samhandling.node.journal.models import Message
from samhandling.node.keys import any_of, keys_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

FEW = 3000
"""Messages that are fetched by their keys in one statement, on both databases."""


Told = Mapping[int, Sequence[Any]]
"""What a condition must know of messages, by their keys."""


class Narrowing(Protocol):
    """A condition on messages. `columns` are what it must know of each, as paths from a message."""

    @property
    def columns(self) -> tuple[str, ...]: ...

    def few(self) -> set[int] | None:
        """The keys of all that it holds for; None when they are more than FEW."""

    def among(self, messages: Told) -> set[int]:
        """Those of the messages that it holds for."""


@dataclass(frozen=True)
class NamedBy:
    """Messages that rows of another table name, in this column."""

    columns: ClassVar[tuple[str, ...]] = ()

    rows: QuerySet
    column: str

    def few(self) -> set[int] | None:
        return few_of([self.rows.values_list(self.column, flat=True)])

    def among(self, messages: Told) -> set[int]:
        return set(self.rows.filter(any_of(self.column, messages)).values_list(self.column, flat=True))


def few_of(columns: Iterable[QuerySet]) -> set[int] | None:
    """All keys in these columns; None when they are more than FEW."""
    found: set[int] = set()
    for column in columns:
        found.update(keys_in(column.order_by()[: FEW + 1]))
        if len(found) > FEW:
            return None
    return found


def are_many(column: QuerySet) -> bool:
    """Whether the keys in this column are more than FEW, by an index that alone tells it."""
    return column.order_by()[: FEW + 1].count() > FEW


def few_for(narrowings: Sequence[Narrowing]) -> set[int] | None:
    """The keys of the messages that all of these hold for; None when none of them holds for few."""
    for one in narrowings:
        found = one.few()
        if found is not None:
            return _those_of(found, [other for other in narrowings if other is not one])
    return None


def among_all(narrowings: Iterable[Narrowing], messages: Told) -> set[int]:
    """Those of the messages that all of these hold for; of each, the columns of them all are told in turn."""
    left, start = set(messages), 0
    for one in narrowings:
        end = start + len(one.columns)
        left = one.among({pk: messages[pk][start:end] for pk in left}) if left else left
        start = end
    return left


def columns_of(narrowings: Iterable[Narrowing]) -> list[str]:
    """What must be told of a message for all of these."""
    return [column for one in narrowings for column in one.columns]


def _those_of(messages: set[int], narrowings: Sequence[Narrowing]) -> set[int]:
    if not narrowings:
        return messages
    rows = Message.objects.filter(any_of("pk", messages)).values_list("pk", *columns_of(narrowings))
    return among_all(narrowings, {pk: told for pk, *told in rows})
