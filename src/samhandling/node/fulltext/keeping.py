"""Keeping the words of every message in the record."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from samhandling.errors import MessageError
from samhandling.node import statements
from samhandling.node.fulltext.models import Said
from samhandling.node.journal.contents import raw_of
from samhandling.node.journal.models import Message
from samhandling.standards.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 500
_log = logging.getLogger(__name__)


def keep(message: Message, document: bytes) -> None:
    """Write what a message says, in the transaction that files it."""
    statements.insert(said_by(message, document))


def said_by(message: Message, document: bytes | None) -> Said:
    """The row of a message; without words where the bytes are removed or cannot be read. Never raises."""
    return Said(message=message, words=" ".join(_words(message, document)))


def derived() -> Iterator[Said]:
    """Every row, from the bytes alone; one at a time, since all words of a large record fill the memory."""
    for message in Message.objects.filter(rejected=False).order_by("pk").iterator(CHUNK):
        yield said_by(message, raw_of(message.content_id))


def _words(message: Message, document: bytes | None) -> list[str]:
    if not document:
        return []
    try:
        return words(document)
    except MessageError:
        return []
    except Exception:  # noqa: BLE001  a way to find it must keep no message out of the record
        _log.exception("The words of message %s could not be read", message.pk)
        return []
