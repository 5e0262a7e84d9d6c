"""A message or a receipt as people read it: rendered, and as it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from samhandling.errors import MessageError
from samhandling.standards.cave import cave
from samhandling.standards.render import LANGUAGES, render_faulty, render_html

if TYPE_CHECKING:
    from samhandling.node.journal.models import Message
    from samhandling.standards.render import AttachmentUrl

SHOWN_SOURCE = 200_000  # characters of XML on a page; the rest is in the file


@dataclass(frozen=True)
class Original:
    """The XML as text. `cut` says that only the beginning is shown."""

    pk: int
    title: str
    msg_id: str
    sha256: str
    text: str
    cut: bool


def letter_html(message: Message) -> SafeString:
    """The message as one article in the reader's language; empty when its bytes have been removed."""
    document = content_of(message)
    if not document:
        return SafeString()
    return document_html(document, lambda index: reverse("attachment", args=[message.pk, index]))


def document_html(document: bytes, attachment_url: AttachmentUrl | None = None) -> SafeString:
    """A message or a receipt as one article in the reader's language.

    The standards package writes it from an allow-list of elements and escapes every text.
    """
    asked = get_language() or "nb"
    language = asked if asked in LANGUAGES else "nb"
    try:
        html = render_html(document, language, attachment_url=attachment_url, content_first=True)
    except MessageError as fault:
        html = render_faulty(document, fault.issues, language)
    return mark_safe(html)  # noqa: S308  escaped by its writer, see above


def cave_of(message: Message) -> tuple[str, ...]:
    """What the message warns of, to be said beside the patient's name."""
    try:
        return cave(content_of(message))
    except MessageError:
        return ()


def original(message: Message) -> Original:
    text = content_of(message).decode("utf-8", errors="replace")
    return Original(
        pk=message.pk,
        title=message.type_name,
        msg_id=message.msg_id,
        sha256=message.content.sha256,
        text=text[:SHOWN_SOURCE],
        cut=len(text) > SHOWN_SOURCE,
    )


def content_of(message: Message) -> bytes:
    """The bytes of the message; empty when they have been removed."""
    return bytes(message.content.raw or b"")
