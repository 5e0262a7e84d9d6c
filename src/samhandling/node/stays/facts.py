"""All that this node holds about patients' stays: events, local acts, and which numbers are one person's."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings

from samhandling.node import statements
from samhandling.node.journal.models import Receipt
from samhandling.node.patients.models import Identity, LocalAct
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
SELECT receipt.*, entry.patient_id, message.msg_id, recipient.her, content.sha256
FROM journal_entry entry JOIN journal_message message ON message.id = entry.message_id
JOIN journal_recipient recipient ON recipient.message_id = message.id
JOIN journal_receipt receipt ON receipt.recipient_id = recipient.id
LEFT JOIN journal_content content ON content.id = receipt.content_id
WHERE receipt.final AND entry.patient_id IN ({places}) ORDER BY receipt.id
"""
_ACTS = """
SELECT act.*, message.msg_id, actor.full_name
FROM patients_localact act JOIN access_user actor ON actor.id = act.actor_id
LEFT JOIN journal_message message ON message.id = act.message_id
WHERE act.patient_id IN ({places}) ORDER BY act.id
"""
_IDENTITIES = "SELECT * FROM patients_identity WHERE patient_id IN ({places}) ORDER BY id"
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
    receipts = list(Receipt.objects.raw(_filled(_RECEIPTS, patients), list(patients))) if messages else []
    contents = {row[3]: row[4] for row in messages} | {r.content_id: r.sha256 for r in receipts if r.sha256}
    read = documents(contents)
    for patient, key, msg_id, content, _sha in messages:
        _add_message(found[patient], key, msg_id, read[content])
    for receipt in receipts:
        _add_receipt(found[receipt.patient_id], receipt, read)
    _add_people(found, patients)
    return found


def _add_message(facts: Facts, key: int, msg_id: str, document: Document) -> None:
    if isinstance(document.event, Message):
        facts.events.append(document.event)
        facts.keys.setdefault(document.event.msg_id, key)
        facts.needs[msg_id] = document.needs


def _add_receipt(facts: Facts, receipt: Any, read: Mapping[int, Document]) -> None:
    document = read.get(receipt.content_id)
    if document and document.event and not isinstance(document.event, Message):
        facts.events.append(document.event)
        return
    told = receipt_without_document(
        msg_id=receipt.msg_id,
        her=receipt.her,
        status=receipt.status,
        at=receipt.registered_at,
        receipt_id=receipt.receipt_id,
        errors=tuple(f"{error['code']} {error['text']}".strip() for error in receipt.errors),
    )
    facts.events.append(told)


def _add_people(found: dict[int, Facts], patients: Sequence[int]) -> None:
    for row in Identity.objects.raw(_filled(_IDENTITIES, patients), list(patients)):
        value = f"{row.value}@{row.issuer}" if row.kind == "HNR" else row.value
        found[row.patient_id].idents.append((row.kind, value))
    for row in LocalAct.objects.raw(_filled(_ACTS, patients), list(patients)):
        facts = found[row.patient_id]
        if act := _act(row, Patient(tuple(facts.idents))):
            facts.acts.append(act)


def _act(row: Any, patient: Patient) -> Act | None:
    """None for a kind that is no part of a stay, and for one whose detail does not fit its kind."""
    told = Circumstance(
        str(row.pk), row.happened_at, row.full_name, settings.HOME.her, patient, row.msg_id or ""
    )
    try:
        return from_record(row.kind, row.detail, told)
    except (KeyError, TypeError, ValueError) as fault:
        _log.warning("The local act %s does not fit its kind %s: %s", row.pk, row.kind, type(fault).__name__)
        return None


def _filled(sql: str, patients: Sequence[int]) -> str:
    return sql.format(places=", ".join(["%s"] * len(patients)))
