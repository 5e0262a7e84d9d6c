"""docs/performance.md: one section per area. What people wrote there stands; each area replaces its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.figures import Figure, Measured, number

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = "| | Measured | Floor | Ratio | Goal | Met |\n|---|--:|--:|--:|--:|---|\n"
_PLAIN_HEAD = "| | Measured |\n|---|--:|\n"
_MACHINE = re.compile(r"^Machine: .*$", re.MULTILINE)


def section(title: str, measured: Measured, moment: str) -> str:
    """An area as Markdown."""
    notes = "".join(f"- {note}\n" for note in measured.notes)
    return f"## {title}\n\nMeasured {moment}.\n\n{_tables(measured.figures)}\n{notes}"


def put(file: Path, sections: dict[str, str], machine: str) -> None:
    """Write sections into the page by their titles; new ones come before its last, hand-written one."""
    head, *old = re.split(r"^(?=## )", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    kept = {part.partition("\n")[0].removeprefix("## "): part for part in old}
    last = dict([kept.popitem()]) if kept else {}
    whole = kept | {title: f"{text.rstrip()}\n\n" for title, text in sections.items()} | last
    head = _MACHINE.sub(lambda _found: f"Machine: {machine}.", head)
    file.write_text(head + "".join(whole.values()).rstrip() + "\n", encoding="utf-8")


def _tables(figures: list[Figure]) -> str:
    """Shares apart: they have neither floor nor goal."""
    compared = [figure for figure in figures if figure.unit != "%"]
    shares = [figure for figure in figures if figure.unit == "%"]
    told = _HEAD + "".join(map(_row, compared))
    return told + ("\n" + _PLAIN_HEAD + "".join(map(_plain_row, shares)) if shares else "")


def _row(figure: Figure) -> str:
    floor = f"{number(figure.floor)} {figure.unit}" if figure.floor is not None else ""
    times = f"{number(figure.times)}×" if figure.times is not None else ""
    met = {True: "yes", False: "**no**", None: ""}[figure.is_met]
    cells = (
        figure.what,
        f"{number(figure.value)} {figure.unit}",
        floor,
        times,
        str(figure.goal or ""),
        met,
    )
    return f"| {' | '.join(cells)} |\n"


def _plain_row(figure: Figure) -> str:
    return f"| {figure.what} | {number(figure.value)} {figure.unit} |\n"
