"""A full record behind the screens, written straight into the tables: how it came there is not measured."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model

from bench.letters import GOLDEN
from samhandling.node import clock
from samhandling.node.correspondence.models import Opening
from samhandling.node.delivery.models import DeliveryState
from samhandling.node.fulltext.models import Said
from samhandling.node.handling.cases import reckon
from samhandling.node.handling.limits import Limits
from samhandling.node.handling.models import Case
from samhandling.node.journal.models import Content, Entry, Message, Receipt, Recipient
from samhandling.node.patients.models import Identity, Patient
from samhandling.node.patients.naming import sort_key
from samhandling.standards.facts import facts
from samhandling.standards.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from samhandling.node.access.models import User

Row = TypeVar("Row", bound=Model)
BATCH = 1000
PER_PATIENT = 20  # messages
OPEN = 500  # cases
NURSING, OTHERS = (8900202, 8900203), (8900201,)
SENDER, SENDER_ORGANISATION, OWN_ORGANISATION = 8900105, 8900100, 8900200
NAMES = (
    "Fjellvåk",
    "Øverås",
    "Solbakken",
    "Myrvold",
    "Nygård",
    "Aasen",
    "Lie",
    "Strand",
    "Rypefjær",
    "Lomvi",
)


def fill(count: int, reader: User) -> None:
    """`count` messages: nine of ten received, two of three for the reader's services, most opened before.

    OPEN cases are open.
    """
    contents, patients = _contents(), _patients(max(1, count // PER_PATIENT))
    numbers = range(count)
    messages = written(Message, (_message(n, count, contents, patients) for n in numbers))
    written(Entry, (_entry(message, patients[n % len(patients)]) for n, message in enumerate(messages)))
    written(Said, _said(messages))
    recipients = written(Recipient, map(_recipient, itertools.count(), messages))
    written(Receipt, map(_receipt, messages, recipients))
    received = [one for message, one in zip(messages, recipients, strict=True) if message.direction == "in"]
    opened = received[: -len(received) // 20]
    written(Opening, (_opening(one, reader) for one in opened))
    written(Case, _cases(received, {one.pk for one in opened}, reader))
    sent = [one for message, one in zip(messages, recipients, strict=True) if message.direction == "out"]
    written(DeliveryState, map(_state, sent))
    with connection.cursor() as cursor:  # as a database in use has it: autovacuum, and `PRAGMA optimize`
        cursor.execute("ANALYZE")


def written(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """In one transaction, batch by batch so that no list of parameters grows too long."""
    made: list[Row] = []
    with transaction.atomic():
        for batch in _batches(rows):
            made += model._default_manager.bulk_create(batch)  # noqa: SLF001  Django's way
    return made


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(itertools.islice(left, BATCH)):
        yield batch


def _contents() -> list[tuple[Content, Any]]:
    """Every golden letter once, with its facts: pages show real ones."""
    raws = [file.read_bytes() for file in sorted(GOLDEN.glob("*-ny.xml"))]
    rows = [Content(sha256=hashlib.sha256(raw).hexdigest(), raw=raw) for raw in raws]
    return [(row, facts(bytes(row.raw))) for row in written(Content, rows)]


def _patients(count: int) -> list[Patient]:
    at = clock.now()
    made = written(Patient, (_patient(n, at) for n in range(count)))
    written(
        Identity,
        (Identity(patient=one, kind="HNR", value=f"H{n:010}") for n, one in enumerate(made)),
    )
    return made


def _patient(n: int, at: dt.datetime) -> Patient:
    return person(n, dt.date(1930, 1, 1) + dt.timedelta(days=n % 20_000), at)


def person(n: int, born: dt.date, at: dt.datetime) -> Patient:
    """The `n`th patient, a woman or a man in turn."""
    family, given = NAMES[n % len(NAMES)], f"Person {n}"
    return Patient(
        family_name=family,
        given_name=given,
        date_of_birth=born,
        sex="12"[n % 2],
        sort_key=sort_key(family, "", given),
        registered_at=at,
    )


def _message(n: int, count: int, contents: list[tuple[Content, Any]], patients: list[Patient]) -> Message:
    content, told = contents[n % len(contents)]
    at = clock.now() - dt.timedelta(minutes=5 * (count - n))
    message = message_of(patients[n % len(patients)], f"HNR:H{n % len(patients):010}", content, told, at)
    message.msg_id = f"00000000-0000-4000-8000-{n:012}"
    message.conversation_id = f"00000000-0000-4000-8000-{n - n % 4:012}"
    if n % 10 == 0:
        message.direction = "out"
        message.sender_her, message.sender_virksomhet_her = NURSING[n // 10 % 2], OWN_ORGANISATION
    return message


def message_of(patient: Patient, idents: str, content: Content, told: Any, at: dt.datetime) -> Message:
    """A letter from the hospital with the facts `told`, as it was registered when it came."""
    return Message(
        direction="in",
        sender_her=SENDER,
        sender_virksomhet_her=SENDER_ORGANISATION,
        sender_name=told.sender.name,
        msg_id=told.msg_id,
        type_code=told.type_code,
        type_name=told.type_name,
        version=told.version or "",
        status=told.status or "",
        gen_date=at,
        gen_date_text=at.isoformat(),
        conversation_id=told.msg_id,
        patient_name=f"{patient.family_name}, {patient.given_name}",
        patient_born=patient.date_of_birth,
        patient_sex=patient.sex,
        patient_idents=idents,
        content=content,
        registered_at=at,
    )


def _said(messages: Iterable[Message]) -> Iterator[Said]:
    """What each says: the letters are few, so the words of each are read once."""
    of = cache(lambda content_id: " ".join(words(bytes(Content.objects.get(pk=content_id).raw))))
    return (Said(message=message, words=of(message.content_id)) for message in messages)


def _entry(message: Message, patient: Patient) -> Entry:
    return Entry(
        message=message,
        patient=patient,
        thread=message.conversation_id,
        summary=message.type_name,
        registered_at=message.registered_at,
    )


def _recipient(n: int, message: Message) -> Recipient:
    own = message.direction == "in"
    hers = (*NURSING, *OTHERS)
    return Recipient(
        message=message,
        her=hers[n % len(hers)] if own else SENDER,
        inbox_her=hers[n % len(hers)] if own else SENDER,
        virksomhet_her=OWN_ORGANISATION if own else SENDER_ORGANISATION,
        name="Sykepleietjeneste" if own else "Geriatri",
        role="PRIM",
        own=own,
    )


def _receipt(message: Message, recipient: Recipient) -> Receipt:
    return Receipt(
        recipient=recipient,
        direction="out" if recipient.own else "in",
        final=True,
        status="1",
        receipt_id=message.msg_id,
        registered_at=message.registered_at,
    )


def _cases(received: list[Recipient], opened: set[int], reader: User) -> Iterator[Case]:
    """The newest of the reader's services are open, a quarter of them the reader's; all others are done."""
    limits = Limits()
    hers = [one.pk for one in received if one.inbox_her in NURSING]
    still_open = set(hers[-OPEN:])
    for one in received:
        case = Case(
            recipient=one,
            inbox_her=one.inbox_her,
            type_code=one.message.type_code,
            received_at=one.message.registered_at,
            opened=one.pk in opened,
        )
        if one.pk not in still_open:
            case.state, case.done = Case.State.DONE, True
        elif one.pk % 4 == 0:
            case.state, case.assignee = Case.State.TAKEN, reader
        reckon(case, limits)
        yield case


def _opening(recipient: Recipient, reader: User) -> Opening:
    return Opening(recipient=recipient, by=reader, at=recipient.message.registered_at)


def _state(recipient: Recipient) -> DeliveryState:
    at = recipient.message.registered_at
    return DeliveryState(
        recipient=recipient,
        state="completed",
        since=at,
        warn_at=at,
        overdue_at=at + dt.timedelta(hours=96),
        settled=True,
    )
