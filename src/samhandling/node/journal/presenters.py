"""One message in words: what it says, how it stands at each end, and the conversation that it is part of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samhandling.errors import MessageError
from samhandling.node.correspondence.presenters import message_marks, task_words
from samhandling.node.delivery.presenters import (
    Delivery,
    ReceiptError,
    delivery,
    event_words,
    receipt_errors,
)
from samhandling.node.delivery.states import FAILED
from samhandling.node.journal.models import Direction, Standing
from samhandling.node.journal.scope import sent_hers
from samhandling.node.journal.summaries import about
from samhandling.node.patients.presenters import PatientLine, line_of_message
from samhandling.node.web.marks import Mark
from samhandling.standards.cave import cave
from samhandling.standards.render import LANGUAGES, render_faulty, render_html

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from samhandling.node.journal.models import Entry, Message, Receipt, Recipient
    from samhandling.node.journal.queries import Letter
    from samhandling.standards.render import AttachmentUrl

SHOWN_SOURCE = 200_000  # characters of XML on a page; the rest is in the file


@dataclass(frozen=True)
class Step:
    """Something that happened to a sent message on its way."""

    words: str
    at: dt.datetime
    detail: str


@dataclass(frozen=True)
class SentTo:
    """One receiver of a message that we sent, with the steps on the way and the receipt, if there is one."""

    delivery: Delivery
    steps: tuple[Step, ...]
    receipt_url: str


@dataclass(frozen=True)
class Answered:
    """The receipt that we gave for one of our services, and who opened the message there first."""

    service: str
    mark: Mark
    at: dt.datetime | None
    errors: tuple[ReceiptError, ...]
    receipt_url: str
    opened_by: str
    opened_at: dt.datetime | None


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


@dataclass(frozen=True)
class Original:
    """The XML as text. `cut` says that only the beginning is shown."""

    pk: int
    title: str
    msg_id: str
    sha256: str
    text: str
    cut: bool


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
        cave=_cave(message),
        sender=message.sender_name,
        receivers=tuple(_receiver(one) for one in letter.recipients),
        outgoing=outgoing,
        at=message.registered_at,
        notices=(*_standing_notice(letter), *_task_notices(letter)),
        html=letter_html(message),
        removed=not letter.document,
        undelivered=outgoing and any(_is_undelivered(one) for one in letter.recipients),
        sent_to=tuple(_sent_to(one, letter, now) for one in letter.recipients) if outgoing else (),
        answered=tuple(_answered(one) for one in letter.own_recipients if one.inbox_her in service_hers),
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


def letter_html(message: Message) -> SafeString:
    """The message as one article in the reader's language; empty when its bytes have been removed."""
    document = content_of(message)
    if not document:
        return SafeString()
    return document_html(document, lambda index: reverse("attachment", args=[message.pk, index]))


def document_html(document: bytes, attachment_url: AttachmentUrl | None = None) -> SafeString:
    """A message or a receipt as one article in the reader's language.

    The standards package writes it from an allow-list of elements and escapes every text.
    """
    asked = get_language() or "nb"
    language = asked if asked in LANGUAGES else "nb"
    try:
        html = render_html(document, language, attachment_url=attachment_url, content_first=True)
    except MessageError as fault:
        html = render_faulty(document, fault.issues, language)
    return mark_safe(html)  # noqa: S308  escaped by its writer, see above


def _cave(message: Message) -> tuple[str, ...]:
    """What the message warns of, to be said beside the patient's name."""
    try:
        return cave(content_of(message))
    except MessageError:
        return ()


def original(message: Message) -> Original:
    text = content_of(message).decode("utf-8", errors="replace")
    return Original(
        pk=message.pk,
        title=message.type_name,
        msg_id=message.msg_id,
        sha256=message.content.sha256,
        text=text[:SHOWN_SOURCE],
        cut=len(text) > SHOWN_SOURCE,
    )


def content_of(message: Message) -> bytes:
    """The bytes of the message; empty when they have been removed."""
    return bytes(message.content.raw or b"")


def _is_undelivered(recipient: Recipient) -> bool:
    state = getattr(recipient, "delivery", None)
    return state is not None and state.state in FAILED


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


def _sent_to(recipient: Recipient, letter: Letter, now: dt.datetime) -> SentTo:
    steps = tuple(
        Step(event_words(one.event), one.at, one.detail)
        for one in sorted(recipient.transitions.all(), key=lambda step: (step.at, step.pk))
    )
    receipt = _final(recipient, Direction.IN)
    shown = delivery(recipient, now, letter.phones.get(recipient.her))
    return SentTo(shown, steps, _receipt_url(recipient, receipt))


def _answered(recipient: Recipient) -> Answered:
    receipt, opening = _final(recipient, Direction.OUT), getattr(recipient, "opening", None)
    return Answered(
        service=recipient.name,
        mark=_answer_mark(receipt),
        at=receipt.registered_at if receipt else None,
        errors=receipt_errors(receipt),
        receipt_url=_receipt_url(recipient, receipt),
        opened_by=opening.by.full_name if opening else "",
        opened_at=opening.at if opening else None,
    )


def _receipt_url(recipient: Recipient, receipt: Receipt | None) -> str:
    if receipt is None or receipt.content_id is None:
        return ""
    return reverse("receipt", args=[recipient.message_id, receipt.pk])


def _answer_mark(receipt: Receipt | None) -> Mark:
    if receipt is None:
        return Mark(_("Ikke kvittert ennå"))
    return Mark(_("Kvittert"), "success") if receipt.status == "1" else Mark(_("Avvist av oss"), "danger")


def _final(recipient: Recipient, direction: str) -> Receipt | None:
    return next((one for one in recipient.receipts.all() if one.final and one.direction == direction), None)


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
