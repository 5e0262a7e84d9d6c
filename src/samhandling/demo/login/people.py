"""Whom one can log in as."""

from __future__ import annotations

from dataclasses import dataclass

from samhandling.node.access.models import User
from samhandling.node.access.roles import Role


@dataclass(frozen=True)
class Person:
    """One button."""

    username: str
    name: str
    role: str
    services: str


def people(role: str = "") -> list[Person]:
    """Everybody with an account here, or those in one role, in the order that the roles are listed in."""
    order = {value: place for place, value in enumerate(Role.values)}
    found = User.objects.filter(is_active=True, **({"role": role} if role else {}))
    users = sorted(found.prefetch_related("services"), key=lambda user: (order[user.role], user.full_name))
    return [
        Person(
            username=user.username,
            name=user.full_name,
            role=user.get_role_display(),
            services=", ".join(sorted(service.name for service in user.services.all())),
        )
        for user in users
    ]
