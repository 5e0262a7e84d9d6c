"""Many keys as one value of a statement: a place for each costs more than all that the database does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet


def any_of(keys: Iterable[int]) -> RawSQL:
    """For `filter(column__in=any_of(keys))`."""
    sql, value = as_one(keys)
    return RawSQL(sql, [value])  # noqa: S611  our own words


def as_one(keys: Iterable[int]) -> tuple[str, Any]:
    """For `IN ({sql})`, and the value of its one place."""
    if connection.vendor == "postgresql":
        return "SELECT unnest(%s::bigint[])", list(keys)
    return "SELECT value FROM json_each(%s)", json.dumps(list(keys))


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
