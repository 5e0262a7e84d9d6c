"""The hub's store: one SQLite file, one connection, one writer.

Statements run on the event loop itself: each takes well under a millisecond, and a thread would cost more.
`synchronous=NORMAL`: a killed process loses nothing, a power cut may lose the last moments of a demo.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS message (
    id TEXT PRIMARY KEY,
    sender_her INTEGER NOT NULL,
    type TEXT NOT NULL,             -- 8279; APPREC for a receipt
    msg_id TEXT NOT NULL,           -- MsgInfo/MsgId, or AppRec/Id
    gen_date TEXT NOT NULL,         -- as it stands in the document
    document BLOB NOT NULL,
    posted_by TEXT NOT NULL,
    posted_at TEXT NOT NULL,
    about TEXT REFERENCES message   -- a receipt: the message that it answers
);
CREATE TABLE IF NOT EXISTS delivery (
    message_id TEXT NOT NULL REFERENCES message,
    receiver_her INTEGER NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'Unconfirmed',
    downloaded INTEGER NOT NULL DEFAULT 0,
    apprec_status TEXT,
    apprec_errors TEXT,             -- JSON
    apprec_id TEXT REFERENCES message,
    PRIMARY KEY (message_id, receiver_her)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS delivery_waiting ON delivery (message_id) WHERE sent = 0;
CREATE TABLE IF NOT EXISTS notification (
    offset INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    her INTEGER NOT NULL,
    kind TEXT NOT NULL,
    message_id TEXT NOT NULL REFERENCES message,
    triggered_by INTEGER,
    description TEXT,
    created_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS notification_of ON notification (her, offset);
CREATE TABLE IF NOT EXISTS configuration (
    her INTEGER PRIMARY KEY,
    client_id TEXT NOT NULL,
    told TEXT NOT NULL              -- JSON, as it was put
);
CREATE TABLE IF NOT EXISTS used (
    jti TEXT PRIMARY KEY,           -- with the key or client that used it
    expires_at REAL NOT NULL
) WITHOUT ROWID;
DROP INDEX IF EXISTS used_until;    -- of former versions: each use paid for it, and a sweep is rare
"""


def open_database(file: Path) -> sqlite3.Connection:
    """Open the hub's file, making it and its tables where they are not there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # The event loop may live in another thread than the one that builds the app, but it is one thread.
    database = sqlite3.connect(file, isolation_level=None, check_same_thread=False, cached_statements=64)
    database.row_factory = sqlite3.Row
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA busy_timeout = 5000")
    database.executescript(_SCHEMA)
    return database


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Commit everything inside, or nothing. Never awaited within."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")
