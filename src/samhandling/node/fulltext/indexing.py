"""The index over the words: each database's own, kept by the database as rows of `Said` come and go.

SQLite: an FTS5 table that holds no text of its own, with triggers as its manual describes them (§ 4.4.3
External Content Tables). PostgreSQL: a generated column with a GIN index (manual § 12.2.2). Both take the
words as they are: nothing is stemmed, no letter loses its ring or stroke. FTS5 parts them at signs of ASCII
alone (`ascii`): by its own Unicode it would part what is one word to Python, and refuse to look for it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

ON_SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS fulltext_index USING fts5(
        words, content = 'fulltext_said', content_rowid = 'message_id', detail = none, columnsize = 0,
        tokenize = 'ascii')""",
    """CREATE TRIGGER IF NOT EXISTS fulltext_said_comes AFTER INSERT ON fulltext_said BEGIN
        INSERT INTO fulltext_index (rowid, words) VALUES (new.message_id, new.words); END""",
    """CREATE TRIGGER IF NOT EXISTS fulltext_said_goes AFTER DELETE ON fulltext_said BEGIN
        INSERT INTO fulltext_index (fulltext_index, rowid, words)
        VALUES ('delete', old.message_id, old.words); END""",
)
ON_POSTGRES = (
    """ALTER TABLE fulltext_said ADD COLUMN IF NOT EXISTS vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED""",
    "CREATE INDEX IF NOT EXISTS fulltext_index ON fulltext_said USING gin (vector)",
    # By its index alone: for a word that many say, the planner would read all words, ten times as long
    """CREATE OR REPLACE FUNCTION fulltext_find(asked text, most integer) RETURNS SETOF bigint
        LANGUAGE sql STABLE SET enable_seqscan = off
        AS $$ SELECT message_id FROM fulltext_said
            WHERE vector @@ to_tsquery('simple', asked) LIMIT most $$""",
)
DOWN_ON_SQLITE = (
    "DROP TRIGGER IF EXISTS fulltext_said_comes",
    "DROP TRIGGER IF EXISTS fulltext_said_goes",
    "DROP TABLE IF EXISTS fulltext_index",
)
DOWN_ON_POSTGRES = (
    "DROP FUNCTION IF EXISTS fulltext_find",
    "ALTER TABLE IF EXISTS fulltext_said DROP COLUMN IF EXISTS vector",
)
_REFILL = "INSERT INTO fulltext_index (fulltext_index) VALUES ('rebuild')"


def put_up(using: str = "default", **_told: Any) -> None:
    """Make the index where it is not there, of the words that are (a `post_migrate` receiver)."""
    if is_there(using):
        return
    on_sqlite = connections[using].vendor == "sqlite"
    _execute(using, (*ON_SQLITE, _REFILL) if on_sqlite else ON_POSTGRES)


def take_down(using: str = "default", plan: Any = (), **_told: Any) -> None:
    """Take the index away before a migration that may copy the table (a `pre_migrate` receiver)."""
    if any(migration.app_label == "fulltext" for migration, _backwards in plan):
        _execute(using, DOWN_ON_SQLITE if connections[using].vendor == "sqlite" else DOWN_ON_POSTGRES)


def is_there(using: str = "default") -> bool:
    """Whether the database has the index."""
    connection = connections[using]
    wanted = "SELECT 1 FROM sqlite_master WHERE name = 'fulltext_said_goes'"
    if connection.vendor == "postgresql":
        wanted = "SELECT 1 FROM pg_class WHERE relname = 'fulltext_index'"
    with connection.cursor() as cursor:
        cursor.execute(wanted)
        return cursor.fetchone() is not None


def _execute(using: str, statements: tuple[str, ...]) -> None:
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
