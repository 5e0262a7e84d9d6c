"""The database itself refuses to change or remove what is kept for ever, also from a console.

Triggers are put up after every `migrate` and taken down before it, since a migration may have to copy a
table. They guard against mistakes, not against whoever owns the database.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, models

from samhandling.node.appendonly import AppendOnly

_REFUSAL = "rows in this table are kept for ever"
_SQLITE = """
CREATE TRIGGER IF NOT EXISTS keep_{table}_{what} BEFORE {event} ON {table} FOR EACH ROW WHEN {when}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRES = """
CREATE OR REPLACE TRIGGER keep_{table}_{what} BEFORE {event} ON {table} FOR EACH ROW WHEN ({when})
EXECUTE FUNCTION refuse_change()
"""
_STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}
_ALWAYS = {"sqlite": "1", "postgresql": "true"}
_REMOVAL_ONLY = "NOT (OLD.sha256 = NEW.sha256 AND OLD.id = NEW.id AND (OLD.raw IS NULL OR NEW.raw IS NULL))"


def put_up(app_config: AppConfig, using: str = "default", **_told: Any) -> None:
    """Guard every append-only table of an app. Harmless to repeat (a `post_migrate` receiver)."""
    tables = _tables(app_config)
    connection = connections[using]
    with connection.cursor() as cursor:
        if tables and connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION.format(refusal=_REFUSAL))
        for table in tables:
            for what, event, when in _guards(table, connection.vendor):
                template = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
                cursor.execute(
                    template.format(table=table, what=what, event=event, when=when, refusal=_REFUSAL)
                )


def take_down(app_config: AppConfig, using: str = "default", **_told: Any) -> None:
    """Let an app's tables be changed, for a migration (a `pre_migrate` receiver)."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in existing.intersection(_tables(app_config)):
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            for what in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS keep_{table}_{what}{on_table}")


def missing(using: str = "default") -> list[str]:
    """The names of guards that should stand and do not."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    wanted = {f"keep_{table}_{what}" for table in kept_tables() for what in ("update", "delete")}
    return sorted(wanted - standing)


def kept_tables() -> list[str]:
    """Every table whose rows are kept for ever."""
    return [table for app_config in apps.get_app_configs() for table in _tables(app_config)]


def take_down_all(using: str = "default") -> None:
    """Let every table be emptied, as tests do between them."""
    for app_config in apps.get_app_configs():
        take_down(app_config, using)


def _tables(app_config: AppConfig) -> list[str]:
    return [model._meta.db_table for model in app_config.get_models() if _is_kept(model)]  # noqa: SLF001  Django's way


def _is_kept(model: type[models.Model]) -> bool:
    return issubclass(model, AppendOnly)


def _guards(table: str, vendor: str) -> list[tuple[str, str, str]]:
    update_when = _REMOVAL_ONLY if table == "journal_content" else _ALWAYS[vendor]
    return [("update", "UPDATE", update_when), ("delete", "DELETE", _ALWAYS[vendor])]
