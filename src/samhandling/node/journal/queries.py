"""Reading one message: what it says, how it stands, and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.http import Http404

from samhandling.node.access import acts
from samhandling.node.access.reading import Reader, Shown, reads
from samhandling.node.directory.phones import phones_of
from samhandling.node.discretion.blocks import veil
from samhandling.node.journal.attachments import Attachment, attachment_of
from samhandling.node.journal.models import Entry, Message, Receipt, Recipient
from samhandling.node.journal.scope import entries_of, messages_of

if TYPE_CHECKING:
    from samhandling.node.correspondence.models import Task
    from samhandling.node.directory.phones import Phones
    from samhandling.node.patients.models import LocalAct

NOTES = ("phone-note", "meeting", "note")  # local acts that people write beside a message
THREAD_LIMIT = 200  # a longer conversation shows its newest; no real one is near it


@dataclass(frozen=True)
class Letter:
    """One message with all that its page shows."""

    message: Message
    entry: Entry | None
    document: bytes
    recipients: tuple[Recipient, ...]
    thread: tuple[Entry, ...]
    tasks: tuple[Task, ...]
    phones: Phones
    notes: tuple[LocalAct, ...] = ()

    @property
    def own_recipients(self) -> tuple[Recipient, ...]:
        return tuple(recipient for recipient in self.recipients if recipient.own)


@reads("read-message")
def letter(reader: Reader, pk: int) -> Shown[Letter]:
    """The message with this key, when it was sent by or to one of the reader's services.

    Raises:
        Http404: there is none, or it is another service's.

    """
    message = _message(reader, pk)
    entry = getattr(message, "entry", None)
    recipients = tuple(message.recipients.all())
    found = Letter(
        message=message,
        entry=entry,
        document=bytes(message.content.raw or b""),
        recipients=recipients,
        thread=_thread(reader, entry),
        tasks=tuple(message.tasks.filter(closed_at=None).order_by("opened_at")),
        phones=phones_of(recipients),
        notes=tuple(message.acts.filter(kind__in=NOTES).select_related("actor").order_by("happened_at")),
    )
    return Shown(found, patient=entry.patient if entry else None, message=message)


@reads("read-message", logged_as=acts.READ_ORIGINAL)
def original(reader: Reader, pk: int) -> Shown[Message]:
    """The message with its bytes (`content.raw`), as they came or went."""
    message = _message(reader, pk)
    return Shown(message, patient=_patient(message), message=message)


@reads("read-message", logged_as=acts.READ_ATTACHMENT)
def attachment(reader: Reader, pk: int, index: int) -> Shown[Attachment]:
    """An attachment of the message, by its index in `facts.attachments`.

    Raises:
        Http404: the message is not the reader's, or has no such attachment.

    """
    message = _message(reader, pk)
    found = attachment_of(bytes(message.content.raw or b""), index)
    if found is None:
        raise Http404
    return Shown(found, patient=_patient(message), message=message, detail={"attachment": index})


@reads("read-message")
def receipt(reader: Reader, pk: int, receipt_pk: int) -> Shown[Receipt]:
    """A receipt for the message, given or received, with its bytes (`content.raw`).

    Raises:
        Http404: the message is not the reader's, or has no such receipt with a document.

    """
    message = _message(reader, pk)
    found = Receipt.objects.select_related("content", "recipient__message__entry__patient").filter(
        pk=receipt_pk, recipient__message=message, content__raw__isnull=False
    )
    if not found:
        raise Http404
    return Shown(found[0], patient=_patient(message), message=message, detail={"receipt": receipt_pk})


def _message(reader: Reader, pk: int) -> Message:
    related = ("delivery", "opening__by", "case__assignee")
    recipients = Recipient.objects.select_related(*related).prefetch_related("receipts", "transitions")
    found = (
        messages_of(reader)
        .select_related("content", "entry__patient", "entry__changed_by")
        .prefetch_related(Prefetch("recipients", recipients.order_by("pk")))
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _patient(message: Message) -> object:
    entry = getattr(message, "entry", None)
    return entry.patient if entry else None


def _thread(reader: Reader, entry: Entry | None) -> tuple[Entry, ...]:
    """Oldest first; only what concerns the same patient, as a reference never crosses from one to another."""
    if entry is None:
        return ()
    found = entries_of(reader).filter(thread=entry.thread, patient=entry.patient)
    found = found.select_related("message__entry__patient")
    rows = tuple(reversed(found.order_by("-registered_at", "-pk")[:THREAD_LIMIT]))
    veil(reader.actor, (row.message for row in rows))
    return rows
