"""What the ward does: declares ready, takes it back, lets go; each act with its message."""

from __future__ import annotations

import datetime as dt
from itertools import count

import pytest

from hospital_letters import Course, at
from samhandling.errors import Conflict, NotAllowed
from samhandling.node import clock
from samhandling.node.journal.models import Message
from samhandling.node.patients.models import LocalAct
from samhandling.node.stays import actions, parties, registering
from samhandling.node.stays.models import Stay
from samhandling.node.stays.queries import stay_of
from samhandling.node.stays.rows import is_sent
from samhandling.stay.reading import read

pytestmark = pytest.mark.django_db
POINTS = tuple(
    (point, "2026-03-06", "Henrik Sol")
    for point in (
        "problem-ved-innleggelse",
        "ovrige-problemer",
        "uavklarte-redegjort",
        "diagnose-og-plan",
        "funksjonsniva",
    )
)


@pytest.fixture
def course(at_the_hospital, register):
    found = Course()
    found.registered = register(found.patient)
    return found


@pytest.fixture(autouse=True)
def _a_minute_between_acts(monkeypatch):
    """Messages tell time to the second; people take longer."""
    minutes = count()
    monkeypatch.setattr(clock, "_shift", lambda: dt.timedelta(minutes=next(minutes)))


@pytest.fixture
def admitted(course, ingrid):
    """She is admitted by an act here; the home nursing is told."""
    admission = registering.Admission(
        course.admitted, "Sengepost 2", "12", phv_tsb=False, receiver=parties.party(8900202)
    )
    registering.admit(ingrid, course.registered, admission)


@pytest.fixture
def account(admitted, reader):
    return lambda actor: stay_of(reader(actor), Stay.objects.get().pk)


def ready(henrik):
    return actions.Assessment(POINTS, henrik.user, dt.date(2026, 3, 6), parties.party(8900201))


def last_event():
    return read(bytes(Message.objects.latest("pk").content.raw))


def test_an_admission_with_services_tells_the_home_nursing(admitted):
    event, row = last_event(), Stay.objects.get()
    assert (event.type_code, event.moment(("1",)).day) == ("LOG_INNLAGT", dt.date(2026, 3, 2))
    assert (row.ward, row.bed, row.phase, Stay.objects.count()) == ("Sengepost 2", "12", "admitted", 1)


def test_an_admission_without_services_tells_nobody(course, ingrid):
    registering.admit(
        ingrid, course.registered, registering.Admission(course.admitted, "Post", "", False, None)
    )
    assert not Message.objects.exists()
    assert Stay.objects.get().phase == "admitted"


def test_the_notice_carries_who_decided_and_both_dates(account, ingrid, henrik):
    actions.declare_ready(ingrid, account(ingrid), ready(henrik))
    event, row = last_event(), Stay.objects.get()
    assert event.type_code == "LOG_UTSKRIVNINGSKLAR"
    assert (event.moment(("1",)).day, event.moment(("3",)).day) == (dt.date(2026, 3, 2), dt.date(2026, 3, 6))
    assert (event.content.decided_by.name, event.content.decided_by.hpr) == ("Henrik Sol", "1000055")
    assert (row.phase, row.ready_on) == ("ready", dt.date(2026, 3, 6))


def test_a_notice_that_waits_for_its_receipt_is_not_asked_for_again(account, ingrid, henrik, client):
    actions.declare_ready(ingrid, account(ingrid), ready(henrik))
    assert is_sent(account(ingrid).stay, "ready-notice")
    client.force_login(ingrid.user, backend="django.contrib.auth.backends.ModelBackend")
    assert "Sendt; venter på kvittering" in client.get(f"/opphold/{Stay.objects.get().pk}/").content.decode()
    Stay.objects.update(next_rule="ready-notice", next_sent=True)
    assert "sendt, venter på kvittering" in client.get("/tavle/").content.decode()


def test_nobody_is_declared_ready_twice(account, ingrid, henrik):
    actions.declare_ready(ingrid, account(ingrid), ready(henrik))
    with pytest.raises(Conflict):
        actions.declare_ready(ingrid, account(ingrid), ready(henrik))
    assert LocalAct.objects.filter(kind="readiness-assessed").count() == 1


def test_home_care_cannot_declare_anybody_ready(account, henrik, employ_as):
    with pytest.raises(NotAllowed):
        actions.declare_ready(employ_as("hjemmetjeneste"), account(henrik), ready(henrik))


def test_worse_is_an_avmelding_and_a_mistake_is_a_cancellation(account, ingrid, henrik):
    actions.declare_ready(ingrid, account(ingrid), ready(henrik))
    notice = last_event().msg_id
    actions.withdraw(ingrid, account(ingrid), "Feber")
    event = last_event()
    assert (event.type_code, event.parent_id) == ("LOG_AVMELDING", notice)
    assert Stay.objects.get().phase == "admitted"
    actions.declare_ready(ingrid, account(ingrid), ready(henrik))
    second = last_event().msg_id
    actions.cancel_notice(ingrid, account(ingrid))
    event = last_event()
    assert (event.type_code, event.status, event.parent_id) == ("LOG_UTSKRIVNINGSKLAR", "C", second)
    states = [period.state.value for period in account(ingrid).stay.periods]
    assert sorted(states) == ["cancelled", "withdrawn"]


def test_leaving_sends_where_to_and_how(account, ingrid):
    left = actions.Departure(at(8, 14), "11", "1", parties.party(8900202))
    actions.depart(ingrid, account(ingrid), left)
    event, row = last_event(), Stay.objects.get()
    assert (event.type_code, event.content.ut_til, event.content.uttilstand) == ("LOG_UTSKREVET", "11", "1")
    assert (row.phase, row.left_on, row.open) == ("discharged", dt.date(2026, 3, 8), False)


def test_death_is_utskrevet_with_uttilstand_2(account, ingrid):
    actions.depart(ingrid, account(ingrid), actions.Departure(at(8, 14), "1", "2", parties.party(8900202)))
    assert last_event().content.uttilstand == "2"
    assert Stay.objects.get().phase == "dead"


def test_an_unclear_reply_is_classified_by_a_named_person(course, account, arrives, ingrid, henrik):
    actions.declare_ready(ingrid, account(ingrid), ready(henrik))
    notice = last_event().msg_id
    reply = arrives(course.reply(at(6, 12), "Vi kan nok ta imot mot slutten av uken.", notice))
    assert Stay.objects.get().reply == "not-classified"
    with pytest.raises(Conflict):
        actions.classify(ingrid, account(ingrid), reply, "expected")
    actions.classify(ingrid, account(ingrid), reply, "expected", dt.date(2026, 3, 13))
    row = Stay.objects.get()
    assert (row.reply, row.promised_on) == ("expected", dt.date(2026, 3, 13))
