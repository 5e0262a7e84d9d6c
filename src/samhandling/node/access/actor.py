"""Who does something: a person in a role, the node's own worker, or someone at the command line."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.node.access.purposes import purpose_of

if TYPE_CHECKING:
    from samhandling.node.access.models import User

WORKER_ROLE = "worker"
SYSTEM_ROLE = "journalsystem"  # the organisation's own record system, as a user (recordsystem.callers)


@dataclass(frozen=True)
class Actor:
    """`user` is None for the node itself, which has no purpose. `purpose` is one of `access.purposes`."""

    user: User | None
    name: str
    role: str
    purpose: str = ""

    @classmethod
    def of(cls, user: User, purpose: str = "") -> Actor:
        """The person as an actor; without a `purpose` of their choice, what their role is there for."""
        return cls(user, user.full_name or user.username, user.role, purpose or purpose_of(user.role))


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
