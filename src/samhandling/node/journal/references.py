"""MsgIds and references to them, as the columns hold them."""

from __future__ import annotations

import hashlib

LONGEST = 100  # characters; a MsgId should be a UUID of 36


def as_key(reference: str) -> str:
    """The reference itself; a longer one by its beginning and its hash, so that no two are taken for one."""
    if len(reference) <= LONGEST:
        return reference
    digest = hashlib.sha256(reference.encode()).hexdigest()
    return f"{reference[: LONGEST - len(digest) - 1]}…{digest}"
