"""Statements whose SQL is made once: what every message needs, many times a second.

Django's query compiler takes ten to thirty times as long as the database does for these small statements
(measured, docs/performance.md). What is asked now and then stays with the ORM. Values pass through the
model's own fields, so both databases store what the ORM would.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import BooleanField, CharField, IntegerField, Model, TextField
from psycopg import Cursor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Field

AT_ONCE = 500
"""Rows in one statement: PostgreSQL takes 65,535 values, SQLite 32,766."""
Row = TypeVar("Row", bound=Model)
Joined = TypeVar("Joined", bound=Model | None)
Taken = tuple[tuple[type[Model], tuple[str, ...]], ...]
"""Models, and the fields of each."""
_PLAIN = ((CharField, str), (TextField, str), (IntegerField, int), (BooleanField, bool))
"""What both databases take for these fields as it is; times, JSON and bytes are the fields' affair."""


def insert(*rows: Model) -> None:
    """Add rows of one model and give them their keys. Sends no signals. Raises IntegrityError."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        _adopt(some, _run(_insertion(type(some[0]), len(some)), _values(some)))


def insert_unless_there(row: Model) -> bool:
    """Add one row unless a unique constraint has one like it already. True when it was added."""
    keys = _run(_insertion(type(row), 1, "ON CONFLICT DO NOTHING"), _values([row]))
    _adopt([row][: len(keys)], keys)
    return bool(keys)


def update(model: type[Model], where: dict[str, Any], **columns: Any) -> int:
    """Set columns in the rows that have the given values. Returns how many there were."""
    sql = _updating(model, tuple(columns), tuple(where))
    return _execute(sql, _named(model, *columns.items(), *where.items()))[1]


def update_all(model: type[Model], keys: Sequence[Any], **columns: Any) -> None:
    """Set columns in the rows with these keys."""
    sql = _updating(model, tuple(columns), (), f"{_quoted(model._meta.pk.column)} IN ({places(keys)})")  # noqa: SLF001  Django's way
    _execute(sql, [*_named(model, *columns.items()), *keys])


def select(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    """Ask for plain columns: numbers, text, bytes. Times and JSON need a model (`load`)."""
    return _run(sql, params)


def load(model: type[Row], ending: str, *params: Any) -> list[Row]:
    """Rows of a model: `ending` is all that follows FROM and the table's name. Adapt times with `moment`."""
    names, converters = _loaded(model)
    return [
        model.from_db(connection.alias, names, _converted(row, converters))
        for row in _run(_selection(model) + ending, params)
    ]


def load_beside(model: type[Row], beside: str, ending: str, *params: Any) -> list[tuple[Any, ...]]:
    """The same, each row with plain columns of other tables: `beside` names them, as for `select`."""
    names, converters = _loaded(model)
    count = len(names)
    return [
        (model.from_db(connection.alias, names, _converted(row[:count], converters)), *row[count:])
        for row in _run(_selection(model, f", {beside}") + ending, params)
    ]


def load_joined(taken: Taken, ending: str, *params: Any) -> list[tuple[Any, ...]]:
    """Rows of several tables joined, each by its own name: a row of every model, None where there is none.

    Only what is `taken` of each is fetched at once, as by `QuerySet.only`; its key, the first, must be of it.
    `ending` is all that follows FROM.
    """
    sql, parts = _joined(taken)
    return [
        tuple(
            None
            if row[begin] is None
            else model.from_db(connection.alias, names, _converted(row[begin:end], converters))
            for model, names, converters, begin, end in parts
        )
        for row in _run(sql + ending, params)
    ]


def tied(row: Joined, **beside: Model | None) -> Joined:
    """Let a row know what stood beside it, as `select_related` does; None: there is nothing."""
    if row is not None:
        row._state.fields_cache.update(beside)  # noqa: SLF001  Django's way
    return row


def places(values: Sequence[Any]) -> str:
    """As many places as there are values, for `IN ({places})`."""
    return ", ".join(["%s"] * len(values))


def moment(value: Any) -> Any:
    """A time as the database compares it, for `select`."""
    return connection.ops.adapt_datetimefield_value(value)


def for_update(of: str, *, skip_locked: bool = False) -> str:
    """The end of a SELECT that locks its rows in table `of`; SQLite has one writer anyway."""
    if connection.vendor != "postgresql":
        return ""
    return f" FOR UPDATE OF {of}{' SKIP LOCKED' if skip_locked else ''}"


