"""The node's persistence tests once more, on a real PostgreSQL."""

from __future__ import annotations

import pytest

from once_more import run_once_more
from postgres_server import postgres

AREAS = (
    "node/access",
    "node/correspondence",
    "node/delivery",
    "node/directory",
    "node/discretion",
    "node/fulltext",
    "node/handling",
    "node/journal",
    "node/patients",
    "node/recordsystem",
    "node/settlement",
    "node/stays",
    "node/test_guards.py",
)
OWN_SECTOR = "--ignore=tests/node/delivery/test_kill.py"  # nodes of its own, on SQLite
SURFACE = "--ignore=tests/node/recordsystem/test_record_system_openapi.py"  # little of it is the database
LIMIT = 700  # seconds: a busy machine takes its time


@pytest.mark.postgres
@pytest.mark.timeout(LIMIT + 60)
def test_the_node_keeps_its_record_on_postgresql_too() -> None:
    with postgres() as address:
        run_once_more(AREAS, {"DATABASE_URL": address}, LIMIT, OWN_SECTOR, SURFACE)
