"""Writing users."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.models import User
from samhandling.node.access.policies import require
from samhandling.node.access.professions import profession_of, professions
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
    profession: str = "",
    phone: str = "",
    service_hers: Collection[int] = (),
    password: str | None = None,
) -> User:
    """Give a person an account, a role and the services they work for.

    `profession` is of 9060; without one, what follows from the role. Without a password nobody can log in
    with one. Raises NotAllowed; Conflict when the name is taken, a service is not one of this node's own, or
    there is no such profession.
    """
    require(actor, "administer")
    _require_profession(profession)
    if User.objects.filter(username=username).exists():
        raise Conflict(f"The user name {username} is taken")
    services = _own_services(service_hers)
    told = {"full_name": full_name, "role": role, "hpr": hpr, "profession": profession, "phone": phone}
    user = User(username=username, **told)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    user.services.set(services)
    record(actor, acts.CREATE_USER, detail={"username": username, "role": role})
    return user


@transaction.atomic
def remember_profession(actor: Actor, profession: str) -> None:
    """Keep what somebody has said of their own profession (9060), so that no form asks for it again.

    Raises Conflict where no person acts, or there is no such profession.
    """
    if actor.user is None:
        raise Conflict("Only a person has a profession")
    _require_profession(profession)
    if profession == profession_of(actor.user):
        return
    actor.user.profession = profession
    actor.user.save(update_fields=["profession"])
    record(actor, acts.SAY_PROFESSION, detail={"profession": profession})


def _require_profession(profession: str) -> None:
    if profession and profession not in professions():
        raise Conflict(f"{profession} is no profession of 9060")


def _own_services(hers: Collection[int]) -> list[Service]:
    services = list(Service.objects.filter(her__in=hers, organisation__own=True))
    if len(services) != len(set(hers)):
        raise Conflict(f"Not all of {sorted(set(hers))} are services of this node")
    return services
