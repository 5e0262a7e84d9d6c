"""Reading the queues: what has come to a service, what it has sent, and what waits for a person."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from samhandling.node import clock, statements
from samhandling.node.access.policies import Scope, may, scope_of
from samhandling.node.access.reading import Reader, Shown, nothing_new, reads, shows_no_patient
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.narrowing import NamedBy, Narrowing
from samhandling.node.correspondence.rows import received_rows, sent_rows
from samhandling.node.correspondence.search import meant_by
from samhandling.node.correspondence.walking import Span, Walk, page_of
from samhandling.node.delivery.models import DeliveryState
from samhandling.node.delivery.states import State
from samhandling.node.directory.phones import Phones, phones_of
from samhandling.node.discretion.blocks import NOTHING, blocks_for, hide, veil
from samhandling.node.handling.models import Case
from samhandling.node.handling.words import is_late
from samhandling.node.journal.models import Direction, Message, Recipient
from samhandling.node.journal.scope import sent_hers
from samhandling.node.web.pages import Page, Place
from samhandling.standards.definition import OSLO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samhandling.node.discretion.blocks import Blocks


SOLVED_SHOWN = 10
TASKS_SHOWN = 100
OPEN_CASES = frozenset({"open", "mine", "unassigned", "waiting"})


_OPEN = "SELECT COUNT(*) FROM correspondence_task WHERE closed_at IS NULL"
_SERVICES = "SELECT id FROM directory_service WHERE her IN ({})"


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), OSLO) if day else None


@dataclass(frozen=True)
class Filter:
    """What of a queue is asked for; empty means all."""

    service: int | None = None
    type_code: str = ""
    text: str = ""
    show: str = ""
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def by_urgency(self) -> bool:
        """Whether open cases are shown, the most urgent first; a search goes through all, newest first."""
        return self.show in OPEN_CASES or not (self.show or self.text)

    @property
    def span(self) -> Span:
        """The moments of the days that are asked for."""
        after = self.last + dt.timedelta(days=1) if self.last else None
        return Span(_midnight(self.first), _midnight(after))


@dataclass(frozen=True)
class Queue:
    """A page of a queue. `version` changes when anything that the page shows changes."""

    page: Page
    version: str
    phones: Phones


@reads("read-inbox")
def inbox(reader: Reader, wanted: Filter, place: Place, *, since: str = "") -> Shown[Queue | None]:
    """Messages to the reader's services: open cases with the oldest deadline first, others newest first.

    None when `since` is still the version.
    """
    key, blocks = "urgency" if wanted.by_urgency else "pk", blocks_for(reader.actor)
    walk = Walk(_cases(reader, wanted, blocks), "inbox_her", "received_at", "recipient__message", key)
    keys = page_of(walk, _hers(reader, wanted), _narrowings(wanted, sent=False), wanted.span, place)
    rows = received_rows(keys.rows)
    now = clock.now()
    hide(blocks, (row.message for row in rows))
    version = _version(_received_as(row, now) for row in rows)
    return _shown(
        Queue(Page(rows, keys.older, keys.newer), version, {}), [row.message for row in rows], wanted, since
    )


@reads("read-sent")
def sent(reader: Reader, wanted: Filter, place: Place, *, since: str = "") -> Shown[Queue | None]:
    """Messages sent by the reader's services, newest first; None when `since` is still the version."""
    blocks = blocks_for(reader.actor)
    found = Message.objects.filter(_asked(wanted, blocks, ""), direction=Direction.OUT)
    hers = sorted(sent_hers(frozenset(_hers(reader, wanted))))
    walk = Walk(found, "sender_her", "registered_at", "pk")
    keys = page_of(walk, hers, _narrowings(wanted, sent=True), wanted.span, place)
    rows = sent_rows(keys.rows)
    hide(blocks, rows)
    now = clock.now()
    version = _version(_sent_as(message, now) for message in rows)
    phones = phones_of(recipient for message in rows for recipient in message.receivers)
    return _shown(Queue(Page(rows, keys.older, keys.newer), version, phones), rows, wanted, since)


@reads("read-tasks")
def tasks(reader: Reader, page: int = 1) -> Shown[tuple[Task, ...]]:
    """One page of the open tasks of the reader's services, or of the whole node, oldest first.

    One more than TASKS_SHOWN tells that there is another page.
    """
    start = (page - 1) * TASKS_SHOWN
    found = _whole(_tasks_of(reader).filter(closed_at=None)).order_by("opened_at", "pk")
    return _shown_tasks(reader, found[start : start + TASKS_SHOWN + 1])


@reads("read-tasks")
def solved_tasks(reader: Reader) -> Shown[tuple[Task, ...]]:
    """The same for those that people have closed lately, the last first."""
    solved = _tasks_of(reader).filter(closed_by__isnull=False).order_by("-closed_at", "-pk")
    return _shown_tasks(reader, _whole(solved)[:SOLVED_SHOWN])


@reads("read-tasks")
def task(reader: Reader, pk: int) -> Shown[Task]:
    """One task, open or closed. Raises Http404 when there is none, or it is another service's."""
    found = _whole(_tasks_of(reader)).select_related("message__content").filter(pk=pk).first()
    if found is None:
        raise Http404
    return Shown(found, message=found.message)


@shows_no_patient
def phones_for(task: Task) -> Phones:
    """Whom to ring about a message that we sent."""
    return phones_of(task.message.recipients.all()) if task.message else {}


