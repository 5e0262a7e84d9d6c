"""Whole stays in a municipality's record, written straight into the tables: how they came is not measured."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import re
import uuid
from typing import TYPE_CHECKING

from bench.letters import GOLDEN
from bench.rows import OWN_ORGANISATION, message_of, person, written
from samhandling.node.journal.models import Content, Message, Receipt, Recipient
from samhandling.node.patients.models import Identity, Patient
from samhandling.standards.facts import facts
from samhandling.standards.identifiers import synthetic_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = 500  # stays
SAKSBEHANDLING, NURSING = 8900201, 8900202
COURSE = (
    ("innlagt-ny", NURSING, "2026-11-16T23:10:00+01:00"),
    ("helseopplysninger-varsel-ny", SAKSBEHANDLING, "2026-11-17T09:00:00+01:00"),
    ("utskrivningsklar-ny", SAKSBEHANDLING, "2026-11-20T11:40:00+01:00"),
    ("utskrivningsrapport-ny", NURSING, "2026-11-21T10:00:00+01:00"),
    ("utskrevet-ny", NURSING, "2026-11-21T10:30:00+01:00"),
)
OPEN = 3
"""So many letters of the course has a stay that is open."""

_MSG_ID, _GEN_DATE = re.compile(rb"(<mh:MsgId>)[^<]*"), re.compile(rb"(<mh:GenDate>)[^<]*")
_COPY = re.compile(rb"<mh:OtherReceiver>.*?</mh:OtherReceiver>", re.DOTALL)
_NUMBER = b"17843842054"


def fill_stays(opened: int, closed: int) -> None:
    """So many patients, each with one stay; every letter has its own id and patient, and its receipt."""
    numbers = _numbers()
    for start in range(0, opened + closed, AT_ONCE):
        count = min(AT_ONCE, opened + closed - start)
        people = _people(start, list(itertools.islice(numbers, count)))
        told = [
            (person, number, *letter)
            for n, (person, number) in enumerate(people)
            for letter in COURSE[: OPEN if start + n < opened else None]
        ]
        _write(told)


def _write(told: list[tuple[Patient, str, str, int, str]]) -> None:
    documents = [_document(name, number, when) for _person, number, name, _to, when in told]
    contents = written(
        Content, (Content(sha256=hashlib.sha256(raw).hexdigest(), raw=raw) for raw in documents)
    )
    messages = written(Message, (_message(*one) for one in zip(told, contents, strict=True)))
    pairs = zip(messages, told, strict=True)
    recipients = written(Recipient, (_recipient(message, one[3]) for message, one in pairs))
    written(Receipt, map(_receipt, messages, recipients))


def _numbers() -> Iterator[str]:
    """Numbers without end, birth date after birth date."""
    for day in itertools.count():
        born = dt.date(1930, 1, 1) + dt.timedelta(days=day)
        yield from itertools.islice(synthetic_numbers(born.day, born.month, born.year, start=499), 40)


def _people(start: int, numbers: list[str]) -> list[tuple[Patient, str]]:
    born, at = dt.date(1938, 4, 17), dt.datetime(2026, 11, 16, tzinfo=dt.UTC)
    rows = (person(n, born, at) for n, _number in enumerate(numbers, start))
    people = list(zip(written(Patient, rows), numbers, strict=True))
    written(Identity, (Identity(patient=one, kind="FNR", value=number) for one, number in people))
    return people


def _document(name: str, number: str, when: str) -> bytes:
    raw = _COPY.sub(b"", (GOLDEN / f"{name}.xml").read_bytes())
    raw = _MSG_ID.sub(rb"\g<1>" + str(uuid.uuid4()).encode(), raw, count=1)
    return _GEN_DATE.sub(rb"\g<1>" + when.encode(), raw, count=1).replace(_NUMBER, number.encode())


def _message(told: tuple[Patient, str, str, int, str], content: Content) -> Message:
    patient, number, _name, _to, when = told
    return message_of(
        patient, f"FNR:{number}", content, facts(bytes(content.raw)), dt.datetime.fromisoformat(when)
    )


def _recipient(message: Message, her: int) -> Recipient:
    name = "Saksbehandling" if her == SAKSBEHANDLING else "Sykepleietjeneste"
    own = {"her": her, "inbox_her": her, "virksomhet_her": OWN_ORGANISATION}
    return Recipient(message=message, name=name, role="PRIM", own=True, **own)


def _receipt(message: Message, recipient: Recipient) -> Receipt:
    at = message.registered_at + dt.timedelta(minutes=1)
    told = {"direction": "out", "final": True, "status": "1", "receipt_id": message.msg_id}
    return Receipt(recipient=recipient, registered_at=at, **told)
