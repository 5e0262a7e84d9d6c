"""Receipts for what we sent: the first one from a receiver is final, and only a receiver's counts."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from node_carrier import Post
from node_home import DIAKONHJEMMET, FROGNER, SOMATIKK, SYKEPLEIE
from node_letters import letter, new_id
from samhandling.node import clock
from samhandling.node.access.actor import Actor
from samhandling.node.correspondence.actions import send_document
from samhandling.node.correspondence.models import Task
from samhandling.node.delivery import filing, receiving, sending, tracking, watch
from samhandling.node.delivery.actions import try_again
from samhandling.node.delivery.models import DeliveryState, Incoming, ReadPosition, Transition
from samhandling.node.delivery.states import State
from samhandling.node.journal.models import Message, Receipt
from samhandling.node.patients.models import Patient
from samhandling.standards.receipt_errors import ReceiptError

pytestmark = pytest.mark.django_db
GP, STRANGER = 8900601, 8900701
E36 = (ReceiptError("E36", "Pasienten kan ikke kjennes igjen"),)


@pytest.fixture
def document() -> bytes:
    copies = ((8900600, GP),)
    return letter(sender=(FROGNER, SYKEPLEIE), receiver=(DIAKONHJEMMET, SOMATIKK), copies=copies)


@pytest.fixture
def message(kari: Actor, borghild: Patient, document: bytes, post: Post) -> Message:
    message = send_document(kari, document)
    sending.send_next(post)
    return message


@pytest.fixture
def carrier_id(message: Message, post: Post) -> str:
    return post.taken[0][0]


@pytest.fixture
def receive(position: ReadPosition):
    def receive(*events: object) -> Incoming:
        for event in events:
            receiving.commit_arrival(event, position)
        for _each in range(40):  # with retries
            Incoming.objects.filter(work="ready").update(next_at=clock.true_now())
            if not filing.handle_next():
                break
        return Incoming.objects.order_by("pk").last()

    return receive


def states() -> dict[int, str]:
    return dict(DeliveryState.objects.values_list("recipient__her", "state"))


def tasks() -> list[str]:
    return list(Task.objects.filter(closed_at=None).order_by("pk").values_list("kind", flat=True))


# What does not count


def test_a_receipt_from_one_who_was_no_receiver_changes_nothing(
    receive, message, carrier_id, post: Post
) -> None:
    incoming = receive(post.answer(carrier_id, STRANGER))

    assert (incoming.work, incoming.reason) == ("parked", "stranger")
    assert tasks() == ["unmatched-receipt"]
    assert not Receipt.objects.exists()
    assert set(states().values()) == {State.SENT}


def test_a_receivers_name_on_another_ones_document_does_not_count(
    receive, message, carrier_id, post: Post, document: bytes
) -> None:
    of_the_gp = post.receipt(document, GP)
    incoming = receive(post.answer(carrier_id, SOMATIKK, document=of_the_gp))

    assert incoming.reason == "stranger"
    assert set(states().values()) == {State.SENT}


def test_a_document_about_another_message_does_not_count(receive, message, carrier_id, post: Post) -> None:
    other = letter(sender=(FROGNER, SYKEPLEIE), receiver=(DIAKONHJEMMET, SOMATIKK))
    incoming = receive(post.answer(carrier_id, SOMATIKK, document=post.receipt(other, SOMATIKK)))

    assert incoming.reason == "other-message"
    assert tasks() == ["unmatched-receipt"]
    assert states()[SOMATIKK] == State.SENT


@pytest.mark.parametrize("raw", [b"<AppRec", b"<x/>", b"\x00"])
def test_a_document_that_cannot_be_read_does_not_count(
    receive, message, carrier_id, post: Post, raw: bytes
) -> None:
    incoming = receive(post.answer(carrier_id, SOMATIKK, document=raw))

    assert incoming.reason == "unreadable-receipt"
    assert states()[SOMATIKK] == State.SENT


def test_a_receipt_for_a_message_that_is_not_ours_becomes_a_task(receive, frogner, post: Post) -> None:
    incoming = receive(post.answer("unknown", SOMATIKK, msg_id=new_id()))

    assert (incoming.work, incoming.reason, incoming.attempts) == ("parked", "unknown-message", 5)
    assert tasks() == ["unmatched-receipt"]


def test_a_state_of_a_message_that_is_not_ours_is_put_aside_without_a_task(
    receive, frogner, post: Post
) -> None:
    incoming = receive(post.state("unknown", SOMATIKK, "Acknowledged", new_id()))

    assert (incoming.work, incoming.reason) == ("parked", "unknown-message")
    assert tasks() == []


def test_ok_after_rejected_is_kept_and_changes_nothing(
    receive, message, carrier_id, post: Post, document: bytes
) -> None:
    receive(post.answer(carrier_id, SOMATIKK, "2", E36, document=post.receipt(document, SOMATIKK, "2", E36)))
    incoming = receive(post.answer(carrier_id, SOMATIKK, document=post.receipt(document, SOMATIKK)))

    assert incoming.outcome == "ignored:later-receipt"
    assert states()[SOMATIKK] == State.REJECTED
    assert list(Receipt.objects.order_by("pk").values_list("status", "final")) == [("2", True), ("1", False)]
    assert tasks() == ["rejected"]


def test_the_same_receipt_told_twice_is_kept_once(
    receive, message, carrier_id, post: Post, document: bytes
) -> None:
    answer = post.answer(carrier_id, SOMATIKK, document=post.receipt(document, SOMATIKK))
    incoming = receive(answer, answer)

    assert incoming.outcome == "ignored:repeated"
    assert Receipt.objects.count() == 1


def test_an_unknown_status_stays_unknown(receive, message, carrier_id, post: Post) -> None:
    incoming = receive(post.answer(carrier_id, SOMATIKK, "Maybe"))

    assert incoming.outcome == "ignored:unknown-status"
    assert states()[SOMATIKK] == State.SENT
    assert Transition.objects.filter(event="apprec-Maybe", before="sent", after="sent").exists()
    assert not Receipt.objects.exists()


def test_a_state_that_could_not_be_settled_as_it_came_waits_for_a_worker(
    message, carrier_id, post: Post, position: ReadPosition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as broken:
        broken.setattr(tracking, "happened", fail)
        receiving.commit_arrival(post.state(carrier_id, SOMATIKK, "Acknowledged"), position)
    assert Incoming.objects.get().work == "ready"

    assert filing.handle_next()
    assert states()[SOMATIKK] == State.PENDING_APPREC


@pytest.mark.parametrize("where", ["states_of", "tell"])
def test_a_receipt_that_could_not_be_settled_as_it_came_waits_for_a_worker(
    message, carrier_id, post: Post, document: bytes, position: ReadPosition, monkeypatch, where: str
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("a fault of ours")

    before = Transition.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(tracking, where, fail)
        answer = post.answer(carrier_id, SOMATIKK, document=post.receipt(document, SOMATIKK))
        receiving.commit_arrival(answer, position)
    assert Incoming.objects.get().work == "ready"
    assert position.offset == answer.offset
    assert not Receipt.objects.exists()
    assert Transition.objects.count() == before

    assert filing.handle_next()
    assert states()[SOMATIKK] == State.COMPLETED


def test_a_receipt_does_not_overtake_an_earlier_one_that_waits(
    message, carrier_id, post: Post, document: bytes, position: ReadPosition
) -> None:
    refusal = post.answer(carrier_id, SOMATIKK, "2", E36, document=post.receipt(document, SOMATIKK, "2", E36))
    receiving.store_arrival(refusal, position)
    receiving.commit_arrival(
        post.answer(carrier_id, SOMATIKK, document=post.receipt(document, SOMATIKK)), position
    )

    while filing.handle_next():
        pass
    assert states()[SOMATIKK] == State.REJECTED
    assert tasks() == ["rejected"]


def test_an_unknown_state_is_written_as_it_came(receive, message, carrier_id, post: Post) -> None:
    receive(post.state(carrier_id, SOMATIKK, "Quarantined"))

    assert states()[SOMATIKK] == State.SENT
    assert Transition.objects.filter(event="Quarantined", before="sent", after="sent").exists()


# What counts


def test_each_receiver_answers_for_itself(receive, message, carrier_id, post: Post, document: bytes) -> None:
    receive(
        post.answer(carrier_id, GP, "2", E36, document=post.receipt(document, GP, "2", E36)),
        post.answer(carrier_id, SOMATIKK, document=post.receipt(document, SOMATIKK)),
    )

    assert states() == {SOMATIKK: State.COMPLETED, GP: State.REJECTED}
    task = Task.objects.get(closed_at=None)
    assert (task.kind, task.message, task.explanation) == (
        "rejected", message, "E36 Pasienten kan ikke kjennes igjen",
    )  # fmt: skip


def test_the_receipt_is_kept_byte_for_byte(receive, message, carrier_id, post: Post, document: bytes) -> None:
    raw = post.receipt(document, SOMATIKK, "2", E36)
    receive(post.answer(carrier_id, SOMATIKK, "2", document=raw))

    receipt = Receipt.objects.get()
    assert bytes(receipt.content.raw) == raw
    assert (receipt.recipient.her, receipt.direction, receipt.final, receipt.status) == (
        SOMATIKK,
        "in",
        True,
        "2",
    )
    assert receipt.errors == [{"code": "E36", "text": "Pasienten kan ikke kjennes igjen"}]


def test_the_documents_own_word_counts_above_the_carriers(
    receive, message, carrier_id, post: Post, document: bytes
) -> None:
    rejection = post.receipt(document, SOMATIKK, "2", E36)
    receive(post.answer(carrier_id, SOMATIKK, "1", document=rejection))

    assert states()[SOMATIKK] == State.REJECTED


def test_a_status_without_a_document_counts_and_says_so(receive, message, carrier_id, post: Post) -> None:
    receive(post.answer(carrier_id, SOMATIKK))

    assert Receipt.objects.get().content is None
    assert states()[SOMATIKK] == State.COMPLETED


def test_a_receipt_may_come_before_the_transports_own_news(receive, message, carrier_id, post: Post) -> None:
    receive(post.answer(carrier_id, SOMATIKK))
    receive(post.state(carrier_id, SOMATIKK, "Acknowledged"))

    assert states()[SOMATIKK] == State.COMPLETED
    assert list(Transition.objects.filter(recipient__her=SOMATIKK).values_list("event", flat=True)) == [
        "handed-over", "apprec-1",
    ]  # fmt: skip


def test_an_id_that_was_never_stored_is_found_by_the_message_id(receive, message, post: Post) -> None:
    receive(post.answer("never stored", SOMATIKK, msg_id=message.msg_id))

    assert states()[SOMATIKK] == State.COMPLETED


def test_news_for_no_receiver_in_particular_is_for_all(receive, message, carrier_id, post: Post) -> None:
    receive(post.state(carrier_id, None, "Unconfirmed"))

    assert set(states().values()) == {State.PENDING_TRANSPORT}


# What is late


def test_what_cannot_be_delivered_becomes_a_task_that_a_receipt_closes(
    receive, message, carrier_id, post: Post
) -> None:
    receive(post.state(carrier_id, SOMATIKK, "Abandoned"))
    assert states()[SOMATIKK] == State.FAILED_TRANSPORT
    assert tasks() == ["not-delivered"]

    receive(post.answer(carrier_id, SOMATIKK))
    assert states()[SOMATIKK] == State.COMPLETED
    assert tasks() == []


def test_a_receipt_that_does_not_come_in_time_is_told_once(message: Message) -> None:
    DeliveryState.objects.update(warn_at=clock.now())
    now = clock.now() + dt.timedelta(seconds=1)

    assert watch.look(now) == 2  # both receivers
    with CaptureQueriesContext(connection) as queries:
        assert watch.look(now) == 0
    assert len(queries) == 2  # whoever has been told of is passed by in the database
    assert tasks() == ["late-receipt", "late-receipt"]


def test_after_96_hours_from_gen_date_a_stronger_task_is_made(message: Message) -> None:
    limit = message.gen_date + dt.timedelta(hours=96)

    watch.look(limit - dt.timedelta(seconds=1))
    assert "overdue" not in tasks()
    watch.look(limit)
    assert tasks().count("overdue") == 2


def test_a_late_positive_receipt_clears_what_was_said(receive, message, carrier_id, post: Post) -> None:
    watch.look(message.gen_date + dt.timedelta(days=30))
    receive(post.answer(carrier_id, SOMATIKK), post.answer(carrier_id, GP))

    assert tasks() == []
    assert set(states().values()) == {State.COMPLETED}
    assert {task.closed_by for task in Task.objects.all()} == {None}


def test_how_long_to_wait_is_set_per_type(kari: Actor, borghild: Patient, settings) -> None:
    soon = letter(
        sender=(FROGNER, SYKEPLEIE),
        receiver=(DIAKONHJEMMET, SOMATIKK),
        golden="plo-1.6/utskrivningsklar-ny.xml",
    )
    urgent = send_document(kari, soon)
    settings.HOME.warn_after["LOG_INNLAGT"] = 7
    try:
        chosen = send_document(kari, letter(sender=(FROGNER, SYKEPLEIE), receiver=(DIAKONHJEMMET, SOMATIKK)))
    finally:
        settings.HOME.warn_after.clear()

    for message, minutes in ((urgent, 15), (chosen, 7)):
        state = DeliveryState.objects.get(recipient__message=message)
        assert state.warn_at - message.registered_at == dt.timedelta(minutes=minutes)


def test_a_receipt_with_odd_signs_around_it_counts_by_its_document_when_it_is_tried_again(
    receive, operator: Actor, carrier_id: str, document: bytes, post: Post
) -> None:
    answer = post.answer(carrier_id, SOMATIKK, document=post.receipt(document, SOMATIKK))
    parked = receive(dataclasses.replace(answer, receiver_her=-1))
    assert (parked.work, parked.reason) == ("parked", "unstorable")

    try_again(operator, parked.tasks.get())
    filing.handle_next()

    assert DeliveryState.objects.get(recipient__her=SOMATIKK).state == State.COMPLETED
