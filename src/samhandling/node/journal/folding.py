"""Keeping entries right: which patient, thread and standing each message has, as new facts come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from samhandling.node import statements
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import close_tasks, open_task, task_key
from samhandling.node.journal.changes import changed
from samhandling.node.journal.models import Entry
from samhandling.node.journal.threads import Told, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samhandling.node.journal.models import Message
    from samhandling.node.journal.threads import Place
    from samhandling.node.patients.models import Patient

_IS_NAMED = (
    "SELECT 1 FROM journal_message WHERE (msg_id IN ({places}) OR conversation_id IN ({places})"
    " OR parent_id IN ({places})) AND id <> %s LIMIT 1"
)
_LOCKED = "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%s::text[]) AS name"
_PLACED = ("thread", "linked", "standing", "changed_by_id")
_MESSAGE_COLUMNS = (
    "msg_id", "conversation_id", "parent_id", "sender_virksomhet_her", "type_code", "status", "gen_date",
    "patient_name", "patient_born", "patient_sex", "patient_idents",
)  # fmt: skip


def enter(message: Message, patient: Patient | None, summary: str) -> Entry:
    """Give a new message its entry, and change those of earlier messages that it is about."""
    _one_at_a_time(message)
    held = _connected(message)
    entry = Entry(message=message, patient=patient, summary=summary, registered_at=message.registered_at)
    places = fold(map(told, [*held, entry]))
    apply(entry, places[message.pk])
    statements.insert(entry)
    _tell_if_astray(entry, places[message.pk])
    _update(held, places)
    changed(entry.patient_id)
    return entry


def assign(message: Message, patient: Patient | None) -> None:
    """Say that a message in the record is about this patient (or nobody known), and place it anew."""
    _one_at_a_time(message)
    entries = _connected(message, with_itself=True)
    own = next(entry for entry in entries if entry.message_id == message.pk)
    before, own.patient = own.patient_id, patient
    Entry.objects.filter(pk=own.pk).update(patient=patient)
    _update(entries, fold(map(told, entries)))
    for patient_id in dict.fromkeys((before, own.patient_id)):  # the one that it leaves, first
        changed(patient_id)


def told(entry: Entry) -> Told:
    """What threads need to know about an entry's message."""
    message = entry.message
    return Told(
        number=message.pk,
        msg_id=message.msg_id,
        conversation_id=message.conversation_id,
        parent_id=message.parent_id,
        sender_virksomhet_her=message.sender_virksomhet_her,
        type_code=message.type_code,
        status=message.status,
        gen_date=message.gen_date,
        about=about(message, entry.patient_id),
    )


def about(message: Message, patient_id: int | None) -> str:
    """Whose message it is, for `Told.about`. Without a number, name, birth and sex must all be the same."""
    if patient_id is not None:
        return f"#{patient_id}"
    if message.patient_idents:
        return f"?{message.patient_idents}"
    if message.patient_name:
        return f"?{message.patient_name}|{message.patient_born}|{message.patient_sex}"
    return ""


def _connected(message: Message, *, with_itself: bool = False) -> list[Entry]:
    """Every entry that this message refers to or that refers to it, and so on."""
    if not with_itself and not _is_any_named(message):  # most messages stand alone
        return []
    found: dict[int, Entry] = {}
    wanted, asked = _names(message), set[str]()
    while wanted:
        entries = _naming(wanted)
        asked |= wanted
        found |= {entry.message_id: entry for entry in entries}
        wanted = set().union(*(_names(entry.message) for entry in entries)) - asked
    if not with_itself:
        found.pop(message.pk, None)
    return list(found.values())


def _is_any_named(message: Message) -> bool:
    names = sorted(_names(message))
    places = ", ".join(["%s"] * len(names))
    sql = _IS_NAMED.format(places=places)
    return bool(statements.select(sql, *names, *names, *names, message.pk))


def _names(message: Message) -> set[str]:
    return {message.msg_id, message.conversation_id, message.parent_id} - {""}


def _naming(msg_ids: set[str]) -> list[Entry]:
    named = (
        Q(message__msg_id__in=msg_ids)
        | Q(message__conversation_id__in=msg_ids)
        | Q(message__parent_id__in=msg_ids)
    )
    columns = ("patient_id", *_PLACED, *(f"message__{column}" for column in _MESSAGE_COLUMNS))
    return list(Entry.objects.filter(named).select_related("message").only(*columns))


def _update(entries: Iterable[Entry], places: dict[int, Place]) -> None:
    """Write what has moved, and nothing else: most messages change no other."""
    moved = [entry for entry in entries if apply(entry, places[entry.message_id])]
    if moved:
        Entry.objects.bulk_update(moved, _PLACED)
    for entry in moved:
        _tell_if_astray(entry, places[entry.message_id])
        if entry.linked:
            close_tasks([task_key(Task.Kind.UNLINKED_REFERENCE, entry.message_id)])


def apply(entry: Entry, place: Place) -> bool:
    """Move an entry to its place; True when that is another than it had."""
    before = tuple(getattr(entry, column) for column in _PLACED)
    entry.thread, entry.linked = place.thread, place.linked
    entry.standing, entry.changed_by_id = place.standing.value, place.changed_by
    return before != tuple(getattr(entry, column) for column in _PLACED)


def _tell_if_astray(entry: Entry, place: Place) -> None:
    if place.astray:
        open_task(Task.Kind.UNLINKED_REFERENCE, entry.message_id, message=entry.message)


def _one_at_a_time(message: Message) -> None:
    """Two workers must not place messages of one thread at once: each would miss the other's.

    SQLite has one writer anyway.
    """
    lock_names(_names(message))


def lock_names(names: Iterable[str]) -> None:
    """Hold names until the transaction ends, in one order so that nobody waits in a ring (PostgreSQL)."""
    if connection.vendor != "postgresql":
        return
    statements.select(_LOCKED, sorted(names))
