"""Reading drafts: one's own, and what can be begun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from samhandling.node import clock
from samhandling.node.access.policies import own_hers
from samhandling.node.access.reading import Reader, Shown, reads, shows_no_patient
from samhandling.node.directory.models import Service
from samhandling.node.discretion.blocks import hide_blocked
from samhandling.node.writing.models import Draft, DraftFile
from samhandling.node.writing.offers import Offer, offers_for
from samhandling.node.writing.rights import types_for

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.journal.models import Message
    from samhandling.standards.catalogue import MessageType


@dataclass(frozen=True)
class Choice:
    """One of the actor's services with the types that it may begin."""

    service: Service
    types: tuple[MessageType, ...]


@reads("read-draft")
def draft(reader: Reader, pk: int) -> Shown[Draft]:
    """The reader's own draft. Raises Http404 when there is none, or it is another's, or it has expired."""
    related = ("service__organisation", "patient", "regarding__content", "message", "address_by", "owner")
    found = Draft.objects.select_related(*related).filter(pk=pk, owner=reader.actor.user).first()
    if found is None or (found.message_id is None and found.expires_at < clock.now()):
        raise Http404
    if found.service.her not in reader.service_hers:
        raise Http404
    return Shown(found, patient=found.patient, message=found.regarding, detail={"draft": pk})


@reads("read-draft")
def file(reader: Reader, draft: Draft, pk: int) -> Shown[DraftFile]:
    """A file of a draft that the reader has before them. Raises Http404."""
    found = draft.files.filter(pk=pk, draft__owner=reader.actor.user).first()
    if found is None:
        raise Http404
    return Shown(found, patient=draft.patient, detail={"draft": draft.pk, "file": pk})


@reads("read-draft")
def drafts(reader: Reader) -> Shown[tuple[Draft, ...]]:
    """The reader's own drafts that have not gone, newest first."""
    found = Draft.objects.filter(owner=reader.actor.user, message=None, expires_at__gte=clock.now())
    rows = tuple(found.select_related("patient", "service").order_by("-saved_at"))
    patients = sorted({row.patient_id for row in rows if row.patient_id})
    hide_blocked(reader.actor, rows)
    return Shown(rows, detail={"patients": patients})


@shows_no_patient
def beginnings(actor: Actor) -> tuple[Choice, ...]:
    """What the actor may begin, service by service; services with nothing to begin are left out."""
    services = Service.objects.select_related("organisation").filter(her__in=own_hers(actor)).order_by("name")
    choices = (Choice(service, types_for(actor, service)) for service in services)
    return tuple(one for one in choices if one.types)


@shows_no_patient
def offers(reader: Reader, message: Message) -> tuple[Offer, ...]:
    """What the reader may write about a message that they already have before them."""
    return offers_for(reader, message)