@shows_no_patient
def open_tasks(reader: Reader) -> int:
    """How many tasks wait for the reader; every page of theirs says it."""
    if scope_of(reader.actor, "read-tasks") is Scope.WHOLE_NODE:
        return statements.select(_OPEN)[0][0]
    hers = sorted(reader.service_hers)
    if not hers:
        return 0
    of_these = f"{_OPEN} AND service_id IN ({_SERVICES.format(statements.places(hers))})"
    return statements.select(of_these, *hers)[0][0]


def _tasks_of(reader: Reader) -> QuerySet[Task]:
    if scope_of(reader.actor, "read-tasks") is Scope.WHOLE_NODE:
        return Task.objects.all()
    return Task.objects.filter(service__her__in=reader.service_hers)


def _whole(found: QuerySet[Task]) -> QuerySet[Task]:
    """With all that a row or a page says of each."""
    whole = found.select_related("message__entry__patient", "service", "incoming", "closed_by")
    return whole.prefetch_related(Prefetch("message__recipients", _recipients()))


def _shown_tasks(reader: Reader, found: QuerySet[Task]) -> Shown[tuple[Task, ...]]:
    rows = tuple(found)
    veil(reader.actor, (task.message for task in rows if task.message))
    detail = {"messages": sorted({task.message_id for task in rows if task.message_id})}
    if may(reader.actor, "read-patient"):
        detail["patients"] = _patients_of(task.message for task in rows if task.message)
    return Shown(rows, detail=detail)


def _hers(reader: Reader, wanted: Filter) -> list[int]:
    if wanted.service is None:
        return sorted(reader.service_hers)
    return [wanted.service] if wanted.service in reader.service_hers else []


def _cases(reader: Reader, wanted: Filter, blocks: Blocks) -> QuerySet[Case]:
    """Cases that are shown so, of any service: a case's own columns tell, so that indexes do."""
    found = Case.objects.filter(_asked(wanted, blocks, "recipient__message__"))
    if wanted.by_urgency:
        found = found.filter(done=False)
    if wanted.show == "mine":
        found = found.filter(assignee=reader.actor.user)
    if wanted.show == "unassigned":
        found = found.filter(assignee=None)
    if wanted.show == "waiting":
        found = found.filter(state=Case.State.WAITING)
    if wanted.show == "unopened":
        found = found.filter(opened=False)
    if wanted.show == "done":
        found = found.filter(done=True)
    return found


def _asked(wanted: Filter, blocks: Blocks, message: str) -> Q:
    """The type that is asked for as a condition; `message` is the path from the row to its message.

    What is blocked answers to no question: what one asks for would tell what it is.
    """
    asked = Q()
    if (wanted.text or wanted.type_code) and blocks != NOTHING:
        asked &= ~Q(**{f"{message}pk__in": blocks.messages})
        asked &= ~Q(**{f"{message}entry__patient__in": blocks.patients})
    if wanted.type_code:
        asked &= Q(type_code=wanted.type_code)  # a case has its message's
    return asked


def _narrowings(wanted: Filter, *, sent: bool) -> list[Narrowing]:
    """What else is asked of the messages."""
    found: list[Narrowing] = [meant_by(wanted.text, sent=sent)] if wanted.text else []
    if wanted.show == "attention":
        with_tasks = Task.objects.filter(closed_at=None, message__isnull=False)
        found.append(NamedBy(with_tasks, "message"))
    if wanted.show == "refused":
        refused = DeliveryState.objects.filter(state=State.REJECTED)
        found.append(NamedBy(refused, "recipient__message"))
    return found


def _recipients() -> QuerySet[Recipient]:
    return Recipient.objects.select_related("delivery").prefetch_related("receipts").order_by("pk")


def _received_as(recipient: Recipient, now: dt.datetime) -> tuple[object, ...]:
    """What a row of the inbox shows that may change, by the clock too."""
    tasks = [task.pk for task in recipient.message.open_tasks]
    case = getattr(recipient, "case", None)
    stands = (case.last_act_id, case.due_at, is_late(case, now)) if case else ()
    return recipient.pk, hasattr(recipient, "opening"), tasks, *stands, *_stands_as(recipient.message)


def _sent_as(message: Message, now: dt.datetime) -> tuple[object, ...]:
    """What a row of the sent messages shows that may change, by the clock too."""
    states = [
        (one.delivery.state, one.delivery.warn_at <= now, one.delivery.overdue_at <= now)
        for one in message.receivers
        if hasattr(one, "delivery")
    ]
    return message.pk, states, *_stands_as(message)


def _stands_as(message: Message) -> tuple[object, ...]:
    entry = getattr(message, "entry", None)
    return (entry.standing, entry.patient_id, entry.linked) if entry else ()


def _version(rows: Iterable[tuple[object, ...]]) -> str:
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:16]


def _shown(
    queue: Queue, messages: Iterable[Message], wanted: Filter, since: str
) -> Shown[Queue | None] | Shown[None]:
    if since == queue.version:
        return nothing_new()
    asked = {
        name: value if name == "service" else str(value) for name, value in asdict(wanted).items() if value
    }
    return Shown(queue, detail={"patients": _patients_of(messages), "asked": asked})


def _patients_of(messages: Iterable[Message]) -> list[int]:
    entries = (getattr(message, "entry", None) for message in messages)
    return sorted({entry.patient_id for entry in entries if entry and entry.patient_id})
