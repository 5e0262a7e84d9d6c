"""The queues in words: what a row of the inbox, of the sent messages and of the tasks says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.correspondence.tasks import recipient_of
from samhandling.node.delivery.actions import is_put_aside
from samhandling.node.delivery.presenters import Delivery, delivery
from samhandling.node.handling.presenters import CaseLine, case_line
from samhandling.node.journal.models import Direction, Standing
from samhandling.node.journal.summaries import about
from samhandling.node.patients.presenters import (
    Number,
    PatientLine,
    invalid_numbers,
    line_of_message,
    stated_numbers,
)
from samhandling.node.web.addresses import address_of
from samhandling.node.web.marks import Mark

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from samhandling.node.correspondence.models import Task
    from samhandling.node.directory.phones import Phones
    from samhandling.node.journal.models import Message, Recipient


@dataclass(frozen=True)
class InboxRow:
    """A received message in its service's queue. `choice` is the value of its box, `choose` its name."""

    url: str
    choice: str
    choose: str
    title: str
    about: str
    patient: PatientLine | None
    sender: str
    service: str
    at: dt.datetime
    marks: tuple[Mark, ...]
    attachments: int
    unopened: bool
    set_aside: bool
    case: CaseLine | None
    done: bool


@dataclass(frozen=True)
class SentRow:
    """A sent message and how it stands at each receiver."""

    url: str
    title: str
    about: str
    patient: PatientLine | None
    at: dt.datetime
    deliveries: tuple[Delivery, ...]
    marks: tuple[Mark, ...]
    set_aside: bool


@dataclass(frozen=True)
class TaskRow:
    """Something that waits for a person."""

    url: str
    title: str
    advice: str
    explanation: str
    message: str
    message_at: dt.datetime | None
    patient: PatientLine | None
    party: str
    service: str
    since: dt.datetime
    closed_at: dt.datetime | None
    closed_by: str
    solution: str


def inbox_row(recipient: Recipient, services: Mapping[int, str], now: dt.datetime) -> InboxRow:
    """`now` is aware; it decides what is late."""
    message, case = recipient.message, case_line(recipient, now)
    patient = line_of_message(message)
    return InboxRow(
        url=address_of("message", message.pk),
        choice=f"{case.pk}:{case.seen}" if case else "",
        choose=_("Velg %(title)s %(name)s")
        % {"title": message.type_name, "name": patient.name if patient else ""},
        title=message.type_name,
        about=about(message),
        patient=patient,
        sender=message.sender_name,
        service=services.get(recipient.her, recipient.name),
        at=message.registered_at,
        marks=_inbox_marks(recipient),
        attachments=message.attachments,
        unopened=not hasattr(recipient, "opening"),
        set_aside=_set_aside(message),
        case=case,
        done=case is None or case.done,
    )


def sent_row(message: Message, phones: Phones, now: dt.datetime) -> SentRow:
    return SentRow(
        url=address_of("message", message.pk),
        title=message.type_name,
        about=about(message),
        patient=line_of_message(message),
        at=message.registered_at,
        deliveries=tuple(delivery(one, now, phones.get(one.her)) for one in message.receivers),
        marks=message_marks(message),
        set_aside=_set_aside(message),
    )


def task_row(task: Task, *, patients: bool = False) -> TaskRow:
    """`patients` names whom the message is about, for those who may see it; others see envelopes."""
    title, advice = task_words(task.kind)
    message = task.message
    return TaskRow(
        url=reverse("task", args=[task.pk]),
        title=title,
        advice=advice,
        explanation=task.explanation,
        message=message.type_name if message else "",
        message_at=message.registered_at if message else None,
        patient=line_of_message(message) if message and patients else None,
        party=_other_party(task),
        service=task.service.name if task.service else "",
        since=task.opened_at,
        closed_at=task.closed_at,
        closed_by=task.closed_by.full_name if task.closed_by else "",
        solution=task.solution,
    )


def _other_party(task: Task) -> str:
    """Whom it is about at the other end: the receiver that did not get it, or the sender."""
    message, recipient = task.message, recipient_of(task)
    if message is None or recipient is not None:
        return recipient.name if recipient else ""
    if message.direction == Direction.IN:
        return message.sender_name
    return ", ".join(one.name for one in message.recipients.all())


