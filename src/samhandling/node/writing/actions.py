"""Writing drafts: begin, save, let an address go, note an objection, throw away, send."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samhandling.errors import Conflict, NotAllowed
from samhandling.node import clock
from samhandling.node.access import acts
from samhandling.node.access.actions import remember_profession
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.correspondence.actions import send_document
from samhandling.node.journal.attachments import attachment_of
from samhandling.node.writing import prefill, receivers
from samhandling.node.writing.enclosing import MOST_TITLE, checked
from samhandling.node.writing.models import Draft, DraftFile, Objection
from samhandling.node.writing.objections import NO
from samhandling.node.writing.referrals import VIDERE
from samhandling.node.writing.rights import may_write
from samhandling.node.writing.sealing import moment_of, sealed
from samhandling.node.writing.signing import profession_said
from samhandling.standards import catalogue
from samhandling.standards.attachments import XML_TYPE
from samhandling.standards.facts import facts

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
    draft.copies = receivers.earlier_copies(draft)
    draft.save()
    if act == Draft.Act.CHANGE:
        _keep_files(draft)
    elif regarding and type_code == VIDERE:
        _enclose_original(draft, regarding)
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
    draft.saved_at, draft.expires_at = now, now + KEPT
    draft.logged_at = now if is_logged else locked.logged_at
    draft.save(update_fields=["values", "receiver_her", "saved_at", "expires_at", "logged_at"])
    if is_logged:
        record(actor, acts.SAVE_DRAFT, patient=draft.patient, detail={"draft": draft.pk})


def preview(actor: Actor, draft: Draft) -> bytes:
    """The document as it would leave now. Nothing is written. Raises NotReady when the draft has faults."""
    require(actor, "write-message", service_hers={draft.service.her}, patient=draft.patient)
    _require_owner(actor, draft)
    made = sealed(draft, clock.now().replace(microsecond=0))
    if made.faults:
        raise NotReady("The draft has faults")
    return made.document


@transaction.atomic
def send(actor: Actor, draft: Draft, fingerprint: str) -> Message:
    """Send what the preview showed; the same draft sent again gives the same message.

    `fingerprint` is that of what was shown (`Sealed`), and tells when. Raises NotAllowed; NotReady when the
    draft is no longer that, or the preview is old; whatever `send_document` raises.
    """
    require(actor, "write-message", service_hers={draft.service.her}, patient=draft.patient)
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    _require_owner(actor, held)
    if held.message is not None:
        return held.message
    shown_at = moment_of(fingerprint)
    if shown_at is None or not dt.timedelta() <= clock.now() - shown_at <= PREVIEW_LASTS:
        raise NotReady("The preview is old")
    made = sealed(held, shown_at)
    if made.faults or made.fingerprint != fingerprint:
        raise NotReady("The draft is not what its preview showed")
    message = send_document(actor, made.document)
    if actor.user and (said := profession_said(actor.user, held.values)):
        remember_profession(actor, said)
    held.message, held.values, held.carried = message, {}, {}
    held.save(update_fields=["message", "values", "carried"])
    held.files.all().delete()
    return message


@transaction.atomic
def drop(actor: Actor, draft: Draft) -> None:
    """Throw a draft away. Raises NotAllowed; Conflict when the message has gone."""
    _open(actor, draft)
    record(actor, acts.DROP_DRAFT, patient=draft.patient, detail={"type": draft.type_code})
    draft.delete()


@transaction.atomic
def copy_to(actor: Actor, draft: Draft, her: int, *, stands: bool) -> None:
    """Send a copy to somebody too, or not. Raises NotAllowed; Conflict for one that cannot get any."""
    locked = _open(actor, draft)
    left = [one for one in locked.copies if one != her]
    if stands and her not in receivers.copy_hers(draft):
        raise Conflict(f"{her} can get no copy")
    draft.copies = [*left, her] if stands else left
    _touch(draft, "copies")
    told = {"draft": draft.pk, "receiver": her, "stands": stands}
    record(actor, acts.COPY_TO, patient=draft.patient, detail=told)


@transaction.atomic
def enclose(actor: Actor, draft: Draft, name: str, content: bytes) -> DraftFile:
    """Let a file go with the message. Raises NotAllowed; Conflict when it has gone; CannotEnclose."""
    _open(actor, draft)
    title, mime_type = checked(name, content, draft.files.defer("content"))
    file = draft.files.create(
        title=title, mime_type=mime_type, content=content, size=len(content), at=clock.now()
    )
    _touch(draft)
    record(actor, acts.ENCLOSE_FILE, patient=draft.patient, detail={"draft": draft.pk, "file": file.pk})
    return file


@transaction.atomic
def take_out(actor: Actor, draft: Draft, pk: int) -> None:
    """Let a file stay behind after all. Raises NotAllowed; Conflict when the message has gone."""
    _open(actor, draft)
    draft.files.filter(pk=pk).delete()
    _touch(draft)
    record(actor, acts.TAKE_OUT_FILE, patient=draft.patient, detail={"draft": draft.pk, "file": pk})


@transaction.atomic
def release_address(actor: Actor, draft: Draft, *, stands: bool) -> None:
    """Decide, by name, that a protected address leaves with this message; or take that back."""
    _open(actor, draft)
    draft.address_by = actor.user if stands else None
    draft.save(update_fields=["address_by"])
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


def _touch(draft: Draft, *columns: str) -> None:
    """Something of a draft has changed: it is kept for as long again."""
    draft.saved_at = clock.now()
    draft.expires_at = draft.saved_at + KEPT
    draft.save(update_fields=["saved_at", "expires_at", *columns])


def _keep_files(draft: Draft) -> None:
    """A message that replaces another has all of it, the files too (HISD 1154)."""
    raw = bytes(draft.regarding.content.raw or b"") if draft.regarding else b""
    for one in facts(raw).attachments if raw else ():
        found = attachment_of(raw, one.index)
        if found:
            draft.files.create(
                title=(one.description or found.name)[:MOST_TITLE],
                mime_type=found.mime_type,
                content=found.content,
                size=len(found.content),
                at=draft.saved_at,
            )


def _enclose_original(draft: Draft, referral: Message) -> None:
    """A viderehenvisning has the referral that came as its first attachment (HIS 1208)."""
    raw = bytes(referral.content.raw or b"")
    if raw:
        draft.files.create(
            title=referral.type_name[:MOST_TITLE],
            mime_type=XML_TYPE,
            content=raw,
            size=len(raw),
            at=draft.saved_at,
        )


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
