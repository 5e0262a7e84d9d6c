"""Claiming work: nobody does what another does, nobody waits for the dead, and the late write nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from samhandling.node import clock, statements
from samhandling.node.delivery import work
from samhandling.node.delivery.models import Incoming, Outgoing
from samhandling.node.delivery.pace import Pace, pace

pytestmark = pytest.mark.django_db


def piece(**columns: object) -> Incoming:
    defaults = {"kind": "state", "carrier_id": "c", "received_at": clock.now(), "next_at": clock.true_now()}
    return Incoming.objects.create(**(defaults | columns))


def claim(limit: int = 20) -> list[Incoming]:
    return work.claim(Incoming, limit)


def stored(one: Incoming) -> Incoming:
    return Incoming.objects.get(pk=one.pk)


def test_one_who_was_too_slow_writes_nothing() -> None:
    piece()
    [slow] = claim()
    Incoming.objects.update(next_at=clock.true_now())
    [fast] = claim()

    with pytest.raises(work.LostLease):
        work.finish(slow, outcome="slow")
    with pytest.raises(work.LostLease):
        work.park(slow, "slow", "")
    with pytest.raises(work.LostLease):
        work.retry(slow, dt.timedelta(), "")
    work.finish(fast, outcome="fast")

    assert stored(fast).outcome == "fast"


def test_what_is_done_cannot_be_done_again() -> None:
    piece()
    [one] = claim()
    work.finish(one)

    with pytest.raises(work.LostLease):
        work.finish(one)
    assert claim() == []


def test_what_is_claimed_is_nobody_elses_until_the_lease_runs_out() -> None:
    piece()

    assert len(claim()) == 1
    assert claim() == []


def test_what_is_not_due_is_left_alone() -> None:
    piece(next_at=clock.true_now() + dt.timedelta(minutes=1))

    assert claim() == []


def test_the_longest_waiting_comes_first_and_no_more_than_asked_for() -> None:
    now = clock.true_now()
    third, first, second = (piece(next_at=now - dt.timedelta(seconds=age)) for age in (1, 3, 2))

    assert claim(2) == [first, second]
    assert claim(2) == [third]


def test_what_has_failed_before_is_taken_alone() -> None:
    now = clock.true_now()
    suspect = piece(attempts=1, next_at=now - dt.timedelta(seconds=9))
    fresh = [piece(next_at=now - dt.timedelta(seconds=3)) for _each in range(2)]
    other = piece(attempts=1, next_at=now - dt.timedelta(seconds=1))

    assert claim() == [suspect]
    assert claim() == fresh
    assert claim() == [other]


def test_what_is_given_back_counts_as_never_tried() -> None:
    piece()
    work.let_go(claim())

    [again] = claim()
    assert again.attempts == 1


def test_a_batch_that_takes_too_long_gives_back_the_rest(settings) -> None:
    settings.HOME.work["lease"] = 0.0
    try:
        for _each in range(3):
            piece()
        taken = list(work.in_time(claim()))
        assert len(taken) == 1
        assert Incoming.objects.filter(work="ready", attempts=0).count() == 2
    finally:
        settings.HOME.work.clear()


def test_waits_double_up_to_a_limit_and_are_never_the_same() -> None:
    slow = Pace(first_wait=1, longest_wait=60)
    waits = [[slow.wait(attempts).total_seconds() for _each in range(50)] for attempts in (1, 2, 3, 9, 500)]

    assert [max(each) <= limit for each, limit in zip(waits, (1, 2, 4, 60, 60), strict=True)] == [True] * 5
    assert [min(each) >= limit / 2 for each, limit in zip(waits, (1, 2, 4, 60, 60), strict=True)] == [
        True
    ] * 5
    assert len(set(waits[0])) > 1


def test_the_home_sets_the_pace(settings) -> None:
    settings.HOME.work.update({"lease": 2.5, "no-such": 1})
    try:
        assert pace().lease == 2.5
        assert pace().batch == Pace().batch
    finally:
        settings.HOME.work.clear()


@pytest.mark.parametrize("model", [Incoming, Outgoing])
@pytest.mark.parametrize(("pick", "index"), [(work.parked, "parked"), (work.waiting, "due")])
def test_what_waits_is_found_without_reading_the_whole_record(pick, model, index: str) -> None:
    prefer_indexes()
    plan = pick(model.objects.all()).order_by("next_at", "pk").explain()

    assert f"{model.__name__.lower()}_{index}" in plan


@pytest.mark.parametrize("model", [Incoming, Outgoing])
def test_what_is_due_is_found_without_reading_the_whole_record(model) -> None:
    prefer_indexes()
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    due = f"SELECT 1 FROM {model._meta.db_table} {work._DUE} ORDER BY next_at, id LIMIT 1"  # noqa: S608  our own names
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {due}", [statements.moment(clock.true_now())])
        plan = repr(cursor.fetchall())

    assert f"{model.__name__.lower()}_due" in plan


def prefer_indexes() -> None:
    """With so few rows PostgreSQL would read them all, for good reasons."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
