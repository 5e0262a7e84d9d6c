"""Coded values (CS, CV) in words: our code lists first, then what the sender wrote."""

from __future__ import annotations

from dataclasses import dataclass, field

from samhandling.standards import codes
from samhandling.standards.codes import CodeSystem
from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.places import system_at

from .language import Language
from .layout import IN_CAPITALS, SPOKEN_CODES
from .page import SHOUTED, Inline, Text


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded value as it stood: V, DN, OT, the OID of its code system, and that system if we hold it."""

    value: str
    display: str
    original: str
    oid: str
    system: CodeSystem | None = field(compare=False)

    @classmethod
    def read(cls, element: XmlElement, parent: str = "") -> Coded:
        """From a CS or CV element; a CS has no OID, its place under `parent` tells the code system."""
        oid = element.get("S", "").strip()
        system = codes.system(oid) if oid else system_at(element, parent)
        value, display, original = (element.get(name, "").strip() for name in ("V", "DN", "OT"))
        return cls(value, display, original, oid or (system.oid if system else ""), system)

    @property
    def word(self) -> str | None:
        """The official text, where we hold the code."""
        return self.system.word(self.value) if self.system else None

    @property
    def system_name(self) -> str:
        """The code system by name and OID, as far as they are known."""
        return f"{self.system.name if self.system else ''} {self.oid}".strip()

    @property
    def text(self) -> str:
        """The main text: official, else DN, OT or V as it came; never blank unless all are."""
        return self.word or self.display or self.original or self.value

    def parts(self, language: Language) -> tuple[Inline, ...]:
        """The whole value for a reader: text, then code and what else was said, where that helps."""
        rest = (self._code(language), self._own_words(language), self._free_text())
        return (Text(self.text, self._kind()), *(Text(" " + more, "kode") for more in rest if more))

    def _kind(self) -> str:
        """Capitals that a page draws as words: the letters themselves are kept as they came."""
        shouted = self.system is not None and self.system.number in IN_CAPITALS and self.text.isupper()
        return SHOUTED if shouted else ""

    def _code(self, language: Language) -> str:
        """The code itself: where readers know it, and where it is all they can look up."""
        if not self.value or self.value == self.text:
            return ""
        if self.system and self.system.rules_out(self.value):
            return f"({language['unknown_code']}: {self.value})"
        spoken = self.system is None or self.system.number in SPOKEN_CODES
        return f"({self.value})" if spoken and self.value else ""

    def _own_words(self, language: Language) -> str:
        """The sender's text, where it says something else than the code does."""
        if not self.display or _plain(self.display) == _plain(self.text):
            return ""
        return f"({language['sender_wrote']}: {self.display})"

    def _free_text(self) -> str:
        return f"– {self.original}" if self.original and self.original != self.text else ""


def _plain(text: str) -> str:
    return "".join(text.casefold().split()).strip(".")