@dataclass(frozen=True)
class TaskPage:
    """One task, with whom the message names when nobody here is known by that."""

    row: TaskRow
    pk: int
    asks_for_patient: bool
    can_be_tried_again: bool
    message_url: str
    outgoing: bool
    delivery: Delivery | None
    patient: PatientLine | None
    numbers: tuple[Number, ...]


def task_page(task: Task, phones: Phones, now: dt.datetime, *, patients: bool) -> TaskPage:
    """`now` is aware. `patients` as for a row; whom an unsettled message names is shown to all who settle."""
    message, recipient = task.message, recipient_of(task)
    settles = task.kind == task.Kind.UNKNOWN_PATIENT and message is not None and task.closed_at is None
    return TaskPage(
        row=task_row(task, patients=patients),
        pk=task.pk,
        asks_for_patient=settles,
        can_be_tried_again=not task.closed_at and task.incoming is not None and is_put_aside(task.incoming),
        message_url=reverse("message", args=[message.pk]) if message and not message.rejected else "",
        outgoing=message is not None and message.direction == Direction.OUT,
        delivery=delivery(recipient, now, phones.get(recipient.her)) if recipient else None,
        patient=line_of_message(message) if message and (settles or patients) else None,
        numbers=(*stated_numbers(message), *_invalid_numbers(message)) if settles else (),
    )


def _invalid_numbers(message: Message) -> tuple[Number, ...]:
    return invalid_numbers(bytes(message.content.raw)) if message.content.raw else ()


def message_marks(message: Message) -> tuple[Mark, ...]:
    """What the message itself is (a change, a cancellation), and what later messages did to it."""
    entry = getattr(message, "entry", None)
    found = []
    if message.status == "M":
        found.append(Mark(_("Endring"), "info"))
    if message.status == "C":
        found.append(Mark(_("Kansellering"), "warning"))
    if entry and entry.standing == Standing.REPLACED:
        found.append(Mark(_("Erstattet av nyere"), "neutral"))
    if entry and entry.standing == Standing.CANCELLED:
        found.append(Mark(_("Kansellert"), "warning"))
    return tuple(found)


def task_words(kind: str) -> tuple[str, str]:
    """A task's name, and what it asks of a person. An unknown kind keeps its own name."""
    return _task_words().get(kind, (kind, ""))


def _inbox_marks(recipient: Recipient) -> tuple[Mark, ...]:
    first = () if hasattr(recipient, "opening") else (Mark(_("Ulest"), "info"),)
    copy = (Mark(_("Kopi")),) if recipient.role == "COP" else ()
    tasks = tuple(Mark(task_words(task.kind)[0], "warning") for task in recipient.message.open_tasks)
    return (*first, *message_marks(recipient.message), *copy, *tasks)


def _set_aside(message: Message) -> bool:
    entry = getattr(message, "entry", None)
    return bool(entry) and entry.standing != Standing.CURRENT


def _task_words() -> dict[str, tuple[str, str]]:
    return {
        "unknown-patient": (
            _("Ukjent pasient"),
            _("Finn pasienten som meldingen gjelder, eller registrer pasienten."),
        ),
        "unlinked-reference": (
            _("Viser til en annen melding"),
            _("Meldingen viser til en melding som ikke er her, eller som gjelder en annen pasient."),
        ),
        "rejected": (_("Avvist av mottakeren"), _("Rett feilen og send på nytt, eller ring mottakeren.")),
        "not-delivered": (
            _("Ikke levert"),
            _("Ring mottakeren. Si fra til den som drifter meldingstjenesten."),
        ),
        "late-receipt": (_("Mangler kvittering"), _("Ring mottakeren hvis det haster.")),
        "overdue": (_("Ingen kvittering på 96 timer"), _("Ring mottakeren, og send på nytt.")),
        "parked": (
            _("Kunne ikke behandles"),
            _("Noe som kom, kunne ikke leses inn. Prøv på nytt når feilen er rettet, eller ring avsenderen."),
        ),
        "conflicting-duplicate": (
            _("Samme melding med annet innhold"),
            _("Avsenderen har sendt to ulike meldinger med samme nummer. Ring avsenderen."),
        ),
        "receipt-not-sent": (
            _("Kvittering ikke sendt"),
            _("Avsenderen har ikke fått svar på en melding som kom hit. Ring avsenderen."),
        ),
        "unmatched-receipt": (
            _("Kvittering uten melding"),
            _("Det kom en kvittering som ikke hører til noen melding vi har sendt."),
        ),
    }
