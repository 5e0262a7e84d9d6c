"""What a letter says of the profession of the one who writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samhandling.node.access.models import User


def profession_said(user: User, values: Mapping[str, Any]) -> str:
    """Of 9060: what the values of a form say that the writer is; empty where they do not name the writer."""
    told = values.get("responsible") or []
    for person in told if isinstance(told, list) else [told]:
        if _name(person) == " ".join(user.full_name.split()):
            system, _colon, code = (
                person.get("type_healthcare_professional") or person.get("type") or ""
            ).partition(":")
            return code if system == "9060" else ""
    return ""


def _name(person: Mapping[str, Any]) -> str:
    """As the two kinds of message write it: in two fields, or in one."""
    both = f"{person.get('given_name', '')} {person.get('family_name', '')}"
    return " ".join((person.get("name") or both).split())
