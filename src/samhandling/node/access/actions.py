"""Writing users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.models import User
from samhandling.node.access.policies import require
from samhandling.node.directory.models import Service

if TYPE_CHECKING:
    from collections.abc import Collection

    from samhandling.node.access.actor import Actor


@transaction.atomic
def create_user(  # noqa: PLR0913  the columns of one row
    actor: Actor,
    *,
    username: str,
    full_name: str,
    role: str,
    hpr: str = "",
    phone: str = "",
    service_hers: Collection[int] = (),
    password: str | None = None,
) -> User:
    """Give a person an account, a role and the services they work for.

    Without a password nobody can log in with one. Raises NotAllowed; Conflict when the name is taken or a
    service is not one of this node's own.
    """
    require(actor, "administer")
    if User.objects.filter(username=username).exists():
        raise Conflict(f"The user name {username} is taken")
    services = _own_services(service_hers)
    user = User(username=username, full_name=full_name, role=role, hpr=hpr, phone=phone)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    user.services.set(services)
    record(actor, acts.CREATE_USER, detail={"username": username, "role": role})
    return user


def _own_services(hers: Collection[int]) -> list[Service]:
    services = list(Service.objects.filter(her__in=hers, organisation__own=True))
    if len(services) != len(set(hers)):
        raise Conflict(f"Not all of {sorted(set(hers))} are services of this node")
    return services