def _run(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    return _execute(sql, params)[0]


def _execute(sql: str, params: Sequence[Any]) -> tuple[list[tuple[Any, ...]], int]:
    """The rows that a statement gives, and how many it changed.

    By the driver's own cursor, which has it prepared once: Django's rewrites it at each turn, and takes as
    long as SQLite does; PostgreSQL would plan it anew, which is half of its work (docs/adr/0003).
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.queries_logged or database.execute_wrappers:
        with database.cursor() as cursor:
            cursor.execute(sql, params)
            return _gathered(cursor)
    database.ensure_connection()
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        return _gathered(_PREPARED[database.vendor](database.connection, sql, params))


def _gathered(cursor: Any) -> tuple[list[tuple[Any, ...]], int]:
    return (cursor.fetchall() if cursor.description else []), cursor.rowcount


def _on_sqlite(database: Any, sql: str, params: Sequence[Any]) -> Any:
    return database.execute(_with_question_marks(sql), params)


def _on_postgresql(database: Any, sql: str, params: Sequence[Any]) -> Any:
    return Cursor(database).execute(sql, params, prepare=True)


_PREPARED = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}


@lru_cache(maxsize=1000)
def _with_question_marks(sql: str) -> str:
    return sql.replace("%s", "?").replace("%%", "%")


def _adopt(rows: Sequence[Model], keys: Sequence[tuple[Any, ...]]) -> None:
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001  as the ORM leaves it


def _values(rows: Sequence[Model]) -> list[Any]:
    columns = _inserted(type(rows[0]))
    return [_adapted(column, column.field.pre_save(row, add=True)) for row in rows for column in columns]


def _named(model: type[Model], *told: tuple[str, Any]) -> list[Any]:
    columns = _columns_by_name(model)
    return [_adapted(columns[name], value) for name, value in told]


class _Column(NamedTuple):
    """A field, and the type whose values its column takes as they are."""

    field: Field
    plain: type | None


def _adapted(column: _Column, value: Any) -> Any:
    field = column.field
    if field.is_relation:
        value = getattr(value, "pk", value)
    if value is None or type(value) is column.plain:
        return value
    return field.get_db_prep_save(value, connections[DEFAULT_DB_ALIAS])


def _converted(row: Sequence[Any], converters: Sequence[tuple[int, Any, Any]]) -> list[Any]:
    values, database = list(row), connections[DEFAULT_DB_ALIAS]
    for place, convert, column in converters:
        values[place] = convert(values[place], column, database)
    return values


@cache
def _loaded(model: type[Model]) -> tuple[tuple[str, ...], tuple[tuple[int, Any, Any], ...]]:
    """The names of a model's columns, and what turns each stored value into the field's own."""
    return _columns_of(model, model._meta.local_concrete_fields)  # noqa: SLF001  Django's way


def _columns_of(
    model: type[Model], fields: Sequence[Field]
) -> tuple[tuple[str, ...], tuple[tuple[int, Any, Any], ...]]:
    columns = [field.get_col(model._meta.db_table) for field in fields]  # noqa: SLF001  Django's way
    converters = (
        (place, convert, column)
        for place, column in enumerate(columns)
        for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
    )
    return tuple(column.target.attname for column in columns), tuple(converters)


@cache
def _selection(model: type[Model], beside: str = "") -> str:
    table = _table(model)
    fields = model._meta.local_concrete_fields  # noqa: SLF001  Django's way
    columns = ", ".join(f"{table}.{_quoted(field.column)}" for field in fields) + beside
    return f"SELECT {columns} FROM {table} "  # noqa: S608  names of our own models


@cache
def _joined(taken: Taken) -> tuple[str, list[tuple[Any, ...]]]:
    """The beginning of the statement, and of each model: its columns, what turns them, and their places."""
    parts, columns = [], []
    for model, names in taken:
        fields = sorted(model._meta.get_field(name) for name in names)  # noqa: SLF001  as `from_db` has them
        begin = len(columns)
        columns += [f"{_table(model)}.{_quoted(field.column)}" for field in fields]
        parts.append((model, *_columns_of(model, fields), begin, len(columns)))
    return f"SELECT {', '.join(columns)} FROM ", parts  # noqa: S608  names of our own models


@cache
def _insertion(model: type[Model], count: int, ending: str = "") -> str:
    columns = [_quoted(column.field.column) for column in _inserted(model)]
    row = f"({', '.join(['%s'] * len(columns))})"
    rows, key = ", ".join([row] * count), _quoted(model._meta.pk.column)  # noqa: SLF001  Django's way
    return f"INSERT INTO {_table(model)} ({', '.join(columns)}) VALUES {rows} {ending} RETURNING {key}"  # noqa: S608  names of our own models


@cache
def _updating(
    model: type[Model], columns: tuple[str, ...], where: tuple[str, ...], condition: str = ""
) -> str:
    by_name = _columns_by_name(model)
    sets = ", ".join(f"{_quoted(by_name[name].field.column)} = %s" for name in columns)
    conditions = condition or " AND ".join(f"{_quoted(by_name[name].field.column)} = %s" for name in where)
    return f"UPDATE {_table(model)} SET {sets} WHERE {conditions}"  # noqa: S608  names of our own models


@cache
def _inserted(model: type[Model]) -> tuple[_Column, ...]:
    """Every column but a key that the database gives."""
    fields = model._meta.local_concrete_fields  # noqa: SLF001  Django's way
    return tuple(_column(field) for field in fields if not (field.primary_key and field.db_returning))


@cache
def _columns_by_name(model: type[Model]) -> dict[str, _Column]:
    fields = model._meta.local_concrete_fields  # noqa: SLF001  Django's way
    return {name: _column(field) for field in fields for name in (field.name, field.attname)}


def _column(field: Field) -> _Column:
    stored = field.target_field if field.is_relation else field
    return _Column(field, next((plain for kind, plain in _PLAIN if isinstance(stored, kind)), None))


def _table(model: type[Model]) -> str:
    return _quoted(model._meta.db_table)  # noqa: SLF001  Django's way


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
