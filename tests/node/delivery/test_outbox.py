"""What goes out: handed over once the commit stands, tried again, given up by name, never lost."""

from __future__ import annotations

import datetime as dt

import pytest

from node_carrier import Post
from node_home import DIAKONHJEMMET, FROGNER, SAKSBEHANDLING, SOMATIKK, SYKEPLEIE
from node_letters import letter, new_id
from samhandling.errors import CarrierRefused, CarrierUnavailable, Conflict
from samhandling.node import clock
from samhandling.node.access.actor import Actor
from samhandling.node.correspondence.actions import send_again, send_document
from samhandling.node.correspondence.models import Task
from samhandling.node.delivery import filing, receiving, sending
from samhandling.node.delivery.models import DeliveryState, Outgoing, ReadPosition, Transition
from samhandling.node.delivery.states import State
from samhandling.node.journal.models import Content, Message, Receipt
from samhandling.node.patients.models import Patient
from samhandling.standards.receipt import receipt_facts

pytestmark = pytest.mark.django_db
TO_HOSPITAL = {"sender": (FROGNER, SYKEPLEIE), "receiver": (DIAKONHJEMMET, SOMATIKK)}


@pytest.fixture
def message(kari: Actor, borghild: Patient) -> Message:
    return send_document(kari, letter(**TO_HOSPITAL))


def state() -> str:
    return DeliveryState.objects.get().state


def tasks() -> list[str]:
    return list(Task.objects.filter(closed_at=None).order_by("pk").values_list("kind", flat=True))


def due_now() -> None:
    Outgoing.objects.filter(work="ready").update(next_at=clock.true_now())


# When the carrier fails


def test_a_carrier_that_is_away_is_tried_again(message: Message, post: Post) -> None:
    post.failures = [CarrierUnavailable("the line is down")]

    with pytest.raises(CarrierUnavailable):
        sending.send_next(post)

    waiting = Outgoing.objects.get()
    assert (waiting.work, waiting.attempts, waiting.explanation) == ("ready", 1, "the line is down")
    assert waiting.next_at > clock.true_now()
    assert state() == State.NEW
    assert not sending.send_next(post)

    due_now()
    assert sending.send_next(post)
    assert state() == State.SENT


def test_a_carrier_that_asks_for_patience_gets_it(message: Message, post: Post) -> None:
    post.failures = [CarrierUnavailable("busy", retry_after=45)]

    with pytest.raises(CarrierUnavailable):
        sending.send_next(post)

    assert Outgoing.objects.get().next_at > clock.true_now() + dt.timedelta(seconds=40)


def test_the_others_in_a_batch_are_given_back_when_the_line_breaks(kari: Actor, post: Post) -> None:
    for _each in range(3):
        send_document(kari, letter(**TO_HOSPITAL))
    post.failures = [CarrierUnavailable("the line is down")]

    with pytest.raises(CarrierUnavailable):
        sending.send_batch(post, 20)

    assert sorted(Outgoing.objects.values_list("work", "attempts")) == [
        ("ready", 0),
        ("ready", 0),
        ("ready", 1),
    ]


def test_what_the_carrier_refuses_ends_in_a_named_state_and_a_task(message: Message, post: Post) -> None:
    post.failures = [CarrierRefused("unknown receiver")]

    assert sending.send_next(post)

    assert (Outgoing.objects.get().work, Outgoing.objects.get().reason) == ("parked", "refused")
    assert state() == State.FAILED_SEND
    task = Task.objects.get()
    assert (task.kind, task.message, task.service.her) == ("not-delivered", message, SYKEPLEIE)
    assert "unknown receiver" in task.explanation
    assert not sending.send_next(post)


def test_after_three_days_without_a_carrier_we_give_up_and_tell(message: Message, post: Post) -> None:
    Outgoing.objects.update(created_at=clock.now() - dt.timedelta(hours=72))
    post.failures = [CarrierUnavailable("the line is down")]

    with pytest.raises(CarrierUnavailable):
        sending.send_next(post)

    assert Outgoing.objects.get().reason == "gave-up"
    assert state() == State.FAILED_SEND
    assert tasks() == ["not-delivered"]


def test_a_fault_of_our_own_does_not_stop_the_next(kari: Actor, post: Post) -> None:
    for _each in range(2):
        send_document(kari, letter(**TO_HOSPITAL))
    post.failures = [ZeroDivisionError()]

    assert sending.send_batch(post, 20) == 2

    assert len(post.messages) == 1
    assert sorted(Outgoing.objects.values_list("work", flat=True)) == ["done", "ready"]


def test_an_answer_lost_on_its_way_gives_a_second_copy_and_one_state(
    message: Message, post: Post, position: ReadPosition
) -> None:
    """We stop between the carrier's answer and our commit: the first id is never stored."""
    post.after_taking = [CarrierUnavailable("the answer was lost")]
    with pytest.raises(CarrierUnavailable):
        sending.send_next(post)
    due_now()
    sending.send_next(post)
    first, second = (carrier_id for carrier_id, _parcel in post.taken)

    receiving.commit_arrival(post.state(first, SOMATIKK, "Acknowledged", message.msg_id), position)
    receiving.commit_arrival(post.state(second, SOMATIKK, "Abandoned", message.msg_id), position)
    receiving.commit_arrival(post.answer(first, SOMATIKK, msg_id=message.msg_id), position)
    while filing.handle_next():
        pass

    assert Outgoing.objects.get().carrier_id == second
    assert state() == State.COMPLETED
    assert tasks() == []


