"""The node's persistence tests once more, on a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from postgres_server import postgres

HERE = Path(__file__).parent
AREAS = (
    "access",
    "correspondence",
    "delivery",
    "directory",
    "journal",
    "patients",
    "settlement",
    "stays",
    "test_guards.py",
)
OWN_SECTOR = HERE / "node" / "delivery" / "test_kill.py"  # nodes of its own, on SQLite
LIMIT = 400  # seconds


@pytest.mark.postgres
@pytest.mark.timeout(LIMIT + 60)
def test_the_node_keeps_its_record_on_postgresql_too() -> None:
    paths = [str(HERE / "node" / area) for area in AREAS]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n0",
        "-p",
        "no:cacheprovider",
        f"--ignore={OWN_SECTOR}",
        *paths,
    ]
    with postgres() as address:
        environment = os.environ | {"DATABASE_URL": address}
        done = subprocess.run(
            command,
            cwd=HERE.parent,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT,
        )

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
