"""Writing drafts: begin, save, let an address go, note an objection, throw away, send."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samhandling.errors import Conflict, NotAllowed
from samhandling.node import clock
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.correspondence.actions import send_document
from samhandling.node.writing import prefill, receivers
from samhandling.node.writing.models import Draft, Objection
from samhandling.node.writing.objections import NO
from samhandling.node.writing.rights import may_write
from samhandling.node.writing.sealing import sealed
from samhandling.standards import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samhandling.node.access.actor import Actor
    from samhandling.node.access.reading import Reader
    from samhandling.node.directory.models import Service
    from samhandling.node.journal.models import Message
    from samhandling.node.patients.models import Patient

KEPT = dt.timedelta(days=14)
"""How long an untouched draft is kept. Our own default, of no standard."""

LOGGED_EVERY = dt.timedelta(minutes=5)
"""Saving while somebody types is one act in the log for this long."""

PREVIEW_LASTS = dt.timedelta(minutes=30)
"""How long what a preview shows may be sent as it stands: its GenDate must be near the truth."""


class NotReady(Conflict):
    """The draft has faults, or is not what its preview showed."""


@transaction.atomic
def start(  # noqa: PLR0913  what a draft is begun with
    reader: Reader,
    service: Service,
    type_code: str,
    *,
    patient: Patient | None = None,
    regarding: Message | None = None,
    act: str = Draft.Act.NEW,
) -> Draft:
    """Begin a message, with all that is known already filled in.

    Raises NotAllowed for a type that the actor may not write here; Conflict when the type cannot do that to
    the message that it is about.
    """
    actor = reader.actor
    if not may_write(actor, service, type_code):
        raise NotAllowed(f"{actor.role} may not write {type_code} for {service.her}")
    _require_possible(type_code, regarding, act, service)
    _sweep()
    now = clock.now()
    draft = Draft(
        owner=actor.user,
        service=service,
        act=act,
        type_code=type_code,
        patient=patient,
        regarding=regarding,
        started_at=now,
        saved_at=now,
        logged_at=now,
        expires_at=now + KEPT,
    )
    filled = prefill.prefilled(reader, draft)
    draft.values, draft.carried = filled.values, filled.carried
    draft.receiver_her = receivers.sole_proposal(draft)
    draft.save()
    record(actor, acts.START_DRAFT, patient=patient, message=regarding, detail={"type": type_code})
    return draft


@transaction.atomic
def save(
    actor: Actor, draft: Draft, values: Mapping[str, Any], receiver_her: int | None, *, typing: bool = False
) -> None:
    """Keep what has been typed. `typing`: nobody pressed a button, so the log is told now and then only.

    Raises NotAllowed; Conflict when the message has gone.
    """
    locked = _open(actor, draft)
    now = clock.now()
    is_logged = not typing or now - locked.logged_at >= LOGGED_EVERY
    draft.values, draft.receiver_her = dict(values), receiver_her
    draft.saved_at, draft.expires_at, draft.sealed_at = now, now + KEPT, None
    draft.logged_at = now if is_logged else locked.logged_at
    draft.save(update_fields=["values", "receiver_her", "saved_at", "expires_at", "sealed_at", "logged_at"])
    if is_logged:
        record(actor, acts.SAVE_DRAFT, patient=draft.patient, detail={"draft": draft.pk})


@transaction.atomic
def preview(actor: Actor, draft: Draft) -> bytes:
    """Seal the draft as it would leave now, and return the document. Raises NotReady when it has faults."""
    _open(actor, draft)
    now = clock.now().replace(microsecond=0)
    made = sealed(draft, now)
    if made.faults:
        raise NotReady("The draft has faults")
    draft.sealed_at = now
    draft.save(update_fields=["sealed_at"])
    return made.document


@transaction.atomic
def send(actor: Actor, draft: Draft, fingerprint: str) -> Message:
    """Send what the preview showed; the same draft sent again gives the same message.

    `fingerprint` is the SHA-256 of what was shown. Raises NotAllowed; NotReady when the draft is no longer
    that, or the preview is old; whatever `send_document` raises.
    """
    require(actor, "write-message", service_hers={draft.service.her}, patient=draft.patient)
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    _require_owner(actor, held)
    if held.message is not None:
        return held.message
    if held.sealed_at is None or clock.now() - held.sealed_at > PREVIEW_LASTS:
        raise NotReady("The preview is old")
    made = sealed(held, held.sealed_at)
    if made.faults or made.fingerprint != fingerprint:
        raise NotReady("The draft is not what its preview showed")
    message = send_document(actor, made.document)
    held.message, held.values, held.carried = message, {}, {}
    held.save(update_fields=["message", "values", "carried"])
    return message


@transaction.atomic
def drop(actor: Actor, draft: Draft) -> None:
    """Throw a draft away. Raises NotAllowed; Conflict when the message has gone."""
    _open(actor, draft)
    record(actor, acts.DROP_DRAFT, patient=draft.patient, detail={"type": draft.type_code})
    draft.delete()


@transaction.atomic
def release_address(actor: Actor, draft: Draft, *, stands: bool) -> None:
    """Decide, by name, that a protected address leaves with this message; or take that back."""
    _open(actor, draft)
    draft.address_by = actor.user if stands else None
    draft.sealed_at = None
    draft.save(update_fields=["address_by", "sealed_at"])
    told = {"draft": draft.pk, "receiver": draft.receiver_her, "leaves": stands}
    record(actor, acts.RELEASE_ADDRESS, patient=draft.patient, detail=told)


@transaction.atomic
def note_objection(actor: Actor, draft: Draft, *, stands: bool) -> None:
    """Write that the patient objects to the draft's receiver, or no longer does.

    Raises NotAllowed; Conflict.
    """
    _open(actor, draft)
    if draft.patient is None or draft.receiver_her is None:
        raise Conflict("An objection is of a patient, to a receiver")
    Objection.objects.create(
        patient=draft.patient,
        receiver_her=draft.receiver_her,
        stands=stands,
        by=actor.user,
        at=clock.now(),
    )
    if not stands and draft.values.get("consent") == NO:
        draft.values = {name: value for name, value in draft.values.items() if name != "consent"}
        draft.save(update_fields=["values"])
    told = {"receiver": draft.receiver_her, "stands": stands}
    record(actor, acts.NOTE_OBJECTION, patient=draft.patient, detail=told)


def _open(actor: Actor, draft: Draft) -> Draft:
    """The draft as it stands, locked. Raises NotAllowed when it is another's; Conflict when it has gone."""
    require(actor, "write-message", service_hers={draft.service.her}, patient=draft.patient)
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    _require_owner(actor, held)
    if held.message_id is not None:
        raise Conflict("The message has been sent")
    return held


def _require_owner(actor: Actor, draft: Draft) -> None:
    if actor.user is None or draft.owner_id != actor.user.pk:
        raise NotAllowed("The draft is somebody else's")


def _require_possible(type_code: str, regarding: Message | None, act: str, service: Service) -> None:
    """A type is changed or cancelled only as HISD 1154 allows, and only by who sent it."""
    needed = {Draft.Act.CHANGE: "M", Draft.Act.CANCEL: "C"}.get(act)
    if needed is None:
        return
    row = catalogue.type_of(type_code)
    ours = regarding is not None and regarding.sender_her == service.her and regarding.type_code == type_code
    if row is None or needed not in row.statuses or not ours:
        raise Conflict(f"{type_code} cannot be sent with status {needed}")


def _sweep() -> None:
    """Throw away drafts that nobody has touched for long."""
    Draft.objects.filter(message=None, expires_at__lt=clock.now()).delete()
