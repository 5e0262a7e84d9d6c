"""Seeing to what has come: take it, give it to somebody, let it wait, say that it is done; and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node import clock
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.discretion.blocks import blocks_for
from samhandling.node.handling.cases import apply, reckon
from samhandling.node.handling.limits import CHOICES, Limits
from samhandling.node.handling.models import Case, CaseAct, HandoverNote, TakeWithin
from samhandling.standards import catalogue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from samhandling.node.access.actor import Actor
    from samhandling.node.access.models import User
    from samhandling.node.directory.models import Service

Kind = CaseAct.Kind


class Overtaken(Conflict):
    """Somebody has done something with the case since it was shown."""


@transaction.atomic
def handle(  # noqa: PLR0913  the columns of an act
    actor: Actor,
    seen: Mapping[int, int],
    kind: str,
    *,
    assignee: User | None = None,
    until: dt.datetime | None = None,
    note: str = "",
) -> int:
    """Do one thing with one or several cases; all of it, or nothing. Returns how many cases it was.

    `seen` is the last act that the person saw of each case (0: none), by the recipient's key: whoever acts
    on an old page is told so. Raises NotAllowed; Blocked; Overtaken; Conflict for an act that makes no sense.
    """
    if actor.user is None:
        raise Conflict("Only a person can handle a message")
    cases = _locked(seen)
    require(actor, "handle-message", service_hers=None)
    blocks = blocks_for(actor)
    for case in cases:
        require(actor, "handle-message", service_hers={case.inbox_her})
        blocks.refuse(None, case.recipient.message)
        _require_fitting(case, Kind(kind), assignee, until)
    limits, now = Limits.now(), clock.now()
    for case in cases:
        act = CaseAct.objects.create(
            recipient_id=case.recipient_id,
            kind=kind,
            by=actor.user,
            assignee_id=_assignee(case, Kind(kind), actor.user, assignee),
            until=until if kind == Kind.WAIT else None,
            note=note,
            at=now,
        )
        apply(case, act, limits)
        case.save()
        _tell(actor, case, act)
    return len(cases)


@transaction.atomic
def leave_note(actor: Actor, service: Service, text: str) -> HandoverNote:
    """Tell the next shift something about a service's queue. It can't be changed later. Raises NotAllowed."""
    require(actor, "handle-message", service_hers={service.her})
    if actor.user is None:
        raise Conflict("Only a person can leave a note")
    note = HandoverNote.objects.create(service=service, text=text, by=actor.user, at=clock.now())
    record(actor, acts.LEAVE_NOTE, detail={"service": service.her, "note": note.pk})
    return note


@transaction.atomic
def set_limit(actor: Actor, service: Service, type_code: str, minutes: int | None) -> None:
    """Say how soon a service takes what comes (one type, or "" for all others); None: as by default.

    Raises NotAllowed; Conflict for a type or a time that cannot be chosen.
    """
    require(actor, "set-limits", service_hers={service.her})
    if type_code and catalogue.type_of(type_code) is None:
        raise Conflict(f"There is no type {type_code}")
    if minutes is not None and minutes not in CHOICES:
        raise Conflict(f"{minutes} minutes cannot be chosen")
    held = TakeWithin.objects.filter(service=service, type_code=type_code)
    if minutes is None:
        held.delete()
    else:
        told = {"minutes": minutes, "by": actor.user, "at": clock.now()}
        TakeWithin.objects.update_or_create(service=service, type_code=type_code, defaults=told)
    _reckon_again(service.her)
    detail = {"service": service.her, "type": type_code, "minutes": minutes}
    record(actor, acts.SET_LIMIT, detail=detail)


def _locked(seen: Mapping[int, int]) -> Sequence[Case]:
    found = Case.objects.select_for_update(of=("self",)).filter(pk__in=seen)
    cases = list(found.select_related("recipient__message__entry__patient").order_by("pk"))
    if len(cases) != len(seen) or not cases:
        raise Conflict("There is no such case")
    if any((case.last_act_id or 0) != seen[case.pk] for case in cases):
        raise Overtaken("Somebody has acted on the case since")
    return cases


def _require_fitting(case: Case, kind: Kind, assignee: User | None, until: dt.datetime | None) -> None:
    if case.done != (kind == Kind.REOPEN):
        raise Conflict("The case is done" if case.done else "The case is not done")
    if kind == Kind.WAIT and (until is None or until <= clock.now()):
        raise Conflict("A case waits until a time to come")
    if kind == Kind.ASSIGN and (
        assignee is None or not assignee.services.filter(her=case.inbox_her).exists()
    ):
        raise Conflict("A case is given to somebody of the service")


def _assignee(case: Case, kind: Kind, user: User, assignee: User | None) -> int | None:
    """Whose the case is after the act; who lets a case wait that nobody has, takes it."""
    if kind == Kind.ASSIGN and assignee is not None:
        return assignee.pk
    if kind == Kind.RELEASE:
        return None
    if kind in {Kind.TAKE, Kind.REOPEN}:
        return user.pk
    return case.assignee_id or user.pk


def _tell(actor: Actor, case: Case, act: CaseAct) -> None:
    message = case.recipient.message
    entry = getattr(message, "entry", None)
    told = {"kind": act.kind, "service": case.inbox_her, "assignee": act.assignee_id}
    if act.until:
        told["until"] = act.until.isoformat()
    record(actor, acts.HANDLE_MESSAGE, patient=entry.patient if entry else None, message=message, detail=told)


def _reckon_again(her: int) -> None:
    """A new limit moves what is still open; what is done is reckoned anew by the same rule."""
    limits = Limits.now()
    cases = list(Case.objects.select_for_update().filter(inbox_her=her).order_by("pk"))
    for case in cases:
        reckon(case, limits)
    Case.objects.bulk_update(cases, ["due_at", "urgency"], batch_size=500)
