"""What people do with a stay: each verb writes its acts and sends its messages in one transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node.access.policies import own_hers, require
from samhandling.node.correspondence.actions import send_document
from samhandling.node.stays import parties
from samhandling.node.stays.acting import act, person, this_second
from samhandling.node.stays.letters import dialog, logistikk
from samhandling.node.stays.letters.envelope import Author, Envelope, Party
from samhandling.stay.periods import PHV_POINTS
from samhandling.stay.replies import Choice, ReplyText, compose
from samhandling.stay.stays import PeriodState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from samhandling.node.access.actor import Actor
    from samhandling.node.access.models import User
    from samhandling.node.journal.models import Message
    from samhandling.node.patients.models import LocalAct
    from samhandling.node.stays.account import StayAccount
    from samhandling.stay.stays import Period


@dataclass(frozen=True)
class Assessment:
    """§ 9 as the form has it: points are (id, ISO date, who documented it)."""

    points: tuple[tuple[str, str, str], ...]
    decided_by: User
    ready_on: dt.date
    receiver: Party


@transaction.atomic
def declare_ready(actor: Actor, account: StayAccount, assessment: Assessment) -> Message:
    """Record the assessment under § 9, and send Melding om utskrivningsklar pasient.

    Raises NotAllowed; Conflict when the admission is not known, or the patient is ready or gone already.
    """
    sender = _sender(actor, account, "declare-ready")
    if account.stay.admitted is None:
        raise Conflict("The time of admission is not known")
    if account.stay.left or _open_period(account):
        raise Conflict("The patient is ready already, or has left")
    decider = parties.author_of(assessment.decided_by)
    detail = {
        "points": [list(point) for point in assessment.points],
        "decided": True,
        "decided_by": decider.name,
        "role": assessment.decided_by.role,
        "hpr": decider.hpr,
    }
    at = this_second()
    act(actor, account, "readiness-assessed", detail, happened_at=at)
    envelope = _envelope(account, sender, assessment.receiver, decider, at)
    document = logistikk.utskrivningsklar(
        envelope,
        account.stay.admitted.value.text,
        assessment.ready_on,
        _condition(account, assessment.points),
    )
    return send_document(actor, document)


@transaction.atomic
def withdraw(actor: Actor, account: StayAccount, reason: str) -> Message:
    """She is worse: § 9 no longer holds. Records it and sends Avmelding. Raises NotAllowed; Conflict."""
    sender, period = _sender(actor, account, "declare-ready"), _must_be_open(account)
    if account.stay.admitted is None or period.ready is None:
        raise Conflict("The notice names no admission or no date")
    at = this_second()
    act(actor, account, "not-ready", {"reason": reason}, happened_at=at)
    envelope = replace(
        _answering(account, period, sender, parties.author_of(person(actor)), at),
        refers_to=period.notices[-1].msg_id,
    )
    texts = account.stay.admitted.value.text, period.ready.value.text
    return send_document(actor, logistikk.avmelding(envelope, *texts, at))


@transaction.atomic
def cancel_notice(actor: Actor, account: StayAccount) -> Message:
    """The ready notice was sent in error: it is cancelled, and the period never was.

    Raises NotAllowed; Conflict when no notice stands.
    """
    sender, period = _sender(actor, account, "declare-ready"), _must_be_open(account)
    notice = period.notices[-1].message
    if account.stay.admitted is None or period.ready is None or period.ready.value.day is None:
        raise Conflict("The notice names no admission or no date")
    envelope = _answering(account, period, sender, parties.author_of(person(actor)), this_second())
    envelope = replace(envelope, refers_to=notice.msg_id, status="C")
    day = period.ready.value.day
    return send_document(actor, logistikk.utskrivningsklar(envelope, account.stay.admitted.value.text, day))


@transaction.atomic
def answer(actor: Actor, account: StayAccount, reply: ReplyText) -> Message:
    """Reply to the notice that runs, in the sentence of one of the four choices (§ 11).

    Raises NotAllowed; Conflict when no notice runs, or `expected` has no date.
    """
    period = _must_be_open(account)
    notice = period.notices[-1].message
    ours = {r.address.her for r in notice.receivers} & own_hers(actor)
    require(actor, "answer-ready", service_hers=ours)
    if reply.choice is Choice.EXPECTED and reply.date is None:
        raise Conflict("An expected date must be given")
    sender = parties.party(min(ours))
    if sender is None:
        raise Conflict("The service that the notice went to is not in the directory")
    author = parties.author_of(person(actor))
    envelope = _envelope(account, sender, parties.party_of(notice.sender), author, this_second())
    envelope = replace(envelope, refers_to=notice.msg_id)
    return send_document(actor, dialog.reply(envelope, compose(reply, account.rules)))


@transaction.atomic
def classify(
    actor: Actor, account: StayAccount, msg_id: str, choice: str, expected: dt.date | None = None
) -> LocalAct:
    """Say what a reply in free text means. Raises NotAllowed; Conflict when it is no reply in doubt."""
    require(actor, "classify-reply")
    replies = {one.held.msg_id: one for period in account.stay.periods for one in period.replies}
    if (
        msg_id not in replies
        or choice not in CLASSES
        or (choice == Choice.EXPECTED.value and expected is None)
    ):
        raise Conflict("This reply cannot be read so")
    detail = {"choice": choice} | ({"expected": expected.isoformat()} if expected else {})
    return act(actor, account, "reply-classified", detail, about=msg_id)


@dataclass(frozen=True)
class Departure:
    """`destination` is of 8408, `outcome` of 8431. Without a receiver nobody in the municipality is told."""

    left: dt.datetime
    destination: str
    outcome: str
    receiver: Party | None
    note: str = ""


@transaction.atomic
def depart(actor: Actor, account: StayAccount, departure: Departure) -> LocalAct:
    """She has left, or died here: record it, and send Melding om utskrevet pasient.

    Raises NotAllowed; Conflict when she has left already.
    """
    sender = _sender(actor, account, "declare-ready")
    if account.stay.left:
        raise Conflict("The patient has left already")
    detail = {
        "left": departure.left.isoformat(timespec="seconds"),
        "destination": departure.destination,
        "outcome": departure.outcome,
    }
    written = act(actor, account, "departed", detail, happened_at=this_second())
    if departure.receiver:
        author = parties.author_of(person(actor))
        envelope = _envelope(account, sender, departure.receiver, author, this_second())
        told = (departure.left, departure.destination, departure.outcome, departure.note)
        send_document(actor, logistikk.utskrevet(envelope, *told))
    return written


CLASSES = frozenset(
    choice.value
    for choice in (Choice.CAN_RECEIVE, Choice.EXPECTED, Choice.UNKNOWN, Choice.OFFER_READY, Choice.NO_REPLY)
)


def _sender(actor: Actor, account: StayAccount, right: str) -> Party:
    require(actor, right, service_hers=own_hers(actor))
    sender = parties.own_sender(account, actor, own_hers(actor))
    if sender is None or not account.is_hospital:
        raise Conflict("Only the hospital of the stay can do this, by one of its services")
    return sender


def _open_period(account: StayAccount) -> Period | None:
    period = account.running
    return period if period and period.state is PeriodState.OPEN else None


def _must_be_open(account: StayAccount) -> Period:
    period = _open_period(account)
    if period is None:
        raise Conflict("No notice of utskrivningsklar runs")
    return period


def _answering(
    account: StayAccount, period: Period, sender: Party, author: Author, at: dt.datetime
) -> Envelope:
    """To whom the notice went, from the service that sent it where the actor works for it."""
    notice = period.notices[-1].message
    own = parties.party(notice.sender.her) or sender
    return _envelope(account, own, parties.party_of(period.municipality), author, at)


def _envelope(
    account: StayAccount, sender: Party, receiver: Party, author: Author, at: dt.datetime
) -> Envelope:
    return Envelope(
        msg_id=str(uuid.uuid4()),
        at=at,
        sender=sender,
        receiver=receiver,
        author=author,
        patient=account.patient,
    )


def _condition(account: StayAccount, points: Iterable[tuple[str, str, str]]) -> str:
    """The sentence that lets the other end know that the two conditions for PHV and TSB are met."""
    met = {point for point, *_ in points} >= PHV_POINTS
    return account.rules.phv_tsb_sentence if account.stay.phv_tsb.value and met else ""
