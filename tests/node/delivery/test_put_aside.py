"""What was put aside can be tried again, and a receipt that came as a message is not lost."""

from __future__ import annotations

import dataclasses

import pytest

from node_carrier import Post
from node_home import DIAKONHJEMMET, FROGNER, SOMATIKK, SYKEPLEIE
from node_letters import letter
from samhandling.errors import Conflict, NotAllowed
from samhandling.node.access.actor import Actor
from samhandling.node.correspondence.actions import send_document
from samhandling.node.correspondence.models import Task
from samhandling.node.delivery import filing, messages, sending
from samhandling.node.delivery.actions import try_again
from samhandling.node.delivery.models import DeliveryState, Incoming
from samhandling.node.journal.models import Message, Receipt

pytestmark = pytest.mark.django_db


def _fails(*_arguments: object, **_named: object) -> None:
    raise ZeroDivisionError


def test_what_our_own_fault_stopped_goes_on_when_it_is_mended(
    receive, borghild, operator: Actor, kari: Actor, monkeypatch
) -> None:
    monkeypatch.setattr(messages, "file_message", _fails)
    receive(letter())
    task = Task.objects.get()
    with pytest.raises(NotAllowed):
        try_again(kari, task)
    try_again(operator, task)
    filing.handle_next()
    task.refresh_from_db()
    assert task.closed_at is None  # it failed again

    monkeypatch.undo()
    try_again(operator, task)
    filing.handle_next()

    assert Message.objects.count() == 1
    assert Incoming.objects.get().outcome == "accepted"
    assert not Task.objects.filter(closed_at=None).exists()


def test_what_has_no_bytes_cannot_be_tried_again(receive, operator: Actor, post: Post) -> None:
    receive(dataclasses.replace(post.arrival(letter()), document=b"", problem="404"))

    with pytest.raises(Conflict):
        try_again(operator, Task.objects.get())


def test_a_receipt_that_came_as_a_message_counts(receive, borghild, kari: Actor, post: Post) -> None:
    document = letter(sender=(FROGNER, SYKEPLEIE), receiver=(DIAKONHJEMMET, SOMATIKK))
    send_document(kari, document)
    sending.send_next(post)

    receive(post.receipt(document, SOMATIKK))

    assert DeliveryState.objects.get().state == "completed"
    assert Receipt.objects.get().content is not None
    assert list(Incoming.objects.order_by("pk").values_list("kind", "outcome")) == [
        ("message", "ignored:receipt"), ("receipt", "settled"),
    ]  # fmt: skip
