"""Attachments: files in base64, in Documents after the first or in a Message's RefDoc (HIS 1036)."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from samhandling.standards.content import is_container, references
from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.lenient import child, elements, text
from samhandling.standards.reading import read_tree

SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
XML_TYPE = "text/xml"
SAME = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "application/x-pdf": "application/pdf",
    "application/xml": XML_TYPE,
}
_XML_STARTS = (b"<?xml", b"\xef\xbb\xbf<")


@dataclass(frozen=True, slots=True)
class AttachmentFacts:
    """One attachment. `index` counts from 0; `size` is in bytes after decoding, None for broken base64."""

    index: int
    mime_type: str
    description: str
    size: int | None


def attachment_elements(root: XmlElement) -> Iterator[tuple[XmlElement, XmlElement]]:
    """Every (RefDoc, Base64Container) in order."""
    for reference in references(root):
        content = child(reference, "Content")
        for found in () if content is None else elements(content):
            if is_container(found):
                yield reference, found


def attachments(root: XmlElement) -> tuple[AttachmentFacts, ...]:
    """What is attached to a message."""
    found = enumerate(attachment_elements(root))
    return tuple(_facts(index, reference, container) for index, (reference, container) in found)


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


def mime_type_of(reference: XmlElement) -> str:
    """MimeType of a RefDoc as it was given, in its usual spelling; empty where there is none."""
    given = text(reference, "MimeType").lower()
    return SAME.get(given, given)


def sniffed(content: bytes) -> str:
    """The MIME type that the first bytes speak for, empty when they are of none that we know."""
    found = next((mime for start, mime in SIGNATURES if content.startswith(start)), "")
    return found or (XML_TYPE if content.lstrip()[:5].startswith(_XML_STARTS) else "")


def _facts(index: int, reference: XmlElement, container: XmlElement) -> AttachmentFacts:
    description = text(reference, "Description") or text(reference.getparent(), "ContentDescription")
    return AttachmentFacts(index, mime_type_of(reference), description, _size(container))


def _size(container: XmlElement) -> int | None:
    try:
        return len(decoded(container))
    except ValueError:
        return None


def _squeezed(container: XmlElement) -> bytes:
    return re.sub(rb"[ \t\r\n]+", b"", (container.text or "").encode())
