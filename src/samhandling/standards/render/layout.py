"""How the declared classes and fields are laid out on a page (`layout.toml`)."""

from __future__ import annotations

from .language import table

_layout = table("layout.toml")

THROUGH: frozenset[str] = frozenset(_layout["through"])
"""Wrapper classes, or fields ("Class.field") of one, whose content stands where they stood."""

THROUGH_ALONE: frozenset[str] = frozenset(_layout["through_alone"])
"""Wrapper classes that are opened only when they stand alone among their siblings."""

PEOPLE: frozenset[str] = frozenset(_layout["people"])
"""Classes shown as a person or an organisation, name first."""

CARDS: frozenset[str] = frozenset(_layout["cards"])
"""Classes around one person or organisation, shown as that person with more facts."""

PROSE: frozenset[str] = frozenset(_layout["prose"])
"""Fields of long text, shown under their own heading."""

HEADED: dict[str, list[str]] = _layout["headed"]
"""Classes with a heading of their own: the fields of the heading and of the text."""

TECHNICAL: frozenset[str] = frozenset(_layout["technical"])
"""Fields ("Class.field") that are folded away."""

SPOKEN_CODES: frozenset[str] = frozenset(_layout["spoken_codes"])
"""Code systems whose codes readers know by heart."""

IN_CAPITALS: frozenset[str] = frozenset(_layout["in_capitals"])
"""Code systems that write every name in capitals."""

COLUMNS: dict[str, list[list[str]]] = _layout["tables"]
"""Classes shown as a table when repeated, with the fields of each column."""
