"""Facts and message types as JSON or as lines for a person."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator

from samhandling.standards import codes
from samhandling.standards.addresses import Party
from samhandling.standards.catalogue import APPREC, MessageType, Part
from samhandling.standards.facts import MessageFacts, PatientFacts
from samhandling.standards.receipt import ReceiptFacts


def facts_json(facts: MessageFacts | ReceiptFacts) -> str:
    """Every fact; times as ISO 8601 with zone."""
    return json.dumps(dataclasses.asdict(facts), ensure_ascii=False, default=_written)


def _written(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def facts_text(facts: MessageFacts | ReceiptFacts) -> str:
    """A line for each fact that is there."""
    lines = _receipt_lines(facts) if isinstance(facts, ReceiptFacts) else _message_lines(facts)
    return "\n".join(f"{name + ':':15}{value}" for name, value in lines if value)


def _receipt_lines(facts: ReceiptFacts) -> Iterator[tuple[str, str | None]]:
    yield "type", f"{APPREC.code} {APPREC.name}"
    yield "version", facts.version
    yield "status", f"{facts.status} {codes.name('8258', facts.status) or ''}".strip()
    for error in facts.errors:
        yield "error", f"{error.code} {error.text}".strip()
    yield "Id", facts.receipt_id
    yield "GenDate", str(facts.gen_date or "")
    yield "answers", f"{facts.original_type} {facts.original_msg_id}".strip()
    yield f"from {facts.role}".strip(), _hers(facts.sender_hers)
    yield "to", _hers(facts.receiver_hers)


def _hers(hers: tuple[int, ...]) -> str:
    return f"HER {' / '.join(map(str, hers))}" if hers else ""


def _message_lines(facts: MessageFacts) -> Iterator[tuple[str, str | None]]:
    yield "type", f"{facts.type_code} {facts.type_name}".strip()
    yield "version", facts.version
    yield "namespace", facts.namespace
    yield "status", facts.status
    yield "MsgId", facts.msg_id
    yield "GenDate", facts.gen_date_text
    yield "sender", _party(facts.sender)
    for recipient in facts.receivers:
        yield f"receiver {recipient.role}", _party(recipient.party)
    yield "parent", facts.parent_id
    yield "conversation", facts.conversation_id
    yield "patient", _patient(facts.patient) if facts.patient else None
    for attachment in facts.attachments:
        size = "broken" if attachment.size is None else f"{attachment.size} bytes"
        yield f"attachment {attachment.index}", f"{attachment.description} ({attachment.mime_type}, {size})"


def _party(party: Party) -> str:
    hers = " / ".join(str(her or "-") for her in (party.virksomhet_her, party.tjeneste_her))
    return f"{party.name} (HER {hers})"


def _patient(patient: PatientFacts) -> str:
    name = " ".join(filter(None, (patient.given, patient.middle, patient.family)))
    numbers = (f"{kind} {number}" for kind, number in patient.idents)
    return ", ".join(filter(None, (name, str(patient.date_of_birth or ""), *numbers)))


def type_json(row: MessageType) -> str:
    """One row of the catalogue."""
    return json.dumps(
        {
            "code": row.code,
            "name": row.name,
            "root": row.root,
            "versions": dict(row.versions),
            "read_only": sorted(row.receive_only),
            "senders": list(row.senders),
            "receivers": list(row.receivers),
            "services": [{"code": service.code, "name": service.name} for service in row.services],
            "statuses": [status for status in "NMC" if status in row.statuses],
            "answers": list(row.answers),
            "apprec": dict(row.receipts),
            "source": row.source,
        },
        ensure_ascii=False,
    )


def type_text(row: MessageType) -> str:
    """Code, name, versions, and who sends it to whom."""
    versions = ", ".join(f"{one} (read only)" if one in row.receive_only else one for one in row.versions)
    return f"{row.code:27}{row.name:41}{versions:22}{_among(row.senders)} → {_among(row.receivers)}"


def _among(parts: tuple[Part, ...]) -> str:
    return ", ".join(parts) if parts and len(parts) < len(Part) else "any"
