"""From acts to how a case stands. The same fold when an act is written and when all is derived anew."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from samhandling.node import statements
from samhandling.node.handling.limits import Limits
from samhandling.node.handling.models import Case, CaseAct
from samhandling.node.journal.models import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable

CHUNK = 500
NO_HURRY = dt.timedelta(days=30)
"""Where a service wants no limit, its cases stand in order as if it were this long."""

_STATE = {
    CaseAct.Kind.TAKE: Case.State.TAKEN,
    CaseAct.Kind.ASSIGN: Case.State.TAKEN,
    CaseAct.Kind.RELEASE: Case.State.NEW,
    CaseAct.Kind.WAIT: Case.State.WAITING,
    CaseAct.Kind.DONE: Case.State.DONE,
    CaseAct.Kind.REOPEN: Case.State.TAKEN,
}
_MOST, _SHARE = 10**17, 10**7


def begin(recipients: Iterable[Recipient], type_code: str, at: dt.datetime) -> None:
    """Put a message in the queues of its own receivers, in the transaction that files it."""
    own = [one for one in recipients if one.own]
    if own:
        limits = Limits.now()
        statements.insert(*(_new(one, type_code, at, limits) for one in own))


def apply(case: Case, act: CaseAct, limits: Limits) -> None:
    """Let an act count."""
    case.state = _STATE[CaseAct.Kind(act.kind)]
    case.done = case.state == Case.State.DONE
    case.assignee_id, case.until, case.last_act = act.assignee_id, act.until, act
    reckon(case, limits)


def reckon(case: Case, limits: Limits) -> None:
    """Say when a case is due, and where in the queue that puts it."""
    within = limits.within(case.inbox_her, case.type_code)
    limit = case.received_at + within if within else None
    case.due_at = case.until or limit
    case.urgency = urgency(case.due_at or case.received_at + NO_HURRY, case.recipient_id)


def urgency(due_at: dt.datetime, number: int) -> int:
    """The earlier it is due, the higher; of the same second, the first that came."""
    return _MOST - (int(due_at.timestamp()) * _SHARE + number % _SHARE)


def derived_cases() -> list[Case]:
    """Every case, from messages and acts."""
    limits = Limits.now()
    acts = groupby(CaseAct.objects.order_by("recipient_id", "pk").iterator(CHUNK), attrgetter("recipient_id"))
    done = {recipient_id: list(rows) for recipient_id, rows in acts}
    found = Recipient.objects.filter(own=True, message__rejected=False).select_related("message", "opening")
    cases = []
    for one in found.order_by("pk").iterator(CHUNK):
        case = _new(one, one.message.type_code, one.message.registered_at, limits)
        case.opened = hasattr(one, "opening")
        for act in done.get(one.pk, ()):
            apply(case, act, limits)
        cases.append(case)
    return cases


def _new(recipient: Recipient, type_code: str, at: dt.datetime, limits: Limits) -> Case:
    case = Case(recipient=recipient, inbox_her=recipient.inbox_her, type_code=type_code, received_at=at)
    reckon(case, limits)
    return case
