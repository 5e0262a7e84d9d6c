"""Repeated things as a table: one row each, fields grouped in the columns that `layout.toml` gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import blocks, people
from .entries import Aside, Entry
from .layout import CARDS, COLUMNS, PEOPLE
from .leaves import name_of_fact, parts
from .page import Blocks, Fact, Facts, Table, words


@dataclass(slots=True)
class Row:
    """The values of one thing by field, with what each field is called."""

    cells: dict[str, Blocks] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, label: str, value: Blocks) -> None:
        """Add a value; a field that comes several times keeps them all."""
        if value:
            self.cells[name] = self.cells.get(name, ()) + value
            self.labels.setdefault(name, label)


def table(caption: str, group: list[Entry], aside: Aside) -> Table:
    """A table of neighbours of the same class; columns without any value are left out."""
    rows = [_row(entry, aside) for entry in group]
    labels = {name: label for row in rows for name, label in row.labels.items()}
    columns = _columns(group[0].holds, list(labels))
    return Table(
        caption=f"{caption} ({len(rows)})",
        head=tuple(labels[column[0]] for column in columns),
        rows=tuple(tuple(_cell(row, column) for column in columns) for row in rows),
    )


def single(entry: Entry, aside: Aside) -> Blocks:
    """One such thing alone: its fields as facts, in the order of the columns."""
    row = _row(entry, aside)
    names = [name for column in _columns(entry.holds, list(row.labels)) for name in column]
    return (Facts(tuple(Fact(row.labels[name], row.cells[name]) for name in names)),) if names else ()


def _columns(holds: str, present: list[str]) -> list[list[str]]:
    """The declared columns without the fields that no row has, then one for each field left over."""
    declared = [[name for name in column if name in present] for column in COLUMNS[holds]]
    named = {name for column in COLUMNS[holds] for name in column}
    return [column for column in declared if column] + [[name] for name in present if name not in named]


def _row(entry: Entry, aside: Aside) -> Row:
    row = Row()
    _fill(row, entry, aside)
    return row


def _fill(row: Row, entry: Entry, aside: Aside) -> None:
    """Put what an entry holds into a row; the first person in it is opened into the same row."""
    is_person = entry.holds in PEOPLE
    if is_person and (name := people.name_of(entry)):
        row.add("name", aside.language.fields["name"], words(name))
    for part in parts(entry, aside):
        if is_person and part.name in people.NAMES:
            continue
        if entry.holds in CARDS and part.holds in PEOPLE and "name" not in row.cells:
            _fill(row, part, aside)
        else:
            row.add(part.name, aside.label(part), _value(part, aside))


def _value(part: Entry, aside: Aside) -> Blocks:
    """A value, under its type where the column's name does not tell it: "Mobiltelefon", "D-nummer"."""
    value, label = blocks.value(part, aside), name_of_fact(part, aside)
    return value if label == aside.label(part) else (Facts((Fact(label, value),)),)


def _cell(row: Row, column: list[str]) -> Blocks:
    """The first field bare, for it names the column; the others with their names."""
    first = row.cells.get(column[0], ())
    rest = tuple(Fact(row.labels[name], row.cells[name]) for name in column[1:] if name in row.cells)
    return first + ((Facts(rest),) if rest else ())
