"""Whom a message may go to: the services that its type is meant for come first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.errors import Conflict
from samhandling.node.directory.models import Service
from samhandling.node.directory.standing import in_use
from samhandling.node.writing.objections import objected_to
from samhandling.node.writing.rights import code_of, part_of
from samhandling.standards import catalogue
from samhandling.standards.facts import facts
from samhandling.standards.forms import Address

if TYPE_CHECKING:
    from samhandling.node.journal.models import Message
    from samhandling.node.patients.models import Patient
    from samhandling.node.writing.models import Draft
    from samhandling.standards.catalogue import MessageType


BETWEEN_TWO = frozenset({"DIALOG_FORESPORSEL", "DIALOG_AVVIK", "DIALOG_NOTAT"})
"""A request, a fault and the answer to a notice concern their receiver alone."""


@dataclass(frozen=True)
class Receiver:
    """A service with how to reach it. `blocked`: the patient does not want it to know."""

    her: int
    name: str
    organisation: str
    phone: str
    duty_phone: str
    opening_hours: str
    proposed: bool
    blocked: bool


def receivers_for(draft: Draft) -> tuple[Receiver, ...]:
    """Every service outside the sender's own, the proposed ones first. An answer goes to who asked."""
    row = catalogue.type_of(draft.type_code)
    blocked = objected_to(draft.patient)
    services = Service.objects.select_related("organisation").filter(in_use()).exclude(her=draft.service.her)
    found = [_receiver(service, row, blocked) for service in services.order_by("organisation__name", "name")]
    ours = draft.service.organisation_id
    own = {service.her for service in services if service.organisation_id == ours}
    found = [one for one in found if one.proposed or one.her not in own]
    if draft.regarding and draft.act != draft.Act.NEW:
        found = _of_the_thread(draft, found)
    return tuple(sorted(found, key=lambda one: not one.proposed))


def receiver_of(draft: Draft) -> Receiver | None:
    """The chosen receiver; None while none is."""
    return next((one for one in receivers_for(draft) if one.her == draft.receiver_her), None)


def address_of(draft: Draft) -> Address:
    """The chosen receiver's address on both levels. Raises Conflict when it is not known."""
    return address_at(draft, draft.receiver_her)


def address_at(draft: Draft, her: int | None) -> Address:
    """The address of a receiver, of the directory or of the message that is answered. Raises Conflict."""
    service = Service.objects.select_related("organisation").filter(her=her).first()
    if service:
        return address(service)
    party = _party(draft.regarding, her) if draft.regarding else None
    if party is None:
        raise Conflict(f"No address for HER-id {her}")
    return party


def address(service: Service) -> Address:
    """A service of the directory as an address."""
    organisation = service.organisation
    return Address(
        organisation.her, organisation.name, service.her, service.name, person=service.person, hpr=service.hpr
    )


def copies_for(draft: Draft) -> tuple[Receiver, ...]:
    """Those outside the sender's own virksomhet who may get a copy; nobody for what is between two alone."""
    if draft.type_code in BETWEEN_TWO:
        return ()
    blocked = objected_to(draft.patient)
    listed = Service.objects.select_related("organisation").filter(in_use())
    services = listed.exclude(organisation=draft.service.organisation_id)
    return tuple(_receiver(one, None, blocked) for one in services.order_by("organisation__name", "name"))


def copy_hers(draft: Draft) -> frozenset[int]:
    """Who may get a copy, by HER-id."""
    return frozenset(one.her for one in copies_for(draft) if not one.blocked)


def earlier_copies(draft: Draft) -> list[int]:
    """Whoever got a copy of a message gets one of its correction and its cancellation (HISD 1154)."""
    if draft.act not in {draft.Act.CHANGE, draft.Act.CANCEL} or draft.regarding is None:
        return []
    return [one.her for one in draft.regarding.recipients.all() if one.role == "COP"]


def sole_proposal(draft: Draft) -> int | None:
    """The receiver's HER-id where the directory leaves no choice, or the thread gives it."""
    proposed = [one for one in receivers_for(draft) if one.proposed and not one.blocked]
    return proposed[0].her if len(proposed) == 1 else None


def _receiver(service: Service, row: MessageType | None, blocked: frozenset[int]) -> Receiver:
    code = code_of(service)
    wanted = {(one.system, one.code) for one in row.services} if row else set()
    says_part_only = not code[1] or not wanted  # a type that names no services goes to any of the part
    fits = code in wanted or (says_part_only and row is not None and part_of(service) in row.receivers)
    return Receiver(
        her=service.her,
        name=service.name,
        organisation=service.organisation.name,
        phone=service.phone or service.organisation.phone,
        duty_phone=service.duty_phone,
        opening_hours=service.opening_hours,
        proposed=fits,
        blocked=service.her in blocked,
    )


def _of_the_thread(draft: Draft, found: list[Receiver]) -> list[Receiver]:
    """Only the other end of the message that is answered, changed or wrong."""
    message = draft.regarding
    assert message is not None  # noqa: S101  asked by the caller
    hers = _other_end(draft)
    known = [one for one in found if one.her in hers]
    if not known:
        blocked = objected_to(draft.patient)
        services = Service.objects.select_related("organisation").filter(her__in=hers)
        known = [_receiver(service, None, blocked) for service in services]
    missing = hers - {one.her for one in known}
    known += [
        Receiver(her, message.sender_name, "", "", "", "", proposed=True, blocked=False)
        for her in missing
        if her == message.sender_her
    ]
    return [Receiver(**{**_as_dict(one), "proposed": True}) for one in known]


def _other_end(draft: Draft) -> set[int]:
    message = draft.regarding
    assert message is not None  # noqa: S101  asked by the caller
    if draft.act in {draft.Act.ANSWER, draft.Act.FAULT} and message.sender_her != draft.service.her:
        return {message.sender_her}
    return {one.her for one in message.recipients.all() if one.role == "PRIM"}


def _as_dict(one: Receiver) -> dict[str, object]:
    return {name: getattr(one, name) for name in Receiver.__dataclass_fields__}


def _party(message: Message, her: int | None) -> Address | None:
    """The address of somebody outside the directory, as their own message wrote it."""
    if her != message.sender_her or not message.content.raw:
        return None
    sender = facts(bytes(message.content.raw)).sender
    if sender.virksomhet_her is None or sender.her is None:
        return None
    return Address(
        sender.virksomhet_her,
        sender.virksomhet_name,
        sender.her,
        sender.tjeneste_name or sender.virksomhet_name,
        person=sender.kind == "person",
    )


def blocked_for(patient: Patient | None, her: int | None) -> bool:
    """Whether the patient objects to this receiver."""
    return her in objected_to(patient)
