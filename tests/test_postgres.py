"""The node's persistence tests once more, on a real PostgreSQL: those that use the database.

In parts, each with a server of its own, so that they run side by side.
"""

from __future__ import annotations

import pytest

from once_more import run_once_more
from postgres_server import postgres

PARTS = {
    "delivery": ("access", "correspondence", "delivery", "directory", "handling", "test_guards.py"),
    "record": ("discretion", "fulltext", "journal", "patients", "savedviews", "stays"),
    "beside": ("recordsystem", "settlement"),
}
OWN_SECTOR = "--ignore=tests/node/delivery/test_kill.py"  # nodes of its own, on SQLite
SURFACE = "--ignore=tests/node/recordsystem/test_record_system_openapi.py"  # little of it is the database
LIMIT = 500  # seconds: a busy machine takes its time


@pytest.mark.postgres
@pytest.mark.timeout(LIMIT + 60)
@pytest.mark.parametrize("part", PARTS)
def test_the_node_keeps_its_record_on_postgresql_too(part: str) -> None:
    with postgres() as address:
        paths = tuple(f"node/{path}" for path in PARTS[part])
        run_once_more(paths, {"DATABASE_URL": address}, LIMIT, OWN_SECTOR, SURFACE, "-p", "no:schemathesis")
