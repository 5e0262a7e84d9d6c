"""Ids of FHIR resources: those that this node gives begin with a prefix that no caller's own id may have.

So `Patient/57` is the caller's own 57 and nothing else, whatever numbers this node counts its rows by.
"""

from __future__ import annotations

import re

from samhandling.node.recordsystem.models import Heard

GIVEN = "given-"
_GIVEN = re.compile(GIVEN + r"([1-9][0-9]{0,17})")


def given(row_id: int) -> str:
    """The id of what was posted without one, by the key of its row in Heard."""
    return f"{GIVEN}{row_id}"


def is_given(key: str) -> bool:
    """Whether only this node may make such an id."""
    return key.startswith(GIVEN)


def given_row(key: str) -> int | None:
    """The row in Heard that an id was given for; None for a caller's own."""
    found = _GIVEN.fullmatch(key)
    return int(found[1]) if found else None


def gave(source: str, kind: str, key: str) -> bool:
    """Whether this node gave the id to this very caller, for a resource of this kind."""
    row_id = given_row(key)
    return row_id is not None and Heard.objects.filter(pk=row_id, source=source, control_id=kind).exists()
