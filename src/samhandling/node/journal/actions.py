"""Putting a message into the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from samhandling.node import clock, statements
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import open_task
from samhandling.node.fulltext import keeping as fulltext
from samhandling.node.handling import cases
from samhandling.node.journal import folding
from samhandling.node.journal.models import Message, Recipient
from samhandling.node.journal.references import as_key
from samhandling.node.journal.summaries import summary_of
from samhandling.node.own import default_inbox
from samhandling.node.patients import idents, matching
from samhandling.node.patients.naming import full_name

if TYPE_CHECKING:
    from samhandling.node.journal.models import Entry
    from samhandling.node.patients.matching import Match
    from samhandling.standards.facts import MessageFacts

MOST_COUNTED = 32_767  # attachments: what the column holds


@dataclass(frozen=True)
class Filed:
    """A message that is now in the record. `entry` is None for one that we refused."""

    message: Message
    recipients: list[Recipient]
    entry: Entry | None


def file_message(  # noqa: PLR0913  what a record of it is made of
    facts: MessageFacts,
    content_id: int,
    document: bytes,
    *,
    direction: str,
    own_hers: frozenset[int],
    rejected: bool = False,
) -> Filed:
    """Write a message's envelope, its recipients and its entry; link what belongs together.

    `document` is the bytes of the content `content_id`.

    A rejected message gets an envelope and recipients, so that its receipt has something to hang on, but no
    entry and no patient: it is not part of anybody's record (80415 § 3.3.4). Call it in the transaction that
    also does the rest. Raises IntegrityError when the sender's MsgId is already held.
    """
    message = Message(
        content_id=content_id,
        direction=direction,
        rejected=rejected,
        registered_at=clock.now(),
        **_envelope(facts),
        **_patient(facts, rejected=rejected),
    )
    statements.insert(message)
    statements.insert(*(recipients := _recipients(message, facts, own_hers)))
    if rejected:
        return Filed(message, recipients, None)
    cases.begin(recipients, message.type_code, message.registered_at)
    entry = _enter(message, facts, document)
    fulltext.keep(message, document)
    return Filed(message, recipients, entry)


def rematch(message: Message) -> Match:
    """Ask again whose message it is, from the numbers that it states."""
    return matching.match_idents(idents.read(message.patient_idents), message.patient_born)


def _enter(message: Message, facts: MessageFacts, document: bytes) -> Entry:
    summary = summary_of(message, document)
    if facts.patient is None:
        return folding.enter(message, None, summary)
    folding.lock_names(message.patient_idents.split())
    found = rematch(message)
    entry = folding.enter(message, found.patient, summary)
    if found.patient is None:
        open_task(
            Task.Kind.UNKNOWN_PATIENT, message.pk, message=message, explanation=matching.WORDS[found.reason]
        )
    return entry


def _envelope(facts: MessageFacts) -> dict[str, Any]:
    """The columns of a message; what is too long is cut, since the bytes hold it whole."""
    sender = facts.sender
    return {
        "sender_her": sender.her,
        "sender_virksomhet_her": sender.virksomhet_her or sender.her,
        "sender_name": sender.name[:400],
        "msg_id": as_key(facts.msg_id),
        "type_code": facts.type_code[:40],
        "type_name": facts.type_name[:200],
        "version": (facts.version or "")[:10],
        "status": facts.status or "",
        "gen_date": facts.gen_date or clock.now(),
        "gen_date_text": facts.gen_date_text[:40],
        "conversation_id": as_key(facts.conversation_id),
        "parent_id": as_key(facts.parent_id or ""),
        "attachments": min(len(facts.attachments), MOST_COUNTED),
    }


def _patient(facts: MessageFacts, *, rejected: bool) -> dict[str, Any]:
    patient = facts.patient
    if patient is None or rejected:
        return {}
    numbers = idents.stated(patient, facts.sender.virksomhet_her)[:8]
    return {
        "patient_name": full_name(patient.family, patient.middle, patient.given)[:300],
        "patient_born": patient.date_of_birth,
        "patient_sex": patient.sex[:1],
        "patient_idents": idents.written(numbers),
        "patient_numbers": len(numbers),
    }


def _inbox(her: int) -> int:
    """Somebody must see what we have taken over, though it names a service that we do not have."""
    return her if her in settings.HOME.service_hers else default_inbox()


def _recipients(message: Message, facts: MessageFacts, own_hers: frozenset[int]) -> list[Recipient]:
    rows = {}
    for recipient in facts.receivers:
        party = recipient.party
        if party.her is None:
            continue  # an address without a HER-id reaches nobody
        rows[party.her, recipient.role] = Recipient(
            message=message,
            her=party.her,
            virksomhet_her=party.virksomhet_her or party.her,
            name=party.name[:400],
            role=recipient.role,
            own=(own := not own_hers.isdisjoint({party.her, party.virksomhet_her})),
            inbox_her=_inbox(party.her) if own else party.her,
        )
    return list(rows.values())
