"""A document that cannot be shown as a message: its faults, and the source as it came."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from samhandling.standards.issues import Issue

from .language import Language
from .page import Blocks, Details, Page, Section, Source, Table, words

SHOWN = 200_000
"""Characters of source on a page; a reader who needs more has the original."""
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
"""Byte order marks, which say more than a declaration."""
ENCODINGS = frozenset({"utf-8-sig", "utf-16", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})
"""What a source may be decoded as; others are shown as UTF-8, for some of Python's codecs only raise."""


def faulty_page(document: bytes, issues: Sequence[Issue], language: Language) -> Page:
    """The faults as a table, and the source in a fold."""
    head = tuple(
        language[name]
        for name in ("fault_severity", "fault_text", "fault_line", "fault_path", "fault_source")
    )
    rows = tuple(_row(issue, language) for issue in issues)
    title = language["faults"]
    faults = (Section(title, (Table(f"{title} ({len(rows)})", head, rows),)),) if rows else ()
    source = Details(language["source_text"], (Source(source_text(document, language)),))
    return Page("feil", language["faulty_title"], None, words(language["faulty_note"]), (*faults, source))


def _row(issue: Issue, language: Language) -> tuple[Blocks, ...]:
    explained = issue.message if language.code == "en" else issue.message_no
    severity = language[f"severity_{issue.severity}"]
    line = str(issue.line) if issue.line else ""
    return tuple(words(text) for text in (severity, explained, line, issue.path, issue.source))


def source_text(document: bytes, language: Language) -> str:
    """The document as text by its own declared encoding, unreadable bytes marked, long ones cut short."""
    text = _decoded(document[: SHOWN * 4])
    cut = len(text) > SHOWN or len(document) > SHOWN * 4
    return text[:SHOWN] + (f"\n{language['cut_short']}" if cut else "")


def _decoded(start: bytes) -> str:
    by_mark = next((name for mark, name in BOMS if start.startswith(mark)), None)
    declared = _DECLARED.match(start)
    name = by_mark or (declared[1].decode().lower() if declared else "")
    return start.decode(name if name in ENCODINGS else "utf-8", errors="replace")
