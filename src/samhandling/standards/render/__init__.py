"""Any message as accessible HTML or as plain text, for people to read.

    render_html(document, "nb", attachment_url=lambda index: f"/vedlegg/{index}")
    render_text(document)
    summary(document)              # "Melding om innlagt pasient – innlagt 21.11.2026 kl. 10.02"
    render_faulty(document, issues)

One page is made from the document (`pages.py`) and written as HTML or text. The layout follows the declared
classes; `labels.toml` names them in bokmål ("nb"), nynorsk ("nn") and English ("en"). Codes are shown as
words, times as the clock in Oslo. Nothing in the document is left out: what no declaration knows stands under
"Andre opplysninger", identifiers and code systems under "Tekniske opplysninger".

Apart from `render_faulty`, the functions raise MessageError (MalformedXml, DoctypeRefused, TooLarge) for a
document that is no XML; one that is XML but breaks its schema is shown as far as it goes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from samhandling.standards.issues import Issue
from samhandling.standards.limits import LIMITS, Limits
from samhandling.standards.reading import read_tree

from .faulty import faulty_page
from .html import html_of
from .language import LANGUAGES, language_of
from .pages import AttachmentUrl, page_of
from .text import text_of
from .titles import summary_of

__all__ = [
    "LANGUAGES",
    "AttachmentUrl",
    "render_faulty",
    "render_faulty_text",
    "render_html",
    "render_text",
    "summary",
]


def render_html(
    document: bytes,
    language: str = "nb",
    *,
    attachment_url: AttachmentUrl | None = None,
    content_first: bool = False,
    limits: Limits = LIMITS,
) -> str:
    """A message or a receipt as one `<article>`: no styles, no scripts, title as h2, classes `melding-…`.

    `content_first` is for a page that names patient and sender itself: the header's facts stand last.

    `attachment_url` gives the address of an attachment by its index in `facts.attachments`; without it they
    are listed without links. A long message has a table of contents.
    """
    page = page_of(read_tree(document, limits), language_of(language), attachment_url)
    anchor = f"m{hashlib.sha256(document).hexdigest()[:8]}"
    return html_of(page, anchor, content_first=content_first)


def render_text(document: bytes, language: str = "nb", *, limits: Limits = LIMITS) -> str:
    """A message or a receipt as plain text, with the same content as the HTML."""
    return text_of(page_of(read_tree(document, limits), language_of(language)))


def summary(document: bytes, language: str = "nb", *, limits: Limits = LIMITS) -> str:
    """One line: type, change or cancellation, and what it is about.

    The patient is not named, but a dialogue's subject is in the sender's own words and may name anyone.
    """
    return summary_of(read_tree(document, limits), language_of(language))


def render_faulty(document: bytes, issues: Sequence[Issue] = (), language: str = "nb") -> str:
    """A document that cannot be read, as an `<article>`: its faults, and the source as text. Never raises."""
    return html_of(faulty_page(document, issues, language_of(language)))


def render_faulty_text(document: bytes, issues: Sequence[Issue] = (), language: str = "nb") -> str:
    """The same as plain text."""
    return text_of(faulty_page(document, issues, language_of(language)))
