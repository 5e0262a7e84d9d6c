"""Attachments: Documents after the first, with base64 in them (HIS 1036)."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from samhandling.standards.content import contents, documents, is_container
from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.lenient import child, text
from samhandling.standards.reading import read_tree

SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
SAME = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "application/x-pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class AttachmentFacts:
    """One attachment. `index` counts from 0; `size` is in bytes after decoding, None for broken base64."""

    index: int
    mime_type: str
    description: str
    size: int | None


def attachment_elements(root: XmlElement) -> Iterator[tuple[XmlElement, XmlElement]]:
    """Every (Document, Base64Container) in order."""
    return ((doc, found) for doc in documents(root) for found in contents(doc) if is_container(found))


def attachments(root: XmlElement) -> tuple[AttachmentFacts, ...]:
    """What is attached to a message."""
    found = enumerate(attachment_elements(root))
    return tuple(_facts(index, document, container) for index, (document, container) in found)


def attachment_content(document: bytes, index: int) -> bytes:
    """The decoded bytes of one attachment.

    Raises IndexError for a number that is not there, ValueError for broken base64, MessageError for bytes
    that are no XML.
    """
    containers = [container for _, container in attachment_elements(read_tree(document))]
    return decoded(containers[index])


def decoded(container: XmlElement) -> bytes:
    """The bytes in a Base64Container. Raises ValueError where libxml2 would let rubbish pass."""
    return binascii.a2b_base64(_squeezed(container), strict_mode=True)


def mime_type_of(document: XmlElement) -> str:
    """MimeType as it was given, in its usual spelling; empty where there is none."""
    given = text(child(document, "RefDoc"), "MimeType").lower()
    return SAME.get(given, given)


def sniffed(content: bytes) -> str:
    """The MIME type that the first bytes speak for, empty when they are of none that we know."""
    return next((mime for start, mime in SIGNATURES if content.startswith(start)), "")


def _facts(index: int, document: XmlElement, container: XmlElement) -> AttachmentFacts:
    reference = child(document, "RefDoc")
    description = text(reference, "Description") or text(document, "ContentDescription")
    return AttachmentFacts(index, mime_type_of(document), description, _size(container))


def _size(container: XmlElement) -> int | None:
    try:
        return len(decoded(container))
    except ValueError:
        return None


def _squeezed(container: XmlElement) -> bytes:
    return re.sub(rb"[ \t\r\n]+", b"", (container.text or "").encode())
