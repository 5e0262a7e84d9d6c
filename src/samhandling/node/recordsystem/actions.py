"""What an administrator does: make and withdraw tokens, and switch a HER-id to lyttemodus and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.delivery.models import ReadPosition
from samhandling.node.directory.models import Service
from samhandling.node.journal.folding import lock_names
from samhandling.node.own import own_hers
from samhandling.node.recordsystem.callers import FOLDER, MLLP, system_user
from samhandling.node.recordsystem.models import Switch, Token
from samhandling.node.recordsystem.modes import listening_hers
from samhandling.node.recordsystem.tokens import SCOPES, mint

if TYPE_CHECKING:
    from collections.abc import Collection

    from samhandling.node.access.actor import Actor

LONGEST_NAME = 80
LONGEST_REASON = 400


@transaction.atomic
def make_token(actor: Actor, name: str, scopes: Collection[str], hers: Collection[int] = ()) -> str:
    """Give a system the right to call this node: what it may do, and for which own services (none: for all).

    Returns the token, which is shown this once. Raises NotAllowed; Conflict when the name is taken, or a
    scope or service is unknown.
    """
    require(actor, "administer")
    name = name.strip()
    is_taken = name in {FOLDER, MLLP} or Token.objects.filter(name=name).exists()
    if not 0 < len(name) <= LONGEST_NAME or is_taken:
        raise Conflict(f"The name {name!r} is taken, empty or too long")
    if not scopes or set(scopes) - set(SCOPES):
        raise Conflict(f"Scopes are {', '.join(SCOPES)}")
    minted, services = mint(), _services(hers)
    Token.objects.create(
        name=name,
        handle=minted.handle,
        digest=minted.digest,
        scopes=sorted(set(scopes)),
        user=system_user(name, services),
        made_at=clock.now(),
        made_by=actor.name[:150],
    )
    told = {"name": name, "scopes": sorted(set(scopes)), "services": [row.her for row in services]}
    record(actor, acts.MAKE_TOKEN, detail=told)
    return minted.text


@transaction.atomic
def withdraw_token(actor: Actor, name: str) -> None:
    """Take the right away, at once and for good. Raises NotAllowed; Conflict when no such token stands."""
    require(actor, "administer")
    if not Token.objects.filter(name=name, withdrawn_at=None).update(withdrawn_at=clock.now()):
        raise Conflict(f"No token {name!r} stands")
    record(actor, acts.WITHDRAW_TOKEN, detail={"name": name})


@transaction.atomic
def switch(actor: Actor, her: int, *, listening: bool, reason: str = "") -> None:
    """Let the record system send and receive for a HER-id (lyttemodus), or let this node.

    What was taken over before is finished by who took it over. Raises NotAllowed; Conflict when the HER-id is
    not ours, or stands so already.
    """
    require(actor, "administer")
    lock_names([f"mode:{her}"])
    if her not in own_hers():
        raise Conflict(f"HER-id {her} is not one of this node's own")
    if (her in listening_hers()) == listening:
        raise Conflict(f"HER-id {her} stands so already")
    told = {"her": her, "listening": listening, "reason": reason[:LONGEST_REASON]}
    Switch.objects.create(**told, by=actor.name[:150], offset=_offset(), at=clock.now())
    record(actor, acts.SWITCH_MODE, detail=told)


def _offset() -> int | None:
    carrier = settings.HOME.carrier
    found = ReadPosition.objects.filter(carrier=carrier.url if carrier else "")
    return found.values_list("offset", flat=True).first()


def _services(hers: Collection[int]) -> list[Service]:
    own = Service.objects.filter(organisation__own=True)
    found = list(own.filter(her__in=hers) if hers else own)
    if hers and len(found) != len(set(hers)):
        raise Conflict(f"Not all of {sorted(set(hers))} are services of this node")
    return found