@pytest.mark.parametrize("how", ["wrong bytes", "nothing"])
def test_a_receipt_that_was_given_counts_though_its_document_cannot_be_read(
    frogner, post: Post, position: ReadPosition, how: str
) -> None:
    receiving.commit_arrival(post.arrival(letter()), position)
    filing.handle_next()
    post.receipt = lambda *_told: b"<AppRec><cut" if how == "wrong bytes" else b""

    sending.send_next(post)

    receipt = Receipt.objects.get()
    assert (Outgoing.objects.get().work, receipt.status) == ("done", "1")
    assert receipt.receipt_id == Outgoing.objects.get().carrier_id
    assert "receipt-not-sent" not in tasks()


def test_news_that_it_was_delivered_after_all_ends_the_alarm(
    message: Message, post: Post, position: ReadPosition
) -> None:
    sending.send_next(post)
    [(carrier_id, _parcel)] = post.taken
    receiving.commit_arrival(post.state(carrier_id, SOMATIKK, "Abandoned", message.msg_id), position)
    filing.handle_next()
    assert tasks() == ["not-delivered"]

    receiving.commit_arrival(post.state(carrier_id, SOMATIKK, "Acknowledged", message.msg_id), position)
    filing.handle_next()

    assert (state(), tasks()) == (State.PENDING_APPREC, [])


def test_a_person_can_have_it_sent_again(message: Message, post: Post, kari: Actor) -> None:
    with pytest.raises(Conflict):
        send_again(kari, message)
    post.failures = [CarrierRefused("unknown receiver")]
    sending.send_next(post)

    send_again(kari, message)
    assert tasks() == []
    assert sending.send_next(post)

    assert state() == State.SENT
    assert post.messages[0].document == bytes(message.content.raw)


# When all is well


def test_a_parcel_holds_the_bytes_as_stored_and_repeats_the_addresses(kari: Actor, post: Post) -> None:
    document = letter(msg_id := new_id(), copies=((8900300, 8900302),), **TO_HOSPITAL)
    message = send_document(kari, document)

    sending.send_next(post)

    [parcel] = post.messages
    assert parcel.document == document == bytes(message.content.raw)
    assert (parcel.msg_id, parcel.type_code, parcel.sender_her) == (msg_id, "LOG_INNLAGT", SYKEPLEIE)
    assert parcel.receiver_hers == (SOMATIKK, 8900302)
    assert list(DeliveryState.objects.values_list("state", flat=True)) == [State.SENT, State.SENT]
    assert Outgoing.objects.get().carrier_id == post.taken[0][0]


def test_news_may_come_before_our_own_commit(message: Message, post: Post, position: ReadPosition) -> None:
    """The carrier is quick: it tells of an id that we have not stored yet."""
    receiving.commit_arrival(post.state("early", SOMATIKK, "Acknowledged"), position)
    assert filing.handle_next()
    receiving.commit_arrival(post.state("early", SOMATIKK, "Acknowledged", message.msg_id), position)
    assert not filing.handle_next()  # the MsgId is known: it is settled as it comes

    sending.send_next(post)

    assert state() == State.PENDING_APPREC
    assert list(Transition.objects.values_list("event", flat=True)) == ["Acknowledged"]


def test_our_receipt_is_kept_as_the_carrier_wrote_it(frogner, post: Post, position: ReadPosition) -> None:
    receiving.commit_arrival(post.arrival(letter()), position)
    filing.handle_next()

    assert sending.send_next(post)

    receipt = Receipt.objects.get()
    assert (receipt.direction, receipt.final, receipt.status, receipt.errors) == ("out", True, "1", [])
    assert bytes(receipt.content.raw) == post.documents[Outgoing.objects.get().carrier_id]
    assert receipt_facts(bytes(receipt.content.raw)).receipt_id == receipt.receipt_id


def test_a_carrier_without_documents_leaves_the_receipts_status(
    frogner, post: Post, position: ReadPosition
) -> None:
    receiving.commit_arrival(post.arrival(letter("no-uuid")), position)
    filing.handle_next()
    post.documents.clear()

    sending.send_next(post)

    receipt = Receipt.objects.get()
    assert (receipt.status, receipt.errors[0]["code"], receipt.content) == ("2", "E10", None)


def test_a_receipt_that_cannot_be_sent_becomes_a_task(frogner, post: Post, position: ReadPosition) -> None:
    receiving.commit_arrival(post.arrival(letter()), position)
    filing.handle_next()
    post.failures = [CarrierRefused("not your message")]

    sending.send_next(post)

    assert tasks() == ["unknown-patient", "receipt-not-sent"]
    assert not Receipt.objects.exists()


def test_a_message_between_two_of_our_own_services_is_held_once_and_answered(
    kari: Actor, post: Post, position: ReadPosition
) -> None:
    document = letter(sender=(FROGNER, SYKEPLEIE), receiver=(FROGNER, SAKSBEHANDLING))
    message = send_document(kari, document)
    sending.send_next(post)
    carrier_id = post.taken[0][0]

    for _each in range(2):  # it comes back to us, and once more
        receiving.commit_arrival(post.arrival(document, SAKSBEHANDLING, carrier_id), position)
        receiving.commit_arrival(post.arrival(document, SAKSBEHANDLING, new_id()), position)
    while filing.handle_next() or sending.send_next(post):
        pass
    given = Receipt.objects.get(direction="out")
    answer = post.answer(carrier_id, SAKSBEHANDLING, document=bytes(given.content.raw), msg_id=message.msg_id)
    receiving.commit_arrival(answer, position)
    filing.handle_next()

    assert Message.objects.count() == 1
    assert len(post.receipts) == 1
    assert state() == State.COMPLETED
    assert list(Receipt.objects.order_by("pk").values_list("direction", "final")) == [
        ("out", True),
        ("in", True),
    ]
    assert Content.objects.count() == 2
