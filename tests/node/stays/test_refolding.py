"""Everybody is folded anew after a change of rules, by the engine, while others work."""

import datetime as dt

import pytest
from django.urls import reverse

from hospital_letters import at
from samhandling.node.access.actor import WORKER
from samhandling.node.delivery.lookout import Lookout
from samhandling.node.settlement.actions.rules import set_rule
from samhandling.node.stays import refolding
from samhandling.node.stays.models import Refolding, Stay

pytestmark = pytest.mark.django_db
SINCE = {"valid_from": dt.date(2026, 1, 1), "valid_to": None}
SOURCE = {"source": "Avtalen, prøve", "source_date": dt.date(2025, 12, 15)}


@pytest.fixture
def waiting(course, arrives):
    arrives(course.warning(at(2, 12), dt.date(2026, 3, 6)), course.ready(at(6)))


def test_while_nobody_asks_nothing_is_done():
    assert refolding.go_on() == 0
    assert refolding.progress() is None


def test_a_price_moves_no_deadline(waiting):
    set_rule(WORKER, "price", 6000, **SINCE, **SOURCE)
    assert refolding.progress() is None


def test_setting_a_deadline_leaves_the_folding_to_the_engine(waiting):
    set_rule(WORKER, "reply_deadline_hours", 3, **SINCE, **SOURCE)
    assert Stay.objects.get().next_due is None
    assert refolding.progress() == (0, 1)
    Lookout().look()
    assert Stay.objects.get().next_due is not None
    assert refolding.progress() is None


def test_a_newer_one_takes_over(waiting):
    for hours in (3, 4):
        set_rule(WORKER, "reply_deadline_hours", hours, **SINCE, **SOURCE)
    assert Refolding.objects.filter(finished_at=None).count() == 1
    assert refolding.go_on() == 1
    row = Stay.objects.get()
    assert row.next_due - row.notified_at == dt.timedelta(hours=4)


def test_the_page_of_rules_tells_how_far_it_has_come(waiting, nora, client):
    client.force_login(nora.user, backend="django.contrib.auth.backends.ModelBackend")
    set_rule(WORKER, "reply_deadline_hours", 3, **SINCE, **SOURCE)
    assert "0 av 1 pasienter er gjort" in client.get(reverse("rules")).content.decode()
    news = reverse("rules-progress")
    assert client.get(f"{news}?since=0").status_code == 204
    refolding.go_on()
    assert "regnet på nytt for alle" in client.get(f"{news}?since=0").content.decode()
    assert "regnes på nytt" not in client.get(reverse("rules")).content.decode()
