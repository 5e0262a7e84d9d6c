"""An attachment on its way to a person: its bytes, a name to save it by, and the type that its bytes show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samhandling.errors import MessageError
from samhandling.standards.attachments import attachment_content, sniffed
from samhandling.standards.facts import facts

UNKNOWN = "application/octet-stream"
ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
NAME_LIMIT = 80


@dataclass(frozen=True)
class Attachment:
    """`mime_type` is sniffed from the bytes; what the sender claims is never trusted."""

    name: str
    mime_type: str
    content: bytes


def attachment_of(document: bytes, index: int) -> Attachment | None:
    """The attachment with this index in `facts.attachments`; None when there is none or it is unreadable."""
    try:
        content = attachment_content(document, index)
    except (IndexError, ValueError, MessageError):
        return None
    told = facts(document).attachments[index]
    mime_type = sniffed(content) or UNKNOWN
    return Attachment(file_name(told.description, mime_type, index), mime_type, content)


def file_name(description: str, mime_type: str, index: int = 0) -> str:
    """A safe file name from the sender's description, with the ending of the sniffed type."""
    plain = re.sub(r"[^\w .-]+", "_", description).strip(" ._")[:NAME_LIMIT] or f"vedlegg-{index + 1}"
    ending = ENDINGS.get(mime_type, "")
    return plain if plain.lower().endswith(ending) else plain + ending
