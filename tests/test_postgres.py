"""The node's persistence tests once more, on a real PostgreSQL: those that use the database.

In parts, each with a server of its own, so that they run side by side.
"""

from __future__ import annotations

import pytest

from once_more import HERE, run_once_more
from postgres_server import postgres

PARTS = {
    "delivery": ("access", "correspondence", "delivery", "directory", "handling", "test_guards.py"),
    "record": ("discretion", "fulltext", "journal", "patients", "savedviews", "stays"),
    "beside": ("recordsystem", "settlement"),
}
LEFT_OUT = {"web", "writing"}
"""Their pages ask for nothing that the others do not."""
OWN_SECTOR = "--ignore=tests/node/delivery/test_kill.py"  # nodes of its own, on SQLite
SURFACE = "--ignore=tests/node/recordsystem/test_record_system_openapi.py"  # little of it is the database
LIMIT = 500  # seconds: a busy machine takes its time


def test_a_new_folder_is_in_a_part_or_left_out() -> None:
    folders = {file.parent.name for file in (HERE / "node").glob("*/test_*.py")}
    assert folders == {path for part in PARTS.values() for path in part if "." not in path} | LEFT_OUT


@pytest.mark.postgres
@pytest.mark.timeout(LIMIT + 60)
@pytest.mark.parametrize("part", PARTS)
def test_the_node_keeps_its_record_on_postgresql_too(part: str) -> None:
    with postgres() as address:
        paths = tuple(f"node/{path}" for path in PARTS[part])
        run_once_more(paths, {"DATABASE_URL": address}, LIMIT, OWN_SECTOR, SURFACE, "-p", "no:schemathesis")
