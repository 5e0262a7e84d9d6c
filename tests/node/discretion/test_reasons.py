"""Opening a patient whom nothing in one's work leads to: with a reason, for a while, and reviewed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from node_home import PSYKISK, SAKSBEHANDLING, SYKEPLEIE
from samhandling.errors import Conflict, NotAllowed
from samhandling.node import clock
from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.reading import Reader
from samhandling.node.discretion import actions
from samhandling.node.discretion.blocks import NeedsReason
from samhandling.node.discretion.models import Access, Review
from samhandling.node.patients.queries import record_of
from samhandling.node.stays.models import Stay
from samhandling.node.writing.models import Draft

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def stranger(day):
    """A nurse of a service that has nothing to do with anybody here."""
    Stay.objects.all().delete()
    user = create_user(
        WORKER, username="eva", full_name="Eva Ek", role="sykepleier", service_hers=[SAKSBEHANDLING]
    )
    return Reader(Actor.of(user), frozenset({SAKSBEHANDLING}))


@pytest.fixture
def page(stranger, client):
    client.force_login(stranger.actor.user, backend=BACKEND)
    return client


def test_without_a_care_relation_a_reason_is_asked_for(day, stranger, page):
    with pytest.raises(NeedsReason):
        record_of(stranger, day.patients[0].pk)
    response = page.get(reverse("patient", args=[day.patients[0].pk]))
    assert response.url == reverse("patient-open", args=[day.patients[0].pk])
    assert "Åpne med grunn" in page.get(response.url).content.decode()


def test_a_stay_that_is_over_is_no_way_round_the_reason(day, page):
    message = day.messages["admitted"]
    response = page.get(reverse("stay", args=[message.pk * 2]), follow=True)
    assert response.redirect_chain[-1][0] == reverse("patient-open", args=[message.entry.patient_id])


def test_no_reason_opens_nothing(day, page):
    for told in ({}, {"purpose": "TILSYN", "text": " "}, {"purpose": "NYSGJERRIG", "text": "Bare se"}):
        response = page.post(reverse("patient-open", args=[day.patients[0].pk]), told)
        assert response.status_code == 422, told
    assert not Access.objects.exists()


def test_who_gives_no_care_opens_nobody(day):
    for role in ("meldingsansvarlig", "leder", "administrator", "loggkontrollor"):
        with pytest.raises(NotAllowed):
            actions.open_with_reason(Actor.of(day.employ(role)), day.patients[0], "TILSYN", "Fordi")


def test_a_reason_opens_for_a_while_and_stands_in_the_log(day, stranger, page, monkeypatch):
    patient = day.patients[0]
    told = {"purpose": "TILSYN", "text": "Spurt av avdelingen."}
    assert page.post(reverse("patient-open", args=[patient.pk]), told).url == f"/pasient/{patient.pk}/"
    assert page.get(f"/pasient/{patient.pk}/").status_code == 200
    row = AuditEntry.objects.get(act="open-patient")
    assert (row.patient, row.detail["text"]) == (patient, "Spurt av avdelingen.")
    later = clock.now() + dt.timedelta(hours=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(NeedsReason):
        record_of(stranger, patient.pk)


def test_a_message_of_the_own_service_is_a_relation_for_half_a_year(day, monkeypatch):
    Stay.objects.all().delete()
    reader = Reader(day.kari, frozenset({SYKEPLEIE, PSYKISK}))
    assert record_of(reader, day.patients[2].pk).patient == day.patients[2]
    later = clock.now() + dt.timedelta(days=181)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(NeedsReason):
        record_of(reader, day.patients[0].pk)
    assert record_of(reader, day.patients[2].pk), "a task waits: the message was refused"


def test_an_open_stay_is_a_relation(day):
    Stay.objects.filter(open=True).exclude(patient=day.patients[0]).delete()
    reader = Reader(day.kari, frozenset())
    assert Stay.objects.filter(patient=day.patients[0], open=True).exists()
    assert record_of(reader, day.patients[0].pk).patient == day.patients[0]


def test_a_draft_about_anybody_asks_for_the_reason_too(day, stranger, page):
    patient = day.patients[0]
    told = {"patient": patient.pk, "service": SAKSBEHANDLING, "type": "INNLEGGELSESRAPPORT"}
    assert page.post("/ny-melding/", told).url == reverse("patient-open", args=[patient.pk])
    assert not Draft.objects.exists()


def test_the_log_of_a_stay_says_what_the_patient_was_opened_for(day, page):
    message = day.messages["admitted"]
    address = reverse("patient-open", args=[message.entry.patient_id])
    page.post(address, {"purpose": "TILSYN", "text": "Spurt av avdelingen."})
    assert page.get(reverse("stay", args=[message.pk * 2]), follow=True).status_code == 200
    assert AuditEntry.objects.filter(act="read-stay").latest("pk").purpose == "TILSYN"


# Review


@pytest.fixture
def access(day, stranger):
    return actions.open_with_reason(stranger.actor, day.patients[0], "TILSYN", "Spurt av avdelingen.")


def test_nobody_reviews_themselves_or_another_services_people(day, access, stranger):
    leader = Actor.of(day.employ("leder", "Lise Leder", PSYKISK))
    for actor in (stranger.actor, leader):
        with pytest.raises(NotAllowed):
            actions.review(actor, access, "fine")


def test_a_review_is_made_once(day, access):
    controller = Actor.of(day.employ("loggkontrollor"))
    actions.review(controller, access, "follow-up", "Ring lederen")
    with pytest.raises(Conflict):
        actions.review(controller, access, "fine")


def test_the_controller_sees_the_reason_and_says_what_it_was(day, access, client):
    client.force_login(day.employ("loggkontrollor"), backend=BACKEND)
    shown = client.get(reverse("accesses")).content.decode()
    for text in ("Eva Ek", "Fjellvåk", "Spurt av avdelingen.", "Tilsyn med pasienten", "Ikke vurdert"):
        assert text in shown
    told = {"verdict": "fine", "note": "Avdelingen bekrefter."}
    shown = client.post(reverse("access-review", args=[access.pk]), told, follow=True).content.decode()
    assert "Avdelingen bekrefter." in shown
    assert Review.objects.get().verdict == "fine"


def test_a_note_that_is_too_long_leads_back_to_it(day, access, client):
    client.force_login(day.employ("loggkontrollor"), backend=BACKEND)
    told = {"verdict": "fine", "note": "x" * 501}
    response = client.post(reverse("access-review", args=[access.pk]), told)
    assert response.status_code == 422
    assert f'aria-describedby="note-fault-{access.pk}"' in response.content.decode()
    assert not Review.objects.exists()


def test_a_leader_sees_their_own_people_alone(day, access, client):
    client.force_login(day.employ("leder", "Lise Leder", PSYKISK), backend=BACKEND)
    assert "Eva Ek" not in client.get(reverse("accesses")).content.decode()
