"""A page as plain text, with the same content as the HTML."""

from __future__ import annotations

from collections.abc import Iterator

from .page import Block, Blocks, Details, Facts, Inline, Link, Markup, Page, Paragraph, Section, Table, plain

UNDER = "=-"
STEP = "  "
WIDTH = 110


def text_of(page: Page) -> str:
    """The page as lines of text; title and first headings underlined, values indented under their names."""
    lines = _heading(page.title, 0)
    if page.status:
        lines += [page.status.text.upper(), *([page.status.note] if page.status.note else [])]
    lines += _blocks(page.header, 1)
    return "\n".join([*lines, *_blocks(page.body, 1)]).rstrip() + "\n"


def _blocks(blocks: Blocks, level: int) -> list[str]:
    return [line for block in blocks for line in _block(block, level)]


def _block(block: Block, level: int) -> list[str]:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Facts):
        return [line for row in block.rows for line in _named(row.label, row.blocks, level)]
    if isinstance(block, Table):
        return list(_table(block, level))
    if isinstance(block, Section | Details):
        return ["", *_heading(block.heading, level), *_blocks(block.blocks, level + 1)]
    return (block.plain if isinstance(block, Markup) else block.text).splitlines()


def _heading(text: str, level: int) -> list[str]:
    return [text, UNDER[level] * len(text)] if level < len(UNDER) else [f"{text}:"]


def _named(name: str, blocks: Blocks, level: int) -> list[str]:
    """`Name: value`, further lines indented below."""
    lines = _blocks(blocks, max(level, len(UNDER)))
    starts_plain = bool(blocks) and isinstance(blocks[0], Paragraph | Markup)
    first, rest = (lines[0], lines[1:]) if lines and starts_plain else ("", lines)
    return [f"{name}: {first}".rstrip(), *_indented(rest)]


def _table(block: Table, level: int) -> Iterator[str]:
    """Each row as an item: its cells under their column names, short ones on one line."""
    for row in block.rows:
        cells = zip(block.head, row, strict=True)
        lines = [line for name, cell in cells if cell for line in _named(name, cell, level)]
        if sum(map(len, lines)) <= WIDTH and not any(line.startswith(STEP) for line in lines):
            lines = ["; ".join(lines)]
        yield from (("- " if i == 0 else STEP) + line for i, line in enumerate(lines))


def _paragraph(block: Paragraph) -> list[str]:
    return "".join(_inline(part) for part in block.parts).splitlines()


def _inline(part: Inline) -> str:
    number = part.href.partition(":")[2] if isinstance(part, Link) and part.href.startswith("tel:") else ""
    text = plain(part)
    return text if not number or number in text.replace(" ", "") else f"{text} ({number})"


def _indented(lines: list[str]) -> list[str]:
    return [STEP + line if line else line for line in lines]
