"""What people are by profession: 9060, Kategori helsepersonell, which a letter says of whoever signs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.node.access.roles import Role
from samhandling.standards import codes

if TYPE_CHECKING:
    from samhandling.node.access.models import User

UNKNOWN = "XX"
"""Ukjent/uspesifisert: also what somebody says who has no profession of the list."""

OF_ROLE: dict[str, str] = {
    Role.SYKEPLEIER: "SP",
    Role.UTSKRIVNINGSKOORDINATOR: "SP",
    Role.LEGE: "LE",
    Role.FASTLEGE: "LE",
    Role.HELSESEKRETAER: "HE",
}
"""Other roles are held by people of many professions."""


def profession_of(user: User) -> str:
    """What the user has said, else what follows from the role; empty where nobody knows."""
    return user.profession or OF_ROLE.get(user.role, "")


def professions() -> dict[str, str]:
    """Every profession: its name by its code."""
    found = codes.system("9060")
    return dict(found.values) if found else {}
