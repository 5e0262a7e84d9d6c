"""A start that many tests share: made once by the real actions, then put back row by row.

What was made is kept for a minute, since deadlines and pages know what time it is. A test that travels to
another month, or that runs on another node, makes its own.
"""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from samhandling.node import clock

Made = TypeVar("Made")
FRESH = dt.timedelta(seconds=60)


@dataclass(frozen=True)
class _Kept:
    at: dt.datetime
    before: tuple[int, ...]  # rows in each table
    rows: dict[str, Any]
    made: bytes

    def fits(self, before: tuple[int, ...]) -> bool:
        return dt.timedelta() <= clock.now() - self.at < FRESH and before == self.before


_kept: dict[tuple[str, str], _Kept] = {}


def kept(name: str, make: Callable[[], Made]) -> Made:
    """Return what `make` returns, and have the rows that it adds to empty tables. It may change no others."""
    key, before = (name, repr(settings.HOME)), _counts()
    known = _kept.get(key)
    if known is not None and known.fits(before):
        with transaction.atomic():
            for table, rows in known.rows.items():
                _write(table, rows)
        return pickle.loads(known.made)
    at, made = clock.now(), make()
    grown = [one for one in zip(_tables(), before, _counts(), strict=True) if one[1] != one[2]]
    assert not any(earlier for _table, earlier, _now in grown), f"{name}: made beside other rows"
    rows = {table: _read(table) for table, _earlier, _now in grown}
    _kept[key] = _Kept(at, before, rows, pickle.dumps(made))
    return made


@cache
def _tables() -> tuple[str, ...]:
    return tuple(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def _counts() -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in _tables()))  # noqa: S608
        return tuple(cursor.fetchone())


def _read(table: str) -> Any:
    """Every row, as the database keeps it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} TO STDOUT") as copy:
                return b"".join(copy)
        # A plus before each name, so that the driver does not make times and truths of texts and numbers
        names = ", ".join(f'+"{name}"' for name in _columns(table))
        return cursor.execute(f"SELECT {names} FROM {table}").fetchall()  # noqa: S608


@cache
def _columns(table: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        return tuple(one.name for one in connection.introspection.get_table_description(cursor, table))


def _write(table: str, rows: Any) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)
        else:
            places = ", ".join("?" * len(rows[0]))
            cursor.connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
