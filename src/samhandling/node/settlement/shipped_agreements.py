"""The agreements that our source lists (`rules/agreements.toml`), with what it says of their parties."""

from __future__ import annotations

from typing import NamedTuple

from samhandling.stay.rules import Agreement, rules

OSLO, HOSPITAL = "Oslo kommune", "Diakonhjemmet Sykehus"
PARTIES = {
    "fellesskriv": ("Byrådsavdeling for eldre og sosiale tjenester", "Bydelene i Oslo kommune"),
}
"""Where the source says otherwise than Oslo kommune and the hospital."""


class Listed(NamedTuple):
    """An agreement as the source lists it. No text of any of them was among our sources."""

    row: Agreement
    parties: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name with its number; number 5 has none in our source."""
        number = self.row.number
        return f"Tjenesteavtale {number}: {self.row.name}" if number else self.row.name


def listed() -> dict[str, Listed]:
    """Every agreement by its id, in the order of the source."""
    return {row.id: Listed(row, PARTIES.get(row.id, (OSLO, HOSPITAL))) for row in rules().agreements}
