"""Who writes to whom about a stay: from what was written before, else from the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.node.access.models import User
from samhandling.node.access.professions import UNKNOWN, profession_of
from samhandling.node.directory.models import Service
from samhandling.node.directory.standing import in_use
from samhandling.node.stays.letters.envelope import Author, Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from samhandling.node.access.actor import Actor
    from samhandling.node.stays.account import StayAccount
    from samhandling.stay.events import Address, Message

SAKSBEHANDLING, SYKEPLEIE = ("KD0501",), ("KP02", "KP03")  # 8663
LOGISTICS = frozenset({"LOG_UTSKRIVNINGSKLAR", "HELSEOPPL_SOKNAD", "LOG_AVMELDING"})
NURSING = frozenset({"LOG_INNLAGT", "LOG_UTSKREVET", "UTSKRIVNINGSRAPPORT"})


def author_of(user: User) -> Author:
    """A user as the one who answers for a letter. The last word of the name is the family name."""
    given, _, family = user.full_name.rpartition(" ")
    return Author(family, given, profession_of(user) or UNKNOWN, user.hpr, user.phone)


def deciders() -> QuerySet[User]:
    """People here who may decide that a patient is utskrivningsklar: those with an HPR number."""
    return User.objects.filter(is_active=True).exclude(hpr="").order_by("full_name")


def party(her: int) -> Party | None:
    """A service as the directory has it."""
    row = Service.objects.select_related("organisation").filter(her=her).first()
    return _party(row) if row else None


def party_of(address: Address) -> Party:
    """A party as a message names it, with what the directory adds."""
    known = party(address.her)
    if known:
        return known
    return Party(address.virksomhet, address.name, address.her, address.service or address.name)


def own_sender(account: StayAccount, actor: Actor, services: Iterable[int]) -> Party | None:
    """The actor's service that last wrote about this stay, else their first."""
    mine = set(services)
    if actor.user is None:
        return None
    hers = (message.sender.her for message in said(account))
    her = next((her for her in hers if her in mine), None)
    return party(her) if her else first_service(mine)


def receivers(codes: Iterable[str]) -> list[Party]:
    """Municipal services of these kinds (8663) in the directory, our own left out."""
    rows = Service.objects.select_related("organisation").filter(
        in_use(), code__in=tuple(codes), organisation__own=False, organisation__kind="municipality"
    )
    return [_party(row) for row in rows.order_by("organisation__name", "name")]


def usual_receiver(account: StayAccount, types: frozenset[str]) -> int | None:
    """HER-id of whom messages of these types about the stay last went to."""
    return next((her for message in said(account) if (her := _sent_to(message, types))), None)


def _sent_to(message: Message, types: frozenset[str]) -> int | None:
    if message.type_code not in types:
        return None
    return next((r.address.her for r in message.receivers if r.role != "COP"), None)


def said(account: StayAccount) -> list[Message]:
    """What was said in the stay and stands, the newest first."""
    return [one.message for one in reversed(account.stay.messages) if one.alive]


def first_service(hers: Iterable[int]) -> Party | None:
    """The first of these own services."""
    rows = Service.objects.select_related("organisation").filter(her__in=tuple(hers), organisation__own=True)
    row = rows.order_by("her").first()
    return _party(row) if row else None


def _party(row: Service) -> Party:
    return Party(row.organisation.her, row.organisation.name, row.her, row.name, row.phone)
