"""The least that a node could do with a message that comes in: parse it, and keep its bytes durably."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from typing import TYPE_CHECKING

import dj_database_url
import psycopg
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TABLE = "CREATE TABLE bench_floor (id {key}, sha256 varchar(64) NOT NULL UNIQUE, raw {bytes})"


def floor_on(home: Path) -> Callable[[bytes], None]:
    """By the raw driver, in the database of the node at `home`."""
    url = os.environ.get("DATABASE_URL")
    execute, sign = _postgres(url) if url else _sqlite(home)
    insert = f"INSERT INTO bench_floor (sha256, raw) VALUES ({sign}, {sign})"  # noqa: S608  two constants

    def floor(document: bytes) -> None:
        etree.fromstring(document)
        execute(insert, (hashlib.sha256(document).hexdigest(), document))

    return floor


def _sqlite(home: Path) -> tuple[Callable[..., object], str]:
    connection = sqlite3.connect(home / "db.sqlite3", isolation_level=None)  # each statement commits
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(_TABLE.format(key="integer PRIMARY KEY", bytes="blob"))
    return connection.execute, "?"


def _postgres(url: str) -> tuple[Callable[..., object], str]:
    told = dj_database_url.parse(url)
    connection = psycopg.connect(host=told["HOST"], user=told["USER"], dbname=told["NAME"], autocommit=True)
    connection.execute(_TABLE.format(key="bigserial PRIMARY KEY", bytes="bytea"))
    return connection.execute, "%s"
