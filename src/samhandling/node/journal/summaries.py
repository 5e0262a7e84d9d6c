"""A message in one line, for lists. In bokmål whoever reads, as it is derived once: when it is filed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from samhandling.errors import MessageError
from samhandling.standards.render import summary

if TYPE_CHECKING:
    from samhandling.node.journal.models import Message

LONGEST = 300
_log = logging.getLogger(__name__)


def summary_of(message: Message, document: bytes | None) -> str:
    """The type and what it is about; the type alone where the document cannot tell. Never raises."""
    if not document:
        return message.type_name
    try:
        return summary(document)[:LONGEST]
    except MessageError:
        return message.type_name
    except Exception:  # noqa: BLE001  a line in a list must keep no message out of the record
        _log.exception("Message %s has no summary", message.pk)
        return message.type_name


def about(message: Message) -> str:
    """What the summary adds to the name of the type; marks tell of changes and cancellations."""
    entry = getattr(message, "entry", None)
    return entry.summary.removeprefix(message.type_name).partition(" – ")[2] if entry else ""
