"""Many keys as one value of a statement: a place for each costs more than all that the database does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet


_ONE_OF = {
    "sqlite": ("IN", "(SELECT value FROM json_each(%s))"),
    "postgresql": ("= ANY", "(%s::bigint[])"),  # which tells its planner how many they are
}


def any_of(column: str, keys: Iterable[int]) -> Func:
    """For `filter(any_of("message", keys))`: those whose column has one of these keys."""
    compared, place = _ONE_OF[connection.vendor]
    value = RawSQL(place[1:-1], [_value(keys)])  # noqa: S611  our own words
    return Func(
        F(column), value, template="%(expressions)s", arg_joiner=f" {compared} ", output_field=BooleanField()
    )


def one_of(keys: Iterable[int]) -> tuple[str, Any]:
    """For `WHERE column {sql}`, and the value of its one place."""
    return " ".join(_ONE_OF[connection.vendor]), _value(keys)


def _value(keys: Iterable[int]) -> Any:
    return list(keys) if connection.vendor == "postgresql" else json.dumps(list(keys))


def keys_in(column: QuerySet[Any]) -> Iterator[int]:
    """The keys in one column."""
    return (key for (key,) in rows_in(column))


def rows_in(columns: QuerySet[Any]) -> list[tuple[Any, ...]]:
    """Columns of numbers and text, all at once: a queryset takes five times as long for thousands."""
    try:
        sql, params = columns.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
