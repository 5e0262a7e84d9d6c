"""Who does something: a person in a role, the node's own worker, or someone at the command line."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samhandling.node.access.models import User

WORKER_ROLE = "worker"


@dataclass(frozen=True)
class Actor:
    """`user` is None for the node itself. `purpose` is one of the access reasons of governance § 6.2."""

    user: User | None
    name: str
    role: str
    purpose: str = ""

    @classmethod
    def of(cls, user: User, purpose: str = "") -> Actor:
        return cls(user, user.full_name or user.username, user.role, purpose)


WORKER = Actor(None, "node", WORKER_ROLE)
"""The node's own worker: receives, answers, links, warns."""


def operator() -> Actor:
    """Whoever runs a command on the node's own machine: the account that owns its database and keys."""
    return Actor(None, _account(), WORKER_ROLE)


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "unknown account"
