"""One message in words: what it says, how it stands at each end, and the conversation that it is part of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.correspondence.presenters import message_marks, task_words
from samhandling.node.journal.ends import Answered, SentTo, answered, is_undelivered, sent_to
from samhandling.node.journal.models import Direction, Standing
from samhandling.node.journal.rendering import cave_of, document_html, letter_html
from samhandling.node.journal.scope import sent_hers
from samhandling.node.journal.summaries import about
from samhandling.node.patients.presenters import PatientLine, line_of_message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from django.utils.safestring import SafeString

    from samhandling.node.journal.models import Entry, Message, Receipt, Recipient
    from samhandling.node.journal.queries import Letter
    from samhandling.node.web.marks import Mark


@dataclass(frozen=True)
class ThreadRow:
    """A message of the same conversation."""

    url: str
    title: str
    about: str
    way: str
    at: dt.datetime
    marks: tuple[Mark, ...]
    current: bool


@dataclass(frozen=True)
class Notice:
    """What must be known before the message is read."""

    words: str
    colour: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class LetterPage:
    """A message's page."""

    pk: int
    here: str
    title: str
    about: str
    marks: tuple[Mark, ...]
    patient: PatientLine | None
    cave: tuple[str, ...]
    sender: str
    receivers: tuple[str, ...]
    outgoing: bool
    at: dt.datetime
    notices: tuple[Notice, ...]
    html: SafeString
    removed: bool
    undelivered: bool
    sent_to: tuple[SentTo, ...]
    answered: tuple[Answered, ...]
    thread: tuple[ThreadRow, ...]


def letter_page(letter: Letter, service_hers: Collection[int], now: dt.datetime) -> LetterPage:
    """`service_hers` are the reader's; `now` is aware."""
    message = letter.message
    outgoing = message.direction == Direction.OUT and message.sender_her in sent_hers(frozenset(service_hers))
    return LetterPage(
        pk=message.pk,
        here="sent" if outgoing else "inbox",
        title=message.type_name,
        about=about(message),
        marks=message_marks(message),
        patient=line_of_message(message),
        cave=cave_of(message),
        sender=message.sender_name,
        receivers=tuple(_receiver(one) for one in letter.recipients),
        outgoing=outgoing,
        at=message.registered_at,
        notices=(*_standing_notice(letter), *_task_notices(letter)),
        html=letter_html(message),
        removed=not letter.document,
        undelivered=outgoing and any(is_undelivered(one) for one in letter.recipients),
        sent_to=tuple(sent_to(one, letter.phones, now) for one in letter.recipients) if outgoing else (),
        answered=tuple(answered(one) for one in letter.own_recipients if one.inbox_her in service_hers),
        thread=tuple(_thread_row(entry, message) for entry in letter.thread),
    )


@dataclass(frozen=True)
class ReceiptPage:
    """A receipt as people read it. `given` is True for ours, False for theirs."""

    message_pk: int
    title: str
    given: bool
    at: dt.datetime
    html: SafeString


def receipt_page(receipt: Receipt) -> ReceiptPage:
    message = receipt.recipient.message
    return ReceiptPage(
        message_pk=message.pk,
        title=message.type_name,
        given=receipt.direction == Direction.OUT,
        at=receipt.registered_at,
        html=document_html(bytes(receipt.content.raw)),
    )


def _receiver(recipient: Recipient) -> str:
    copy = _("%(receiver)s (kopi)") % {"receiver": recipient.name}
    return copy if recipient.role == "COP" else recipient.name


def _standing_notice(letter: Letter) -> tuple[Notice, ...]:
    entry = letter.entry
    if entry is None or entry.standing == Standing.CURRENT:
        return ()
    url = reverse("message", args=[entry.changed_by_id]) if entry.changed_by_id else ""
    if entry.standing == Standing.CANCELLED:
        words = _("Avsenderen har kansellert denne meldingen. Den gjelder ikke lenger.")
        return (Notice(words, "warning", url, _("Åpne kanselleringen")),)
    words = _("Denne meldingen er erstattet av en nyere.")
    return (Notice(words, "info", url, _("Åpne den nyeste")),)


def _task_notices(letter: Letter) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            f"{task_words(task.kind)[0]}. {task.explanation or task_words(task.kind)[1]}",
            "warning",
            reverse("task", args=[task.pk]),
            _("Åpne oppgaven"),
        )
        for task in letter.tasks
    )


def _thread_row(entry: Entry, current: Message) -> ThreadRow:
    message = entry.message
    outgoing = message.direction == Direction.OUT
    return ThreadRow(
        url=reverse("message", args=[message.pk]),
        title=message.type_name,
        about=about(message),
        way=_("Sendt herfra") if outgoing else _("Fra %(sender)s") % {"sender": message.sender_name},
        at=entry.registered_at,
        marks=message_marks(message),
        current=message.pk == current.pk,
    )
