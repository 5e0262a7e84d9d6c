"""What the seeded data depend on: when any of it changes, old data are set aside and made afresh."""

from __future__ import annotations

import hashlib
from pathlib import Path

import samhandling

ROOT = Path(samhandling.__file__).parent
PATTERNS = ("node/*/migrations/0*.py", "demo/*.toml", "hub/*.py", "demo/story/*", "demo/letters/*.py")


def fingerprint() -> str:
    """Return a short digest of the tables, the hub's format and the story."""
    digest = hashlib.sha256()
    for pattern in PATTERNS:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file():
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]
