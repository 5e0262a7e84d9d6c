"""How far seeding has come, for the terminal and for the portal's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.demo.place import Place

FOUNDING = 10  # per cent that founding the nodes takes, by experience


class Reporter:
    """Writes progress.json."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def founding(self) -> None:
        self._tell(0, "making nodes, keys and databases", "Lager noder, nøkler og databaser")

    def played(self, done: int, of: int, at: dt.datetime) -> None:
        percent = FOUNDING + (100 - FOUNDING) * done // max(of, 1)
        self._tell(
            percent, f"the history has come to {at:%d.%m.%Y}", f"Historien har kommet til {at:%d.%m.%Y}"
        )

    def _tell(self, percent: int, english: str, norsk: str) -> None:
        self.place.write("progress", {"done": percent, "of": 100, "english": english, "norsk": norsk})
