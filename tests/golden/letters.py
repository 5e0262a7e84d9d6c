"""The golden letters: one or more of every message type, version and status, with invented content.

`python -m tests.golden.write` writes them as XML beside this file, where a test keeps them equal to what is
composed here. Together they tell one stay: Borghild Rypefjær falls, is operated on, and goes to a helsehus.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from samhandling.standards.definition import Element
from samhandling.standards.writing import to_xml

from . import (
    dialogue,
    epikriser,
    for_the_doctor,
    helseopplysninger,
    henvisninger,
    logistics,
    receipts,
    reports,
)

FOLDER = Path(__file__).parent


@cache
def letters() -> dict[str, Element]:
    """Every letter by its name, such as `plo-1.6/innlagt-ny`."""
    return dict(_all())


def _all() -> Iterator[tuple[str, Element]]:
    for version in ("1.6", "1.5"):
        yield from logistics.letters(version)
        yield from reports.letters(version)
        yield from helseopplysninger.letters(version)
        yield from for_the_doctor.letters(version)
    yield from dialogue.letters()
    yield from henvisninger.letters()
    yield from epikriser.letters()
    yield from receipts.letters()


def composed(name: str) -> bytes:
    """A letter as bytes, newly made."""
    return to_xml(letters()[name])


def path(name: str) -> Path:
    """Where a letter lies."""
    return FOLDER / f"{name}.xml"


def kept(name: str) -> bytes:
    """A letter as it is committed."""
    return path(name).read_bytes()


def names_kept() -> list[str]:
    """The names of all committed letters."""
    return sorted(str(p.relative_to(FOLDER).with_suffix("")) for p in FOLDER.glob("*/*.xml"))
