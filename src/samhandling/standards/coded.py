"""Coded values with the names that our own code tables give them."""

from __future__ import annotations

from . import codes
from .datatypes import CS, CV


def cs(system: int | str, value: str) -> CS:
    """A value whose code system the standard gives."""
    return CS(V=value, DN=codes.name(str(system), value))


def cv(system: int | str, value: str, name: str | None = None) -> CV:
    """A value with its code system; `name` where we hold no table of the system."""
    return CV(V=value, S=f"{codes.ROOT}{system}", DN=name or codes.name(str(system), value))
