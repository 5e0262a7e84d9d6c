"""Several workers at once, on either database: each piece is done once, and no thread misses the other's."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connections

from node_carrier import Post
from node_letters import letter, new_id
from samhandling.node import clock
from samhandling.node.delivery import filing, receiving, work
from samhandling.node.delivery.models import Incoming, Outgoing
from samhandling.node.journal.models import Entry, Message

pytestmark = pytest.mark.django_db(transaction=True)
WORKERS = 4


def all_at_once(step: Callable[[int], None]) -> None:
    """Run a step in several threads that begin together; let no thread's fault pass unseen."""
    begin, faults = threading.Barrier(WORKERS), []

    def work_on(number: int) -> None:
        try:
            begin.wait(20)
            step(number)
        except Exception as fault:  # noqa: BLE001  it belongs to the test's own thread
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work_on, args=(number,)) for number in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []


def arrive(*documents: bytes) -> None:
    post, position = Post(), receiving.take_position("test")
    for document in documents:
        receiving.commit_arrival(post.arrival(document), position)


def handle_all(_number: int) -> None:
    while Incoming.objects.filter(work__in=("ready", "leased")).exists():
        Incoming.objects.filter(work="ready").update(next_at=clock.true_now())
        filing.handle_batch(3)


def test_each_piece_is_claimed_by_one(frogner) -> None:
    arrive(*(letter() for _each in range(20)))
    claimed = Counter[int]()

    def claim(_number: int) -> None:
        while pieces := work.claim(Incoming, 2):
            claimed.update(piece.pk for piece in pieces)

    all_at_once(claim)

    assert len(claimed) == 20
    assert set(claimed.values()) == {1}


def test_the_same_message_from_two_sides_is_filed_and_answered_once(frogner) -> None:
    documents = [letter() for _each in range(5)]
    arrive(*(document for document in documents for _each in range(WORKERS)))

    all_at_once(handle_all)

    assert Message.objects.count() == Outgoing.objects.count() == 5
    outcomes = Counter(Incoming.objects.values_list("outcome", flat=True))
    assert outcomes == {"accepted": 5, "ignored:duplicate": 15}


def test_a_message_and_its_cancellation_find_each_other(frogner) -> None:
    pairs = []
    for _each in range(8):
        first = new_id()
        later = "2026-11-21T11:00:00+01:00"
        pairs += [letter(first), letter(status="C", refers_to=(first, first), gen_date=later)]
    arrive(*pairs)

    all_at_once(handle_all)

    standings = Counter(Entry.objects.values_list("standing", "linked"))
    assert standings == {("cancelled", True): 8, ("current", True): 8}
