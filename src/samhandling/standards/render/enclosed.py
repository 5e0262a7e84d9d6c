"""Files that came with a message: what they are called, their type and size, and where to fetch them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from samhandling.standards.definition.tree import XmlElement, local_name

from . import values
from .blocks import merged, rows, value
from .entries import Aside, Entry
from .page import Blocks, Facts, Link, Paragraph, Section, Table, Text, words

NAMED = ("description", "content_description")
"""Where the name of a file stands, the usual place first (HIS 1036)."""


def is_file(element: XmlElement) -> bool:
    """Whether this content is a file in base64."""
    return local_name(element.tag) == "Base64Container"


def is_reference(said: list[Entry]) -> bool:
    """Whether a Document without content points at a file elsewhere."""
    return any(entry.name == "file_reference" for entry in said)


@dataclass(slots=True)
class Files:
    """The table of attachments, filled while the documents are read."""

    aside: Aside
    url: Callable[[int], str] | None
    found: list[tuple[Blocks, ...]] = field(default_factory=list)
    counted: int = 0

    def add(self, said: list[Entry], containers: list[XmlElement]) -> None:
        """Add a Document's files; one without content (a reference) is listed without a link."""
        self.found += [self._row(said, container) for container in containers] or [self._row(said, None)]

    def section(self) -> Blocks:
        """The attachments as a section, nothing where there are none."""
        if not self.found:
            return ()
        names = ("attachment_name", "attachment_type", "attachment_size", "attachment_more")
        head = tuple(self.aside.language[name] for name in names)
        title = self.aside.language["attachments"]
        return (Section(title, (Table(f"{title} ({len(self.found)})", head, tuple(self.found)),)),)

    def _row(self, said: list[Entry], container: XmlElement | None) -> tuple[Blocks, ...]:
        language = self.aside.language
        name = self._name(said)
        href = None
        if container is not None:
            href = self.url(self.counted) if self.url else None
            self.counted += 1
        title = Paragraph((Link(name, href) if href else Text(name),))
        more = [e for e in said if e.name not in {*NAMED, "mime_type"} or e.name in self._spare(said)]
        facts = merged([fact for entry in more for fact in rows([entry], self.aside)])
        size = "" if container is None else values.size(_size(container), language)
        return ((title,), self._type(said), words(size), (Facts(tuple(facts)),) if facts else ())

    def _name(self, said: list[Entry]) -> str:
        texts = {entry.name: (entry.element.text or "").strip() for entry in said}
        named = next((texts[name] for name in NAMED if texts.get(name)), "")
        return named or f"{self.aside.language['attachment']} {len(self.found) + 1}"

    @staticmethod
    def _spare(said: list[Entry]) -> set[str]:
        """A second description, which did not become the name."""
        present = [name for name in NAMED if any(entry.name == name for entry in said)]
        return set(present[1:])

    def _type(self, said: list[Entry]) -> Blocks:
        given = next((entry for entry in said if entry.name == "mime_type"), None)
        if given is None:
            return ()
        mime = (given.element.text or "").strip()
        word = self.aside.language.file_types.get(mime.lower())
        return (Paragraph((Text(word), Text(f" ({mime})", "kode"))),) if word else value(given, self.aside)


def _size(container: XmlElement) -> int:
    """Bytes after decoding, from the length of the base64."""
    text = container.text or ""
    blanks = sum(text.count(blank) for blank in " \t\r\n")
    return (len(text) - blanks) * 3 // 4 - text[-8:].count("=")
