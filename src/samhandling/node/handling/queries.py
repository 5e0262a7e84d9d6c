"""Reading cases: those that nobody has taken in time, notes to the next shift, colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Min
from django.http import Http404

from samhandling.node import clock, statements
from samhandling.node.access.models import User
from samhandling.node.access.policies import Scope, may, scope_of
from samhandling.node.access.reading import Reader, Shown, reads, shows_no_patient
from samhandling.node.directory.models import Service
from samhandling.node.discretion.blocks import blocks_for
from samhandling.node.handling.limits import Limits
from samhandling.node.handling.models import Case, CaseAct, HandoverNote
from samhandling.node.handling.words import type_name
from samhandling.node.keys import one_of
from samhandling.standards import catalogue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from samhandling.node.access.actor import Actor

NOTES_SHOWN = 20

_NOTED = (
    (HandoverNote, ("id", "service", "text", "by", "at")),
    (Service, ("id", "name")),
    (User, ("id", "full_name")),
)
_NOTES = """handling_handovernote
JOIN directory_service ON directory_service.id = handling_handovernote.service_id
JOIN access_user ON access_user.id = handling_handovernote.by_id
WHERE directory_service.her {} ORDER BY handling_handovernote.id DESC LIMIT %s"""
_COLLEAGUES = """SELECT id, full_name FROM access_user WHERE is_active AND (
    SELECT COUNT(*) FROM access_user_services held JOIN directory_service one ON one.id = held.service_id
    WHERE held.user_id = access_user.id AND one.her {}
) = %s ORDER BY full_name"""


@dataclass(frozen=True)
class Untaken:
    """Messages of one type that nobody of a service has taken in time. No patient, no content."""

    service: str
    type_name: str
    count: int
    oldest: dt.datetime


@dataclass(frozen=True)
class LimitRow:
    """How soon a service takes a type; `own` when the service has set it itself."""

    type_code: str
    type_name: str
    minutes: int
    own: bool


@shows_no_patient
def untaken(hers: Collection[int] | None = None) -> tuple[Untaken, ...]:
    """What nobody has taken in time now, by service and type, the oldest first; of these services, or all."""
    late = Case.objects.filter(state=Case.State.NEW, due_at__lt=clock.now())
    if hers is not None:
        late = late.filter(inbox_her__in=hers)
    rows = late.values("inbox_her", "type_code").annotate(count=Count("pk"), oldest=Min("received_at"))
    names = dict(Service.objects.filter(organisation__own=True).values_list("her", "name"))
    found = (
        Untaken(
            names.get(row["inbox_her"], str(row["inbox_her"])),
            type_name(row["type_code"]),
            row["count"],
            row["oldest"],
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda row: row.oldest))


@reads("read-untaken")
def untaken_of(reader: Reader) -> Shown[tuple[Untaken, ...]]:
    """The same for the services that the reader answers for."""
    whole = scope_of(reader.actor, "read-untaken") is Scope.WHOLE_NODE
    return Shown(untaken(None if whole else reader.service_hers))


@shows_no_patient
def services_of(actor: Actor) -> tuple[Service, ...]:
    """The own services whose limits the actor may look at, by name."""
    found = Service.objects.filter(organisation__own=True)
    if scope_of(actor, "read-untaken") is Scope.OWN_SERVICES and actor.user:
        found = found.filter(staff=actor.user)
    return tuple(found.order_by("name")) if may(actor, "read-untaken") else ()


@shows_no_patient
def limits_of(service: Service) -> tuple[LimitRow, ...]:
    """How soon a service takes what comes: all other types first, then each that it may receive."""
    limits = Limits.now()
    codes = ["", *(row.code for row in catalogue.SENDABLE)]
    return tuple(
        LimitRow(
            code, type_name(code), limits.minutes(service.her, code), own=(service.her, code) in limits.own
        )
        for code in codes
    )


@reads("read-inbox")
def handover_notes(reader: Reader) -> Shown[tuple[HandoverNote, ...]]:
    """The last notes to the next shift, of the reader's services."""
    among, hers = one_of(reader.service_hers)
    found = statements.load_joined(_NOTED, _NOTES.format(among), hers, NOTES_SHOWN)
    rows = tuple(statements.tied(note, service=service, by=by) for note, service, by in found)
    return Shown(rows, detail={"notes": [note.pk for note in rows]}, logged=bool(rows))


@shows_no_patient
def colleagues(hers: Iterable[int]) -> dict[int, str]:
    """Those who work for all of these services: name by key."""
    among, wanted = one_of(asked := set(hers))
    return dict(statements.select(_COLLEAGUES.format(among), wanted, len(asked)))


@shows_no_patient
def colleague(pk: int) -> User | None:
    """Somebody who works here."""
    return User.objects.filter(pk=pk, is_active=True).first()


@shows_no_patient
def own_service(her: int) -> Service | None:
    """One of the node's own services."""
    return Service.objects.filter(her=her, organisation__own=True).first()


@shows_no_patient
def acts_on(recipient_ids: Iterable[int]) -> dict[int, list[CaseAct]]:
    """What was done with cases that the reader has before them, the first first."""
    found: dict[int, list[CaseAct]] = {}
    rows = CaseAct.objects.filter(recipient__in=list(recipient_ids)).select_related("by", "assignee")
    for act in rows.order_by("pk"):
        found.setdefault(act.recipient_id, []).append(act)
    return found


@shows_no_patient
def message_of(reader: Reader, recipient_id: int) -> int:
    """The key of the message whose case this is. Raises Http404 for one of another service."""
    found = Case.objects.filter(pk=recipient_id, inbox_her__in=reader.service_hers)
    message_id = found.values_list("recipient__message", flat=True).first()
    if message_id is None:
        raise Http404
    return message_id


@shows_no_patient
def seen_in_thread(reader: Reader, recipient_id: int) -> dict[int, int]:
    """The open cases of a case's conversation and patient, in the reader's services: the last act by key."""
    case = Case.objects.select_related("recipient__message__entry").get(pk=recipient_id)
    entry = getattr(case.recipient.message, "entry", None)
    rows = Case.objects.filter(pk=recipient_id)
    if entry is not None:
        same = {
            "recipient__message__entry__thread": entry.thread,
            "recipient__message__entry__patient": entry.patient_id,
        }
        others = Case.objects.filter(inbox_her__in=reader.service_hers, done=False, **same)
        rows |= others.exclude(recipient__message__in=blocks_for(reader.actor).messages)
    return {pk: last or 0 for pk, last in rows.distinct().values_list("pk", "last_act")}
