"""What the register says as columns of the directory, and where that differs from what stands there.

What the register is silent on is kept: a telephone that it leaves out, duty telephones, opening hours and
which versions a service takes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.directory.models import Organisation, Service
    from samhandling.transport.address_register import Party

KINDS = {"101": "hospital", "102": "municipality", "103": "gp"}
"""Helsevirksomhet type (9040) and the kind of a virksomhet that is new here; any other is `other`."""

NO_END = 9999
"""The year in which the register lets end what has no end."""

LONGEST = {"phone": 30, "edi": 200, "code": 20, "hpr": 9, "orgnr": 9}


@dataclass(frozen=True)
class Difference:
    """A column that the register has otherwise."""

    column: str
    ours: Any
    theirs: Any


def organisation_columns(told: Party, at: dt.datetime) -> dict[str, Any]:
    """What the register says of a virksomhet at a moment."""
    return _of_either(told, at) | _said({"orgnr": told.orgnr, "phone": told.phone})


def service_columns(told: Party, at: dt.datetime) -> dict[str, Any]:
    """What the register says of a tjeneste or person at a moment."""
    code = "" if told.code_system is None else told.code  # of no system, it says nothing
    said = _said({"phone": told.phone, "hpr": told.hpr, "code": code})
    if "code" in said:
        said["code_system"] = told.code_system
    return _of_either(told, at) | {"person": told.kind == "person"} | said


def kind_of(told: Party) -> str:
    """The kind of a virksomhet that is new here."""
    return KINDS.get(told.business, "other")


def differences(row: Organisation | Service | None, columns: dict[str, Any]) -> tuple[Difference, ...]:
    """Where a row stands otherwise; without a row, everything that is said."""
    found = (Difference(name, getattr(row, name, None), said) for name, said in columns.items())
    return tuple(one for one in found if one.ours != one.theirs and (row is not None or one.theirs))


def _of_either(told: Party, at: dt.datetime) -> dict[str, Any]:
    ends = told.valid_to if told.valid_to and told.valid_to.year < NO_END else None
    return {
        "name": told.name,
        "withdrawn": not told.in_use(at),
        "valid_until": ends,
        "edi": told.edi[: LONGEST["edi"]],
        "places": [asdict(place) for place in told.places],
    }


def _said(told: dict[str, str]) -> dict[str, Any]:
    """What is said, and fits the column: half a number would be somebody else's."""
    return {name: text for name, text in told.items() if text and len(text) <= LONGEST[name]}
