"""A page as HTML: one `<article>` without styles or scripts.

Everything from the message passes `escape`; the tags, classes and attributes are written here. Links are only
those that `values.telecom` has passed, and the attachment addresses that the caller gives.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from .page import (
    Block,
    Blocks,
    Details,
    Facts,
    Inline,
    Link,
    Markup,
    Page,
    Paragraph,
    Section,
    Source,
    Table,
    Text,
    Time,
)

LAST = 6


MANY = 12
"""A body of so many sections has a table of contents."""


def html_of(page: Page, anchor: str = "", *, content_first: bool = False) -> str:
    """The page as a fragment; its title is an h2.

    A long one has a table of contents, where `anchor` makes its targets unlike those of other pages. With
    `content_first` the header's facts stand after the content.
    """
    sections = [block for block in page.body if isinstance(block, Section)]
    anchors = {id(one): f"{anchor}-{n}" for n, one in enumerate(sections, 1)} if anchor else {}
    contents = _contents(page, sections, anchors) if anchors and len(sections) >= MANY else ""
    status = ""
    if page.status:
        note = f'<p class="melding-statusnote">{escape(page.status.note)}</p>' if page.status.note else ""
        shown = escape(page.status.text)
        status = f'<p class="melding-status melding-status-{page.status.kind}">{shown}</p>{note}'
    last = content_first and bool(page.envelope and page.header)
    before = "" if last else _blocks(page.header, 3)
    if last:
        page = replace(page, body=_with_envelope(page))
    return (
        f'<article class="melding melding-{page.kind}"><header class="melding-hode">'
        f"<h2>{escape(page.title)}</h2>{status}{before}</header>"
        f"{contents}{_body(page, anchors if contents else {})}</article>"
    )


def _with_envelope(page: Page) -> Blocks:
    """The body with the header's facts after the content, before what is folded away."""
    folded = tuple(block for block in page.body if isinstance(block, Details))
    content = tuple(block for block in page.body if not isinstance(block, Details))
    return (*content, Section(page.envelope, page.header), *folded)


def _contents(page: Page, sections: list[Section], anchors: dict[int, str]) -> str:
    heading = escape(page.contents)
    lines = "".join(f'<li><a href="#{anchors[id(one)]}">{escape(one.heading)}</a></li>' for one in sections)
    return f'<nav class="melding-innhold" aria-label="{heading}"><h3>{heading}</h3><ol>{lines}</ol></nav>'


def _body(page: Page, anchors: dict[int, str]) -> str:
    return "".join(
        _section(block, 3, anchors.get(id(block), "")) if isinstance(block, Section) else _block(block, 3)
        for block in page.body
    )


def _blocks(blocks: Blocks, level: int) -> str:
    return "".join([_block(block, level) for block in blocks])


def _block(block: Block, level: int) -> str:  # noqa: PLR0911  one line per kind of block
    if isinstance(block, Paragraph):
        return f'<p class="melding-tekst">{_inlines(block)}</p>'
    if isinstance(block, Facts):
        return _facts(block, level)
    if isinstance(block, Section):
        return _section(block, level)
    if isinstance(block, Table):
        return _table(block, level)
    if isinstance(block, Markup):
        return f'<div class="melding-formatert">{block.html}</div>'
    if isinstance(block, Source):
        return f'<pre class="melding-kilde"><code>{escape(block.text)}</code></pre>'
    return _details(block, level)


def _section(block: Section, level: int, anchor: str = "") -> str:
    target = f' id="{anchor}"' if anchor else ""
    heading = f"<h{level}>{escape(block.heading)}</h{level}>"
    inner = _blocks(block.blocks, min(level + 1, LAST))
    return f'<section class="melding-del"{target}>{heading}{inner}</section>'


def _facts(block: Facts, level: int) -> str:
    rows = [
        f"<div><dt>{escape(row.label)}</dt><dd>{_value(row.blocks, level)}</dd></div>" for row in block.rows
    ]
    return f'<dl class="melding-fakta">{"".join(rows)}</dl>'


def _table(block: Table, level: int) -> str:
    head = "".join([f'<th scope="col">{escape(name)}</th>' for name in block.head])
    rows = "".join([_row(block, cells, level) for cells in block.rows])
    caption = escape(block.caption)
    return (
        f'<div class="melding-tabellramme" role="group" aria-label="{caption}" tabindex="0">'
        f'<table class="melding-tabell"><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(block: Table, cells: tuple[Blocks, ...], level: int) -> str:
    first, *rest = zip(block.head, cells, strict=True)
    others = [f'<td data-kolonne="{escape(name)}">{_value(cell, level)}</td>' for name, cell in rest]
    return f'<tr><th scope="row">{_value(first[1], level) or "–"}</th>{"".join(others)}</tr>'


def _details(block: Details, level: int) -> str:
    summary = f"<summary>{escape(block.heading)}</summary>"
    return f'<details class="melding-teknisk">{summary}{_blocks(block.blocks, level)}</details>'


def _value(blocks: Blocks, level: int) -> str:
    """A value in a list of facts or a cell: one paragraph stands bare."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _inlines(blocks[0])
    return _blocks(blocks, level)


def _inlines(paragraph: Paragraph) -> str:
    return "".join([_inline(part) for part in paragraph.parts])


def _inline(part: Inline) -> str:
    text = _lines(part.text)
    if isinstance(part, Text):
        return f'<span class="melding-{part.kind}">{text}</span>' if part.kind else text
    if isinstance(part, Time):
        return f'<time datetime="{escape(part.exact)}">{text}</time>'
    return _link(part, text)


def _link(part: Link, text: str) -> str:
    return f'<a href="{escape(part.href)}">{text}</a>'


def _lines(text: str) -> str:
    """Escaped text with its line breaks kept."""
    safe = escape(text)
    if "\n" not in safe and "\r" not in safe:
        return safe
    return safe.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")
