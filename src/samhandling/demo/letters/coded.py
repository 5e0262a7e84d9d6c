"""Coded values with the name that our code tables give them."""

from __future__ import annotations

from samhandling.standards import codes
from samhandling.standards.datatypes import CS, CV

ICD_10 = 7110
ATC = 7180


def cv(system: int, value: str, name: str | None = None) -> CV:
    """Return a value with its code system; `name` for systems that we hold no table of."""
    return CV(V=value, S=f"{codes.ROOT}{system}", DN=name or codes.name(str(system), value))


def cs(system: int, value: str) -> CS:
    """Return a value whose code system the standard gives."""
    return CS(V=value, DN=codes.name(str(system), value))
