"""The allow-list for formatted content (HISD 1155): what may pass from an `anyType` field to a page.

Allowed tags are rewritten without attributes; every other tag falls away and its text stays. Nothing of the
sender's markup is copied: tags come from the table below, text is escaped. A tag that would break the page
around it (a list item outside a list, a cell outside a row) becomes a plain block.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import chain
from typing import Any

from lxml import etree

from samhandling.standards.formatted import ALLOWED, HEADINGS

from .page import Markup

XHTML = "http://www.w3.org/1999/xhtml"
DEEPEST = 40  # nesting that no note needs; below it only the text is kept
VOID = frozenset({"br", "hr"})
CELLS = frozenset({"td", "th"})
PARENTS = {
    "li": {"ol", "ul"},
    "dt": {"dl"},
    "dd": {"dl"},
    "caption": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
}
BREAKS = frozenset({"p", "div", "li", "dt", "dd", "tr", "caption", "blockquote", "pre", "table", "br", "hr"})
# Attributes that carry something to read; shown in brackets after the text.
TOLD = ("href", "src", "alt", "title")


def passed(element: Any, level: int = 4) -> Markup:
    """The content of an `anyType` element as safe HTML and as plain text.

    `level` is the heading level to which the content's highest heading is moved (1 to 6).
    """
    ladder = _Ladder(element, level)
    html = "".join(chain([_text(element.text)], (_child(c, "div", ladder, 0) for c in element)))
    return Markup(html, _tidy("".join(_plain(element))))


def has_markup(element: Any) -> bool:
    """Whether the element holds other elements, or only text."""
    return next(element.iterchildren(etree.Element), None) is not None


class _Ladder:
    """Moves the content's headings below the page's own, and never down by more than one step."""

    def __init__(self, element: Any, level: int) -> None:
        used = {name for e in element.iterdescendants(etree.Element) if (name := _name(e)) in HEADINGS}
        self.rank = {name: level + i for i, name in enumerate(sorted(used))}
        self.last = level - 1

    def tag(self, name: str) -> str:
        self.last = min(self.rank[name], self.last + 1, 6)
        return f"h{self.last}"


def _child(node: Any, parent: str, ladder: _Ladder, depth: int) -> str:
    tail = _text(node.tail)
    if not isinstance(node.tag, str):  # a comment or an entity
        return tail
    if depth > DEEPEST:
        return escape("".join(node.itertext())) + tail
    tag = _tag(node, parent, ladder)
    inner = _text(node.text) + "".join(_child(c, tag or parent, ladder, depth + 1) for c in node)
    return _wrapped(tag, inner, node) + tail


def _tag(node: Any, parent: str, ladder: _Ladder) -> str:
    """The HTML tag that stands for this element, or "" where only its text may pass."""
    name = _name(node)
    if name in HEADINGS:
        return ladder.tag(name)
    tag = ALLOWED.get(name, "")
    return tag if parent in PARENTS.get(tag, {parent}) else "div"


def _wrapped(tag: str, inner: str, node: Any) -> str:
    if tag in VOID:
        return f"<{tag}>{inner}"
    told = "".join(f" ({escape(node.get(a))})" for a in TOLD if node.get(a))
    if not tag:
        return f" {inner}{told} "
    return f"<{tag}{_spans(node) if tag in CELLS else ''}>{inner}{told}</{tag}>"


def _spans(node: Any) -> str:
    """`colspan` and `rowspan`, where they are small whole numbers."""
    given = ((a, node.get(a, "")) for a in ("colspan", "rowspan"))
    return "".join(f' {a}="{v}"' for a, v in given if v.isascii() and v.isdigit() and 1 < int(v[:4]) <= 100)


def _name(node: Any) -> str:
    """The local name of an XHTML element, or "" for anything else."""
    uri, _, name = node.tag[1:].partition("}") if node.tag[0] == "{" else ("", "", node.tag)
    return name.lower() if uri in {"", XHTML} else ""


def _text(text: str | None) -> str:
    return escape(text) if text else ""


def _plain(node: Any) -> Iterator[str]:
    if isinstance(node.tag, str):
        name = _name(node)
        yield "\n- " if name == "li" else "\n" if name in BREAKS | HEADINGS else ""
        yield " ".join((node.text or "").split("\n")) if name != "pre" else node.text or ""
        for child in node:
            yield from _plain(child)
            yield (child.tail or "").replace("\n", " ")
        yield from (f" ({node.get(a)})" for a in TOLD if node.get(a))
        yield " | " if name in CELLS else "\n" if name in BREAKS | HEADINGS and name not in VOID else ""


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()).removesuffix(" |") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
