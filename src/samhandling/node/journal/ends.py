"""A message's ends: how it stands at each receiver, and how each of our own has answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from samhandling.node.delivery.presenters import (
    Delivery,
    ReceiptError,
    delivery,
    event_words,
    receipt_errors,
)
from samhandling.node.delivery.states import FAILED
from samhandling.node.journal.models import Direction
from samhandling.node.web.marks import Mark

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.directory.phones import Phones
    from samhandling.node.journal.models import Receipt, Recipient


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


def sent_to(recipient: Recipient, phones: Phones, now: dt.datetime) -> SentTo:
    """How a message of ours stands at a receiver; `now` is aware."""
    steps = tuple(
        Step(event_words(one.event), one.at, one.detail)
        for one in sorted(recipient.transitions.all(), key=lambda step: (step.at, step.pk))
    )
    receipt = _final(recipient, Direction.IN)
    shown = delivery(recipient, now, phones.get(recipient.her))
    return SentTo(shown, steps, _receipt_url(recipient, receipt))


def answered(recipient: Recipient) -> Answered:
    """How one of our own has answered."""
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


def is_undelivered(recipient: Recipient) -> bool:
    """Whether it is known that the receiver lacks the message."""
    state = getattr(recipient, "delivery", None)
    return state is not None and state.state in FAILED
