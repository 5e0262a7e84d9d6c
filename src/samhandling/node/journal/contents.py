"""Bytes are kept once, by their hash."""

from __future__ import annotations

import hashlib

from django.db import models

from samhandling.node import statements
from samhandling.node.journal.models import Content


def sha256_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def keep(raw: bytes) -> Content:
    """Store bytes, or find them if we hold the same already. Call it in the transaction that needs them."""
    content, new = note(raw)
    if not new:
        bring_back(content, raw)
    return content


def note(raw: bytes) -> tuple[Content, bool]:
    """The row of these bytes, and whether it is new. One that is not new may have had its bytes removed."""
    content = Content(sha256=sha256_of(raw), raw=raw)
    if statements.insert_unless_there(content):
        return content, True
    return Content.objects.only("id", "sha256").get(sha256=content.sha256), False


def bring_back(content: Content, raw: bytes) -> None:
    """Bytes that were removed once may be ours to keep now: the same message, sent to us this time."""
    _changeable().filter(pk=content.pk, raw=None).update(raw=raw)


def remove(content_id: int) -> None:
    """Take away bytes that we may not keep. The row and its hash remain, so that we can tell what it was."""
    _changeable().filter(pk=content_id).update(raw=None)


def raw_of(content_id: int) -> bytes | None:
    """The bytes; None when they were removed."""
    [(raw,)] = statements.select("SELECT raw FROM journal_content WHERE id = %s", content_id)
    return None if raw is None else bytes(raw)


def _changeable() -> models.QuerySet[Content]:
    """Around the append-only queryset. The database's own guard lets only these two changes pass."""
    return models.QuerySet(Content)
