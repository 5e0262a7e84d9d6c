"""Finding patients, and the record of one."""

import datetime as dt

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from node_home import PSYKISK, SAKSBEHANDLING, SYKEPLEIE
from queue_rows import fill_inbox
from samhandling.node import clock
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.reading import Reader
from samhandling.node.discretion import relations
from samhandling.node.patients import queries
from samhandling.node.patients.actions import record_act, register_patient
from samhandling.node.patients.models import Patient


@pytest.fixture
def kari(day):
    return Reader(day.kari, frozenset({SYKEPLEIE, PSYKISK}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fjell", ["Fjellvåk"]),
        ("BORGHILD fjellvåk", ["Fjellvåk"]),
        ("Fjellvåk, Borghild", ["Fjellvåk"]),
        ("åsmund", ["Øverås"]),
        ("178438", ["Fjellvåk"]),
        ("17.04.1938", ["Fjellvåk"]),
        ("170438", ["Fjellvåk"]),
        ("17 04 1938", ["Fjellvåk"]),
        ("31.02.1938", []),
        ("18.04.1938", []),
        ("ingen slik", []),
        (",", []),
        (" , , ", []),
        ("\u0301", []),
        ("fjell \u0301", []),
        ("o", ["Fjellvåk", "Myrvold", "Solbakken"]),
    ],
)
def test_a_patient_is_found_by_name_or_number(kari, text, found):
    assert [patient.family_name for patient in queries.search(kari, text).patients] == found


def test_a_whole_number_with_a_space_finds_its_patient(day, kari):
    number = day.patients[1].identities.get().value
    assert queries.search(kari, f"{number[:6]} {number[6:]}").patients == (day.patients[1],)


@pytest.fixture
def browser(day, client):
    client.force_login(day.users["hjemmetjeneste"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_whole_number_opens_its_record(day, browser):
    number = day.patients[1].identities.get().value
    assert browser.get("/pasienter/", {"text": number}).url == f"/pasient/{day.patients[1].pk}/"


@pytest.mark.parametrize("text", ["øverås", "03.11.1944", "031144"])
def test_a_sole_hit_by_less_is_a_list_of_one(day, browser, text):
    page = browser.get("/pasienter/", {"text": text})
    assert page.status_code == 200
    assert "Øverås, Åsmund" in page.content.decode()


def test_a_search_is_logged_with_its_words_and_who_was_shown(day, kari):
    queries.search(kari, "fjell")
    row = AuditEntry.objects.latest("pk")
    assert (row.act, row.detail) == ("search-patient", {"text": "fjell", "patients": [day.patients[0].pk]})


def test_a_search_that_fits_too_many_says_so(day, kari):
    for n in range(queries.MOST_FOUND + 1):
        register_patient(day.kari, family_name="Testesen", given_name=f"Person {n}")
    found = queries.search(kari, "testesen")
    assert len(found.patients) == queries.MOST_FOUND
    assert found.more


def test_a_patient_who_is_not_there_is_not_found(kari):
    with pytest.raises(Http404):
        queries.record_of(kari, 999_999)


def test_the_record_shows_own_services_messages_only(day):
    psychiatry = Reader(day.kari, frozenset({PSYKISK}))
    record = queries.record_of(psychiatry, day.patients[1].pk)
    assert {entry.message.recipients.get().her for entry in record.entries} == {PSYKISK}
    nobody = Reader(day.kari, frozenset({SAKSBEHANDLING}))
    assert queries.record_of(nobody, day.patients[1].pk).entries == ()


def test_what_was_done_about_another_services_message_is_for_that_service(day):
    patient = day.patients[1]
    about_psychiatry = patient.entries.filter(message__recipients__her=PSYKISK).first().message
    record_act(day.kari, "note", patient, happened_at=clock.now(), message=about_psychiatry)
    record_act(day.kari, "note", patient, happened_at=clock.now())

    def acts(*hers):
        return len(queries.record_of(Reader(day.kari, frozenset(hers)), patient.pk).acts)

    assert (acts(SAKSBEHANDLING), acts(SAKSBEHANDLING, PSYKISK)) == (1, 2)


def test_pages_of_a_record_hold_everything_once(day, kari):
    patient = day.patients[0]
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for n in range(70):
        record_act(day.kari, "note", patient, happened_at=start + dt.timedelta(hours=n))
    acts, entries, before = [], [], None
    while True:
        page = queries.record_of(kari, patient.pk, before=before)
        acts += page.acts
        entries += page.entries
        before = page.older
        if before is None:
            break
    assert len(acts) == len(set(acts)) == 71
    assert len(entries) == len(set(entries)) == patient.entries.count()


def test_a_longer_record_asks_the_database_no_more_often(world, monkeypatch):
    monkeypatch.setattr(relations, "LASTS", dt.timedelta(days=36500))
    reader = Reader(world.kari, frozenset({SYKEPLEIE}))
    fill_inbox(5, {SYKEPLEIE: 1})
    patient = Patient.objects.get()
    counts = []
    for more in (0, 15):
        if more:
            fill_inbox(more, {SYKEPLEIE: 1})
            patient.entries.model.objects.update(patient=patient)
        with CaptureQueriesContext(connection) as captured:
            queries.record_of(reader, patient.pk)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert patient.entries.count() == 20
