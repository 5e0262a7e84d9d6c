"""The seals on the audit log: what is changed, removed or slipped in afterwards shows."""

from __future__ import annotations

import pytest
from django.db import connection

from samhandling.node.access import acts
from samhandling.node.access.actor import WORKER
from samhandling.node.access.audit import record
from samhandling.node.access.models import AuditEntry, AuditSeal
from samhandling.node.access.sealing import REST, Sealer, breaches, seal
from samhandling.node.check import problems
from samhandling.node.guards import take_down_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed() -> list[int]:
    """Two seals of three rows each. The database's own guards are down, as for one who owns it."""
    for _seal in range(2):
        for _row in range(3):
            record(WORKER, acts.LOG_IN, detail={"n": 1})
        seal(last())
    take_down_all()
    return list(AuditEntry.objects.order_by("pk").values_list("pk", flat=True))


def last() -> int:
    return AuditEntry.objects.latest("pk").pk


def run(sql: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE access_auditentry SET actor_name = 'en annen' WHERE id = %s",
        "DELETE FROM access_auditentry WHERE id = %s",
        "DELETE FROM access_auditentry WHERE id > %s",
    ],
)
def test_a_row_that_was_changed_or_removed_shows(sealed: list[int], harm: str) -> None:
    assert list(breaches()) == []
    run(harm, sealed[-2])

    [told] = breaches()
    assert f"–{sealed[-1]} are not those sealed" in told
    assert told in list(problems())


def test_a_row_that_was_moved_shows(sealed: list[int]) -> None:
    run("UPDATE access_auditentry SET id = %s WHERE id = %s", sealed[-1] + 10, sealed[0])

    assert len(list(breaches())) == 1


def test_what_was_harmed_before_one_seal_leaves_the_next_one_whole(sealed: list[int]) -> None:
    run("DELETE FROM access_auditentry WHERE id = %s", sealed[0])

    assert len(list(breaches())) == 1


def test_a_chain_made_anew_is_another_chain(sealed: list[int]) -> None:
    old = AuditSeal.objects.latest("last").sha256
    run("DELETE FROM access_auditseal WHERE before_id IS NOT NULL")
    run("DELETE FROM access_auditseal")
    run("DELETE FROM access_auditentry WHERE id = %s", sealed[0])
    made = seal(sealed[-1])

    assert list(breaches()) == []
    assert made.sha256 != old  # the worker's log has the old one


def test_nothing_new_is_not_sealed(sealed: list[int]) -> None:
    assert seal(sealed[-1]) is None


def test_two_who_seal_at_once_make_one_chain(sealed: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    record(WORKER, acts.LOG_IN)
    ends = AuditSeal.objects.order_by("last")
    monkeypatch.setattr("samhandling.node.access.sealing._newest", lambda: ends[0])

    assert seal(last()) is None
    assert AuditSeal.objects.count() == 2


def test_a_row_rests_before_it_is_sealed() -> None:
    now = [1000.0]
    sealer = Sealer(lambda: now[0])
    record(WORKER, acts.LOG_IN)

    assert sealer.look() is None
    now[0] += REST / 2
    assert sealer.look() is None
    now[0] += REST
    assert sealer.look().count == 1
