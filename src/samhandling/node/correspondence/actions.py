"""Sending messages, and closing what has been seen to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from samhandling.errors import Conflict, InvalidMessage, NotAllowed
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import close_tasks, task_key
from samhandling.node.delivery import outbox
from samhandling.node.journal import contents, held
from samhandling.node.journal.actions import file_message
from samhandling.node.journal.models import Direction
from samhandling.node.own import own_addresses, own_hers
from samhandling.node.patients.realness import require_right_world
from samhandling.node.recordsystem.modes import require_sending
from samhandling.standards.reading import parsed_once
from samhandling.standards.verdict import verdict

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.journal.models import Message
    from samhandling.standards.facts import MessageFacts

SENT_BEFORE = "The message {msg_id} has been sent before; a new one needs a new MsgId"


@parsed_once()
def send_document(actor: Actor, document: bytes) -> Message:
    """Put a whole MsgHead document into the record and the outbox, in one transaction.

    It is held to the same rules as a receiver would hold it to, so that what we send is not refused for its
    form.

    Raises:
        InvalidMessage: a receiver would refuse it; `issues` says why.
        NotAllowed: the sender in it is not one of this node's own services, or not one of the actor's.
        WrongWorld: a real patient in a test system, or an invented one in production.
        Conflict: this MsgId has been sent before, or the sender is in lyttemodus.

    """
    facts = _sound(document)
    _require_ours(facts)
    require(actor, "send-message", service_hers={facts.sender.her})
    require_sending(facts.sender.her)
    require_right_world(number for _kind, number in (facts.patient.idents if facts.patient else ()))
    try:
        with transaction.atomic():
            return _send(actor, document, facts)
    except IntegrityError as fault:  # somebody clicked twice: the first is on its way
        if held.message(facts.sender.her, facts.msg_id) is None:
            raise
        raise Conflict(SENT_BEFORE.format(msg_id=facts.msg_id)) from fault


@transaction.atomic
def send_again(actor: Actor, message: Message) -> None:
    """Put a message that could not be delivered into the outbox once more, the same bytes.

    Raises NotAllowed; Conflict when no receiver lacks it.
    """
    require(actor, "send-message", service_hers={message.sender_her})
    require_sending(message.sender_her)
    if not message.outgoing.exists() or not outbox.put_again(message):  # a copy is not ours to send
        raise Conflict("The message is not among those that could not be delivered")
    keys = [task_key(Task.Kind.NOT_DELIVERED, recipient.pk) for recipient in message.recipients.all()]
    close_tasks(keys, actor.user)
    record(actor, acts.SEND_AGAIN, patient=message.entry.patient, message=message)


@transaction.atomic
def close_task(actor: Actor, task: Task, solution: str) -> None:
    """Say that a person has seen to it, and in their words what was done.

    Raises NotAllowed; Conflict when it is closed already, or when a message would be left with nobody:
    whom it is about must be settled.
    """
    require(actor, "settle-task", service_hers={task.service.her} if task.service else set())
    if task.kind == Task.Kind.UNKNOWN_PATIENT:
        raise Conflict("Whose message it is must be settled")
    if not close_tasks([task.key], actor.user, solution):
        raise Conflict("This task is closed already")
    record(actor, acts.CLOSE_TASK, message=task.message, detail={"kind": task.kind, "solution": solution})


def _send(actor: Actor, document: bytes, facts: MessageFacts) -> Message:
    if held.message(facts.sender.her, facts.msg_id):
        raise Conflict(SENT_BEFORE.format(msg_id=facts.msg_id))
    content = contents.keep(document)
    filed = file_message(facts, content.pk, document, direction=Direction.OUT, own_hers=own_hers())
    outbox.put_message(filed.message, filed.recipients)
    record(actor, acts.SEND_MESSAGE, patient=filed.entry.patient, message=filed.message)
    return filed.message


def _sound(document: bytes) -> MessageFacts:
    """The facts of a document that a receiver would accept."""
    judged = verdict(document, None)
    if judged.outcome != "accept" or judged.facts is None:
        raise InvalidMessage(judged.issues)
    if not any(recipient.party.her for recipient in judged.facts.receivers):
        raise InvalidMessage(judged.issues)
    return judged.facts


def _require_ours(facts: MessageFacts) -> None:
    if not own_addresses().knows(facts.sender) and facts.sender.her != settings.HOME.her:
        raise NotAllowed(f"The sender (HER-id {facts.sender.her}) is not one of this node's own services")
