"""All that this node holds about patients' stays: events, local acts, and which numbers are one person's."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings

from samhandling.node import statements
from samhandling.node.journal.models import Receipt
from samhandling.node.patients.models import LocalAct
from samhandling.node.stays.documents import documents
from samhandling.stay.acts import Act, Circumstance, from_record
from samhandling.stay.events import Message, Patient
from samhandling.stay.fold import fold
from samhandling.stay.reading import receipt as receipt_without_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from samhandling.node.stays.documents import Document
    from samhandling.node.stays.needs import Needs
    from samhandling.stay.events import Receipt as ReceiptEvent
    from samhandling.stay.rules import Rules
    from samhandling.stay.stays import Stay

_MESSAGES = """
SELECT entry.patient_id, message.id, message.msg_id, content.id, content.sha256
FROM journal_entry entry JOIN journal_message message ON message.id = entry.message_id
JOIN journal_content content ON content.id = message.content_id
WHERE entry.patient_id IN ({places}) ORDER BY message.id
"""
_RECEIPTS = """
SELECT entry.patient_id, receipt.id, receipt.content_id, content.sha256
FROM journal_entry entry JOIN journal_recipient recipient ON recipient.message_id = entry.message_id
JOIN journal_receipt receipt ON receipt.recipient_id = recipient.id
LEFT JOIN journal_content content ON content.id = receipt.content_id
WHERE receipt.final AND entry.patient_id IN ({places}) ORDER BY receipt.id
"""
_RECEIPTS_ALONE = """
JOIN journal_recipient recipient ON recipient.id = journal_receipt.recipient_id
JOIN journal_message message ON message.id = recipient.message_id
WHERE journal_receipt.id IN ({places}) ORDER BY journal_receipt.id
"""
_ACTS = """
JOIN access_user actor ON actor.id = patients_localact.actor_id
LEFT JOIN journal_message message ON message.id = patients_localact.message_id
WHERE patients_localact.patient_id IN ({places}) ORDER BY patients_localact.id
"""
_IDENTITIES = """
SELECT patient_id, kind, value, issuer FROM patients_identity WHERE patient_id IN ({places}) ORDER BY id
"""
_log = logging.getLogger(__name__)


@dataclass
class Facts:
    """One patient's. `keys` are journal keys by MsgId, the first one held where senders share an id."""

    idents: list[tuple[str, str]] = field(default_factory=list)
    events: list[Message | ReceiptEvent] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    needs: dict[str, Needs] = field(default_factory=dict)

    def stays(self, rules: Rules) -> tuple[Stay, ...]:
        """Every stay that they tell of."""
        return fold(self.events, self.acts, rules, (self._one_person(),))

    def _one_person(self) -> Iterable[Any]:
        """Every key that these facts are known by: whose message it is has been decided here."""
        yield from self.idents
        for event in self.events:
            if isinstance(event, Message):
                patient = event.patient
                names = (patient.family_name, patient.given_name, patient.date_of_birth, patient.sex)
                yield from patient.idents or (names,)


def facts_of(patients: Sequence[int]) -> dict[int, Facts]:
    """By patient; empty facts for one that nothing is held about."""
    found = {patient: Facts() for patient in patients}
    if not patients:
        return found
    messages = statements.select(_filled(_MESSAGES, patients), *patients)
    receipts = statements.select(_filled(_RECEIPTS, patients), *patients) if messages else []
    contents = {row[-2]: row[-1] for row in (*messages, *receipts) if row[-1]}
    read = documents(contents)
    for patient, key, msg_id, content, _sha in messages:
        _add_message(found[patient], key, msg_id, read[content])
    _add_receipts(found, receipts, read)
    _add_people(found, patients)
    return found


def _add_message(facts: Facts, key: int, msg_id: str, document: Document) -> None:
    if isinstance(document.event, Message):
        facts.events.append(document.event)
        facts.keys.setdefault(document.event.msg_id, key)
        facts.needs[msg_id] = document.needs


def _add_receipts(
    found: dict[int, Facts], receipts: Iterable[tuple[Any, ...]], read: Mapping[int, Document]
) -> None:
    alone: dict[int, int] = {}
    for patient, key, content, _sha in receipts:
        document = read.get(content)
        if document and document.event and not isinstance(document.event, Message):
            found[patient].events.append(document.event)
        else:
            alone[key] = patient
    if alone:
        _add_receipts_alone(found, alone)


def _add_receipts_alone(found: dict[int, Facts], alone: Mapping[int, int]) -> None:
    """Those without a document to read: what the carrier said. `alone` is key → patient."""
    keys = list(alone)
    rows = statements.load_beside(
        Receipt, "message.msg_id, recipient.her", _filled(_RECEIPTS_ALONE, keys), *keys
    )
    for receipt, msg_id, her in rows:
        told = receipt_without_document(
            msg_id=msg_id,
            her=her,
            status=receipt.status,
            at=receipt.registered_at,
            receipt_id=receipt.receipt_id,
            errors=tuple(f"{error['code']} {error['text']}".strip() for error in receipt.errors),
        )
        found[alone[receipt.pk]].events.append(told)


def _add_people(found: dict[int, Facts], patients: Sequence[int]) -> None:
    for patient, kind, value, issuer in statements.select(_filled(_IDENTITIES, patients), *patients):
        found[patient].idents.append((kind, f"{value}@{issuer}" if kind == "HNR" else value))
    beside = "message.msg_id, actor.full_name"
    for row, msg_id, full_name in statements.load_beside(
        LocalAct, beside, _filled(_ACTS, patients), *patients
    ):
        facts = found[row.patient_id]
        if act := _act(row, msg_id, full_name, Patient(tuple(facts.idents))):
            facts.acts.append(act)


def _act(row: LocalAct, msg_id: str | None, full_name: str, patient: Patient) -> Act | None:
    """None for a kind that is no part of a stay, and for one whose detail does not fit its kind."""
    told = Circumstance(str(row.pk), row.happened_at, full_name, settings.HOME.her, patient, msg_id or "")
    try:
        return from_record(row.kind, row.detail, told)
    except (KeyError, TypeError, ValueError) as fault:
        _log.warning("The local act %s does not fit its kind %s: %s", row.pk, row.kind, type(fault).__name__)
        return None


def _filled(sql: str, keys: Sequence[int]) -> str:
    return sql.format(places=statements.places(keys))
