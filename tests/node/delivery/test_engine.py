"""The engine's threads: they carry everything, survive what goes wrong, stop when told, show their pulse."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from node_carrier import Post
from node_home import DIAKONHJEMMET, FROGNER, SOMATIKK, SYKEPLEIE
from node_letters import letter
from samhandling.errors import CarrierUnavailable
from samhandling.node import clock
from samhandling.node.access.actor import WORKER
from samhandling.node.correspondence.actions import send_document
from samhandling.node.delivery import filing, receiving, wake
from samhandling.node.delivery.engine import Engine
from samhandling.node.delivery.health import health
from samhandling.node.delivery.heartbeat import Pulse
from samhandling.node.delivery.lookout import Lookout
from samhandling.node.delivery.models import DeliveryState, Heartbeat, Incoming, ReadPosition
from samhandling.node.journal.models import Message, Receipt
from samhandling.transport.carriers.contract import Event, Idle

PATIENCE = 20.0  # seconds; the machine may be busy
SLACK = 1.0  # seconds: the same


class Line(Post):
    """A carrier whose line stays open: events come while the engine listens."""

    def __init__(self) -> None:
        super().__init__()
        self.closed = threading.Event()
        self.breaks = 0

    def receive(self, after: int | None) -> Iterator[Event]:
        if self.breaks:
            self.breaks -= 1
            raise CarrierUnavailable("the line broke")
        passed = after or 0
        while not self.closed.wait(0.02):
            for event in [event for event in self.events if event.offset > passed]:
                passed = event.offset
                yield event
            yield Idle()

    def close(self) -> None:
        self.closed.set()


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def engine(transactional_db: None, line: Line) -> Iterator[Engine]:
    engine = Engine(line, threading.Event())
    thread = threading.Thread(target=engine.run)
    thread.start()
    yield engine
    engine.stop.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def until(what: Callable[[], object]) -> None:
    latest = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < latest, "it never came to that"
        time.sleep(0.02)


def to_hospital() -> bytes:
    return letter(sender=(FROGNER, SYKEPLEIE), receiver=(DIAKONHJEMMET, SOMATIKK))


def beats() -> dict[str, str]:
    return dict(Heartbeat.objects.values_list("loop", "problem"))


@pytest.mark.django_db(transaction=True)
def test_everything_is_carried_both_ways(engine: Engine, line: Line, frogner) -> None:
    line.events += [line.arrival(letter()) for _each in range(3)]
    message = send_document(WORKER, to_hospital())
    until(lambda: len(line.messages) == 1 and len(line.receipts) == 3)
    carrier_id = next(carrier_id for carrier_id, parcel in line.taken if parcel in line.messages)
    line.events.append(line.answer(carrier_id, SOMATIKK, msg_id=message.msg_id))
    until(lambda: DeliveryState.objects.filter(state="completed").exists())

    assert Message.objects.count() == 4
    until(lambda: Receipt.objects.filter(direction="out").count() == 3)
    until(lambda: beats() == dict.fromkeys(("receiver", "filer", "sender", "watch"), ""))
    assert health().well


@pytest.mark.django_db(transaction=True)
def test_what_another_process_has_made_is_handled_at_once_and_what_must_wait_when_it_is_due(
    engine: Engine, frogner
) -> None:
    until(lambda: len(beats()) == 4)
    time.sleep(1)  # all threads have found nothing and rest
    began = time.monotonic()
    found = _state(clock.true_now())
    late = _state(clock.true_now() + dt.timedelta(seconds=1))

    until(lambda: Incoming.objects.get(pk=found).attempts)
    assert time.monotonic() - began < 1 + SLACK
    until(lambda: Incoming.objects.get(pk=late).attempts)
    assert time.monotonic() - began < 3 + SLACK


@pytest.mark.django_db(transaction=True)
def test_looking_costs_next_to_nothing_while_nothing_happens(transactional_db) -> None:
    lookout = Lookout()
    lookout.look()
    with CaptureQueriesContext(connection) as queries:
        lookout.look()
    if connection.vendor == "sqlite":
        assert [query["sql"] for query in queries.captured_queries] == ["PRAGMA data_version"]
    wake.INCOMING.clear()
    thread = threading.Thread(target=_state_from_elsewhere)
    thread.start()
    thread.join()
    lookout.look()

    assert wake.INCOMING.is_set()


@pytest.mark.django_db(transaction=True)
def test_a_line_that_breaks_is_taken_up_again_where_it_broke(engine: Engine, line: Line, frogner) -> None:
    line.breaks = 2
    line.failures = [CarrierUnavailable("busy")]
    line.events.append(line.arrival(letter()))
    until(lambda: len(line.receipts) == 1)

    assert Incoming.objects.count() == 1
    assert ReadPosition.objects.get().offset == line.events[-1].offset


@pytest.mark.django_db(transaction=True)
def test_what_comes_first_is_only_stored_so_that_it_can_kill_no_reader_twice(
    engine: Engine, line: Line, frogner, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled, settle = [], receiving._is_settled_at_once
    monkeypatch.setattr(
        receiving, "_is_settled_at_once", lambda event, at: settled.append(event) or settle(event, at)
    )
    line.events += [line.state("unknown", SOMATIKK, "Acknowledged") for _each in range(2)]
    until(lambda: Incoming.objects.count() == 2)

    assert settled == line.events[1:]


@pytest.mark.django_db(transaction=True)
def test_a_fault_in_a_step_is_shown_and_the_loop_goes_on(
    engine: Engine, line: Line, frogner, monkeypatch
) -> None:
    monkeypatch.setattr(filing, "handle_batch", _fails)
    until(lambda: beats().get("filer") == "ZeroDivisionError")
    assert not health().well

    monkeypatch.undo()
    line.events.append(line.arrival(letter()))
    until(lambda: len(line.receipts) == 1)
    until(lambda: beats()["filer"] == "")


@pytest.mark.django_db(transaction=True)
def test_threads_leave_no_connection_open(transactional_db, line: Line) -> None:
    engine = Engine(line, threading.Event())
    thread = threading.Thread(target=engine.run)
    thread.start()
    until(lambda: len(beats()) == 4)
    engine.stop.set()
    thread.join(PATIENCE)

    assert not thread.is_alive()
    assert ReadPosition.objects.get().holder == ""  # another may read at once
    if connection.vendor == "postgresql":
        until(lambda: _connections() == 1)


@pytest.mark.django_db
def test_a_worker_that_has_stopped_shows_within_a_minute() -> None:
    assert not health().alive  # none has ever run
    for name in ("receiver", "filer", "sender", "watch"):
        Pulse(name).beat()
    assert health().alive

    Heartbeat.objects.filter(loop="sender").update(at=clock.true_now() - dt.timedelta(seconds=50))
    assert [loop.name for loop in health().loops if loop.silent] == ["sender"]
    assert "sender: STOPPED" in "\n".join(health().lines())


@pytest.mark.django_db
def test_signs_of_life_are_written_now_and_then_and_problems_at_once() -> None:
    pulse = Pulse("sender")
    pulse.beat()
    Heartbeat.objects.update(problem="seen")
    pulse.beat()
    assert beats() == {"sender": "seen"}

    pulse.beat("the carrier is away")
    assert beats() == {"sender": "the carrier is away"}


@pytest.mark.django_db(transaction=True)
def test_what_is_in_the_way_of_one_thread_is_not_hidden_by_another() -> None:
    pulse = Pulse("sender")
    pulse.beat("the carrier is away")
    other = threading.Thread(target=lambda: (pulse.beat(), connections.close_all()))
    other.start()
    other.join()
    assert beats() == {"sender": "the carrier is away"}

    pulse.beat()
    assert beats() == {"sender": ""}


@pytest.mark.django_db
def test_health_counts_what_waits_and_what_is_parked(post: Post, position: ReadPosition) -> None:
    receiving.commit_arrival(post.arrival(letter()), position)
    receiving.commit_arrival(post.arrival(b"hei"), position)
    Incoming.objects.filter(carrier_id__in=[post.arrival(b"x").carrier_id]).update(work="parked")

    told = health().as_dict()
    assert told["incoming"]["waiting"] == 2
    assert told["offset"] is not None
    assert told["alive"] is False


def _state(due: dt.datetime) -> int:
    """News that this process was not woken for, as when another process committed it."""
    return Incoming.objects.create(
        kind="state", carrier_id="c", detail={"state": "sent"}, received_at=clock.now(), next_at=due
    ).pk


def _state_from_elsewhere() -> None:
    _state(clock.true_now())
    connections.close_all()


def _fails(_limit: int) -> int:
    raise ZeroDivisionError


def _connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        return cursor.fetchone()[0]
