"""Sending: what may leave the house, and in whose name; and closing what has been seen to."""

from __future__ import annotations

import dataclasses

import pytest

from node_home import DIAKONHJEMMET, FROGNER, PSYKISK, SOMATIKK, SYKEPLEIE
from node_letters import letter, new_id
from samhandling.errors import Conflict, InvalidMessage, NotAllowed
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.correspondence import actions
from samhandling.node.correspondence.actions import close_task, send_document
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import close_tasks, open_task
from samhandling.node.delivery.models import DeliveryState, Outgoing
from samhandling.node.journal.models import Content, Entry, Message
from samhandling.node.patients.models import Patient
from samhandling.node.patients.realness import WrongWorld

pytestmark = pytest.mark.django_db


def ours(msg_id: str | None = None, **told: object) -> bytes:
    addresses = {"sender": (FROGNER, SYKEPLEIE), "receiver": (DIAKONHJEMMET, SOMATIKK)}
    return letter(msg_id, **(addresses | told))


# What does not leave the house


@pytest.mark.parametrize("document", [b"", b"hei", b"<x/>", letter("no-uuid")[:900]])
def test_what_is_no_message(kari: Actor, document: bytes) -> None:
    with pytest.raises(InvalidMessage):
        send_document(kari, document)


def test_what_a_receiver_would_refuse(kari: Actor) -> None:
    with pytest.raises(InvalidMessage) as refused:
        send_document(kari, ours("no-uuid"))

    assert "E10" in {issue.apprec_code for issue in refused.value.issues}
    assert not Message.objects.exists()
    assert not Content.objects.exists()


@pytest.mark.parametrize("sender", [(DIAKONHJEMMET, SOMATIKK), (FROGNER, 8900299)])
def test_what_is_in_somebody_elses_name(kari: Actor, sender: tuple[int, int]) -> None:
    with pytest.raises(NotAllowed, match=str(sender[1])):
        send_document(kari, ours(sender=sender))


def test_what_is_in_another_services_name_than_the_persons_own(kari: Actor) -> None:
    with pytest.raises(NotAllowed):
        send_document(kari, ours(sender=(FROGNER, PSYKISK)))
    assert send_document(WORKER, ours(sender=(FROGNER, PSYKISK)))


def test_a_real_person_from_a_test_system(kari: Actor) -> None:
    with pytest.raises(WrongWorld):
        send_document(kari, ours(patient={"FNR": "01015000232"}, born="1950-01-01"))
    assert not Content.objects.exists()


def test_an_invented_person_from_production(kari: Actor, settings) -> None:
    settings.HOME = dataclasses.replace(settings.HOME, environment="production")
    with pytest.raises(WrongWorld):
        send_document(kari, ours())


def test_the_same_message_id_twice(kari: Actor) -> None:
    msg_id = new_id()
    send_document(kari, ours(msg_id))

    with pytest.raises(Conflict, match=msg_id):
        send_document(kari, ours(msg_id))
    assert Outgoing.objects.count() == 1


# What does


def test_two_clicks_at_once_send_one_message(kari: Actor, monkeypatch) -> None:
    document = ours(msg_id := new_id())
    send_document(kari, document)
    held = actions.held.message
    asked: list[str] = []

    def not_yet(her: int, asked_for: str) -> Message | None:
        asked.append(asked_for)
        return None if len(asked) == 1 else held(her, asked_for)  # the other click had not committed

    monkeypatch.setattr(actions.held, "message", not_yet)
    with pytest.raises(Conflict, match=msg_id):
        send_document(kari, document)

    assert Message.objects.count() == 1


def test_one_transaction_holds_record_state_outbox_and_audit(kari: Actor, borghild: Patient) -> None:
    document = ours(copies=((8900300, 8900302),))
    message = send_document(kari, document)

    assert bytes(message.content.raw) == document
    assert (message.direction, message.sender_her) == ("out", SYKEPLEIE)
    assert Entry.objects.get().patient == borghild
    assert list(DeliveryState.objects.values_list("recipient__her", "state")) == [
        (SOMATIKK, "new"), (8900302, "new"),
    ]  # fmt: skip
    assert (Outgoing.objects.get().work, Outgoing.objects.get().kind) == ("ready", "message")
    line = AuditEntry.objects.get(act="send-message")
    assert (line.actor, line.patient, line.message) == (kari.user, borghild, message)


# Tasks


@pytest.fixture
def task(kari: Actor, borghild: Patient) -> Task:
    message = send_document(kari, ours())
    open_task("late-receipt", 7, message=message)
    return Task.objects.get()


def test_a_task_is_closed_once_by_whoever_may(task: Task, kari: Actor) -> None:
    with pytest.raises(NotAllowed):
        close_task(dataclasses.replace(kari, role="loggkontrollor"), task, "Ringte")
    close_task(kari, task, "Ringte")
    with pytest.raises(Conflict):
        close_task(kari, task, "Ringte igjen")

    task.refresh_from_db()
    assert (task.closed_by, task.service.her, task.solution) == (kari.user, SYKEPLEIE, "Ringte")
    [line] = AuditEntry.objects.filter(act="close-task", message=task.message)
    assert line.detail == {"kind": "late-receipt", "solution": "Ringte"}


def test_one_cause_has_one_task_that_opens_again_when_it_comes_back() -> None:
    for _each in range(2):
        open_task("parked", 7, explanation="first")
    assert Task.objects.get().explanation == "first"

    close_tasks(["parked:7"])
    open_task("parked", 7, explanation="second")
    assert (Task.objects.get().closed_at, Task.objects.get().explanation) == (None, "second")
