"""Few queries per message, whatever the size of the record: they decide how many messages a node can move."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from node_carrier import Post
from node_home import DIAKONHJEMMET, FROGNER, SOMATIKK, SYKEPLEIE
from node_letters import letter, new_id
from samhandling.node.access.actor import Actor
from samhandling.node.correspondence.actions import send_document
from samhandling.node.delivery import filing, receiving, sending
from samhandling.node.delivery.models import ReadPosition
from samhandling.node.patients.models import Patient

pytestmark = pytest.mark.django_db
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SELECT pg_advisory_xact_lock")


class Counted(CaptureQueriesContext):
    """Counts queries; what only marks a transaction or waits for another is left out."""

    def __init__(self) -> None:
        super().__init__(connection)

    @property
    def said(self) -> list[str]:
        return [query["sql"] for query in self.captured_queries if not query["sql"].startswith(NOT_COUNTED)]


def counted(step, *arguments: object) -> list[str]:
    with Counted() as queries:
        step(*arguments)
    return queries.said


@pytest.fixture(params=[0, 30], ids=["empty record", "record of 30"])
def filled(request: pytest.FixtureRequest, receive, borghild: Patient) -> None:
    receive(*(letter() for _each in range(request.param)))


def test_receiving_and_filing(filled, post: Post, position: ReadPosition) -> None:
    arrival = post.arrival(letter())

    assert len(counted(receiving.commit_arrival, arrival, position)) <= 5
    said = counted(filing.handle_next)
    assert len(said) <= 24, "\n".join(said)  # eight of them fold the patient's stays


def test_a_batch_shares_its_claim(filled, post: Post, position: ReadPosition) -> None:
    for _each in range(10):
        receiving.commit_arrival(post.arrival(letter()), position)

    assert len(counted(filing.handle_batch, 20)) <= 3 + 10 * 21


def test_sending_a_receipt(filled, post: Post, receive) -> None:
    while sending.send_next(post):
        pass
    receive(letter())

    said = counted(sending.send_next, post)
    assert len(said) <= 17, "\n".join(said)


def test_a_message_out_and_its_receipt_in(filled, kari: Actor, post: Post, position: ReadPosition) -> None:
    while sending.send_next(post):
        pass
    document = letter(msg_id := new_id(), sender=(FROGNER, SYKEPLEIE), receiver=(DIAKONHJEMMET, SOMATIKK))

    assert len(said := counted(send_document, kari, document)) <= 21, "\n".join(said)
    assert len(said := counted(sending.send_next, post)) <= 10, "\n".join(said)
    carrier_id = post.taken[-1][0]
    state = post.state(carrier_id, SOMATIKK, "Acknowledged", msg_id)
    assert len(said := counted(receiving.commit_arrival, state, position)) <= 7, "\n".join(said)
    assert not filing.handle_next()
    answer = post.answer(carrier_id, SOMATIKK, document=post.receipt(document, SOMATIKK), msg_id=msg_id)
    assert len(said := counted(receiving.commit_arrival, answer, position)) <= 21, "\n".join(said)
    assert not filing.handle_next()
