"""Many rows for the queues, written straight into the tables: for tests of how they are read, not made."""

from __future__ import annotations

import datetime as dt
import itertools

from node_home import DIAKONHJEMMET, FROGNER, SOMATIKK
from samhandling.node.delivery.models import DeliveryState
from samhandling.node.delivery.states import State
from samhandling.node.handling.cases import urgency
from samhandling.node.handling.models import Case
from samhandling.node.journal.models import Content, Entry, Message, Recipient
from samhandling.node.patients.models import Patient
from samhandling.node.patients.naming import sort_key

START = dt.datetime(2026, 1, 1, 8, tzinfo=dt.UTC)
TYPES = (
    ("LOG_INNLAGT", "Melding om innlagt pasient"),
    ("HELSEOPPL_SOKNAD", "Helseopplysninger"),
    ("LOG_UTSKRIVNINGSKLAR", "Melding om utskrivningsklar pasient"),
    ("UTSKRIVNINGSRAPPORT", "Utskrivningsrapport"),
)
NAMES = ("Fjellvåk", "Øverås", "Solbakken", "Myrvold", "Nygård", "Aasen", "Lie", "Strand")
BATCH = 2_000


def fill_inbox(count: int, shares: dict[int, int]) -> None:
    """`count` received messages, dealt to the services by their shares."""
    hers = itertools.cycle([her for her, share in shares.items() for _ in range(share)])
    messages = _messages(count, "in", itertools.repeat(SOMATIKK))
    recipients = Recipient.objects.bulk_create(
        [_recipient(message, her, FROGNER, own=True) for message, her in zip(messages, hers, strict=False)],
        batch_size=BATCH,
    )
    Case.objects.bulk_create([_case(one) for one in recipients], batch_size=BATCH)


def fill_sent(count: int, shares: dict[int, int]) -> None:
    """`count` sent messages, dealt to the services by their shares, each with a state."""
    hers = itertools.cycle([her for her, share in shares.items() for _ in range(share)])
    messages = _messages(count, "out", hers)
    recipients = Recipient.objects.bulk_create(
        [_recipient(message, SOMATIKK, DIAKONHJEMMET, own=False) for message in messages], batch_size=BATCH
    )
    DeliveryState.objects.bulk_create([_state(one) for one in recipients], batch_size=BATCH)


def _messages(count: int, direction: str, senders) -> list[Message]:
    content, _new = Content.objects.get_or_create(sha256="0" * 64, defaults={"raw": b"<none/>"})
    patients = _patients(max(1, count // 20))
    start = Message.objects.count()
    sender = iter(senders)
    messages = Message.objects.bulk_create(
        [_message(start + n, direction, next(sender), content) for n in range(count)], batch_size=BATCH
    )
    Entry.objects.bulk_create(
        [
            Entry(
                message=message,
                patient=patients[n % len(patients)],
                thread=message.msg_id,
                summary=message.type_name,
                registered_at=message.registered_at,
            )
            for n, message in enumerate(messages)
        ],
        batch_size=BATCH,
    )
    return messages


def _message(n: int, direction: str, sender: int, content: Content) -> Message:
    code, name = TYPES[n % len(TYPES)]
    at = START + dt.timedelta(minutes=n)
    return Message(
        direction=direction,
        sender_her=sender,
        sender_virksomhet_her=DIAKONHJEMMET,
        sender_name="Diakonhjemmet sykehus, PLO innleggelse somatikk",
        msg_id=f"rad-{n}",
        type_code=code,
        type_name=name,
        version="1.6",
        status="N",
        gen_date=at,
        gen_date_text=at.isoformat(),
        conversation_id=f"rad-{n}",
        content=content,
        registered_at=at,
    )


def _recipient(message: Message, her: int, virksomhet_her: int, *, own: bool) -> Recipient:
    return Recipient(
        message=message,
        her=her,
        inbox_her=her,
        virksomhet_her=virksomhet_her,
        name="Mottaker",
        role="PRIM",
        own=own,
    )


def _case(recipient: Recipient) -> Case:
    message = recipient.message
    return Case(
        recipient=recipient,
        inbox_her=recipient.inbox_her,
        type_code=message.type_code,
        received_at=message.registered_at,
        urgency=urgency(message.registered_at, recipient.pk),
    )


def _state(recipient: Recipient) -> DeliveryState:
    at = recipient.message.registered_at
    return DeliveryState(
        recipient=recipient,
        state=State.COMPLETED,
        since=at,
        warn_at=at,
        overdue_at=at + dt.timedelta(hours=96),
        settled=True,
    )


def _patients(count: int) -> list[Patient]:
    return Patient.objects.bulk_create(
        [
            Patient(
                family_name=NAMES[n % len(NAMES)],
                given_name=f"Person {n}",
                sort_key=sort_key(NAMES[n % len(NAMES)], "", f"Person {n}"),
                registered_at=START,
            )
            for n in range(count)
        ],
        batch_size=BATCH,
    )
