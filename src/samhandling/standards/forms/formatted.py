"""Formatted text (XHTML): what a form shows of it, and what a correction keeps of it."""

from __future__ import annotations

from samhandling.standards.definition import FreeContent, XmlElement, local_name
from samhandling.standards.definition.tree import attributes
from samhandling.standards.formatted import ALLOWED, HEADINGS
from samhandling.standards.render.xhtml import passed

_TAGS = (ALLOWED.keys() | HEADINGS) - {"th"}  # HISD 1155 allows th, HISD 1165 and epikrise do not


class Formatted(str):
    """The text of formatted content as a form shows it, line by line, with the content itself."""

    __slots__ = ("content",)
    content: FreeContent

    @classmethod
    def of(cls, content: FreeContent, text: str | None = None) -> Formatted:
        """`text`: as the form has it, where that is not quite as the content says it."""
        made = cls(passed(content.element).plain if text is None else text)
        made.content = content
        return made

    @property
    def may_be_sent(self) -> bool:
        """Whether it has only what HISD 1155 allows: another sender's may have more."""
        below = self.content.element.iterdescendants("*")
        return all(local_name(one.tag).lower() in _TAGS and not _does_more(one) for one in below)


def _does_more(element: XmlElement) -> bool:
    """Whether it has style or script of its own, which no module of HISD 1155 holds."""
    return any(name == "style" or name.startswith("on") for name, _value in attributes(element))
