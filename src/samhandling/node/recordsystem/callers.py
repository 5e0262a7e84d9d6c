"""The record system as somebody who acts: each way in has a user of its own, so that the log names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.node.access.actor import SYSTEM_ROLE, Actor
from samhandling.node.access.models import User
from samhandling.node.directory.models import Service

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER, MLLP = "mappe", "mllp"


def system_user(name: str, services: Iterable[Service]) -> User:
    """The user of one way in. Nobody can log in as it: it has no password and is not active."""
    username = f"journalsystem:{name}"[:150]
    user, new = User.objects.get_or_create(
        username=username,
        defaults={"full_name": f"Journalsystem ({name})"[:150], "role": SYSTEM_ROLE, "is_active": False},
    )
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    user.services.set(services)
    return user


def caller(name: str) -> Actor:
    """The folder or the listener as an actor: it speaks for every service of ours."""
    return Actor.of(system_user(name, Service.objects.filter(organisation__own=True)))
