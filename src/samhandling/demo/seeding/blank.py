"""An empty database with every table, made once and copied to each node before it is founded.

`migrate` finds nothing left to do there; it fills in nothing but what Django itself keeps.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from samhandling.demo.place import Place

HOME = """environment = "demo"
organisation = {name = "Blank", her = 1, orgnr = "310000019", kind = "other"}
"""


def make_blank_database(place: Place) -> None:
    """Run every migration in a home that belongs to nobody. A process can do this once."""
    home = _home(place)
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "secret").write_text("of nobody", encoding="ascii")
    (home / "node.toml").write_text(HOME, encoding="utf-8")
    os.environ["SAMHANDLING_NODE"] = str(home)
    from samhandling.node.founding import open_home, prepare_database

    open_home(home)
    prepare_database()
    from django.db import connections

    connections.close_all()  # so that all of it is in the one file


def copy_blank_database(place: Place, home: Path) -> None:
    """Give a home that is to be founded the empty tables."""
    home.mkdir(parents=True)
    shutil.copy(_home(place) / "db.sqlite3", home / "db.sqlite3")


def _home(place: Place) -> Path:
    return place.path / "blank"
