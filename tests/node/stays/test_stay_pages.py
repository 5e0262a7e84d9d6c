"""The pages of the board and the stay, by their addresses, at both ends."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from hospital_letters import Course, at, of_frogner
from samhandling.node.access.models import AuditEntry, User
from samhandling.node.correspondence.actions import send_document
from samhandling.node.journal.models import Message
from samhandling.node.stays.models import Stay
from samhandling.stay.reading import read

pytestmark = pytest.mark.django_db
POINTS = (
    "problem-ved-innleggelse",
    "ovrige-problemer",
    "uavklarte-redegjort",
    "diagnose-og-plan",
    "funksjonsniva",
)


@pytest.fixture
def logged_in(client):
    def as_(actor):
        client.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_


@pytest.fixture
def notice(course, arrives):
    arrives(course.warning(at(2, 12), dt.date(2026, 3, 6)))
    return arrives(course.ready(at(6)))


def page(client, name, *keys, query=""):
    response = client.get(reverse(name, args=keys) + query)
    assert response.status_code == 200, response
    return response.content.decode()


def test_the_board_shows_whose_turn_it_is(notice, nora, logged_in, course):
    shown = page(logged_in(nora), "board")
    assert course.patient.family_name in shown
    for words in ("Utskrivningsklar", "Vår tur", "Svar nå", "Ikke svart", "Geriatri", ">Sykehus<"):
        assert words in shown
    assert AuditEntry.objects.filter(act="read-board").exists()


@pytest.mark.parametrize(("moves", "words"), [(1, "endret 1 gang<"), (2, "endret 2 ganger<")])
def test_a_date_that_moved_once_moved_once(notice, nora, logged_in, moves, words):
    Stay.objects.update(expected_moves=moves)
    assert words in page(logged_in(nora), "board")


def test_home_care_sees_who_is_coming_and_what_is_not_said(notice, tariq, logged_in):
    shown = page(logged_in(tariq), "board")
    for words in ("Kommer til oss", "Første besøk", "ikke oppgitt", "Mangler noe?", "20 00 01 05"):
        assert words in shown


def test_the_board_asks_for_news_cheaply(notice, nora, logged_in):
    client = logged_in(nora)
    news = page(client, "board").split('data-news="')[1].split('"')[0].replace("&amp;", "&")
    before = AuditEntry.objects.count()
    assert client.get(news).status_code == 204
    assert AuditEntry.objects.count() == before
    Stay.objects.update(next_due=at(1), next_rule="reply")
    assert client.get(news).status_code == 200


@pytest.mark.parametrize(
    "query", ["?turn=ours", "?phase=ready", "?text=skodde", "?view=left", "?turn=x&page=-3"]
)
def test_filters_never_fail(notice, nora, logged_in, query):
    page(logged_in(nora), "board", query=query)


def test_from_the_inbox_to_a_reply_in_three_clicks(notice, nora, logged_in):
    client, message = logged_in(nora), Message.objects.get(msg_id=notice)
    letter = page(client, "message", message.pk)  # one: open the message
    address = reverse("stay-reply", args=[Stay.objects.get().pk])
    assert address in letter
    assert "Kan ta imot på datoen" in page(client, "stay-reply", Stay.objects.get().pk)  # two: Svar
    client.post(address, {"choice": "can-receive"})  # three: the answer
    sent = Message.objects.filter(direction="out").get()
    assert read(bytes(sent.content.raw)).parent_id == notice


def test_an_expected_date_is_asked_for_at_the_field(notice, nora, logged_in):
    address = reverse("stay-reply", args=[Stay.objects.get().pk])
    shown = logged_in(nora).post(address, {"choice": "expected"}).content.decode()
    assert "Skriv datoen" in shown
    assert 'href="#id_date"' in shown
    assert not Message.objects.filter(direction="out").exists()


def test_a_profession_that_nobody_knows_is_asked_for_once(notice, nora, logged_in):
    client, pk = logged_in(nora), Stay.objects.get().pk
    assert "Yrket ditt" in page(client, "stay-reply", pk)
    client.post(reverse("stay-reply", args=[pk]), {"choice": "can-receive", "profession": "ET"})
    sent = Message.objects.filter(direction="out").get()
    assert b'V="ET"' in bytes(sent.content.raw)
    assert "Yrket ditt" not in page(client, "stay-reply", pk)


def test_the_board_finds_a_patient_and_leaves_no_name_in_the_address(notice, nora, logged_in, course):
    client, name = logged_in(nora), course.patient.family_name
    where = client.post(reverse("board"), {"text": name, "view": "open", "phase": "ready"}).url
    assert name not in where
    assert "phase=ready" in where
    assert name in client.get(where).content.decode()
    nobody = client.post(reverse("board"), {"text": "Ingen", "view": "open"}).url
    assert name not in client.get(nobody).content.decode()


def test_the_stay_says_what_now_what_is_owed_and_who_pays(notice, nora, logged_in):
    shown = page(logged_in(nora), "stay", Stay.objects.get().pk)
    for words in ("Hva nå", "Svar på om kommunen", "§ 11", "Betaling døgn for døgn", "Tidslinje", "Notater"):
        assert words in shown
    assert AuditEntry.objects.filter(act="read-stay").exists()


def test_a_note_and_a_pause_are_registered(notice, nora, logged_in):
    client, pk = logged_in(nora), Stay.objects.get().pk
    client.post(reverse("stay-note", args=[pk]), {"form": "phone", "text": "Ringte avdelingen."})
    client.post(reverse("stay-press", args=[pk]), {"act": "paused"})
    client.post(reverse("stay-press", args=[pk]), {"act": "epikrise"})  # the hospital's
    shown = page(client, "stay", pk)
    assert "Ringte avdelingen." in shown
    assert "Tjenester satt på pause" in shown
    assert "Dokument sendt" not in shown


def test_a_message_leads_to_its_stay_and_a_stay_keeps_its_old_address(notice, nora, logged_in):
    client, stay = logged_in(nora), Stay.objects.get()
    message = Message.objects.get(msg_id=notice)
    assert client.get(reverse("stay-of-message", args=[message.pk])).url == reverse("stay", args=[stay.pk])
    assert client.get(reverse("stay", args=[2 * message.pk])).url == reverse("stay", args=[stay.pk])
    assert client.get(reverse("stay", args=[999_998])).status_code == 404


def test_the_home_nursing_asks_for_what_is_missing(notice, tariq, logged_in):
    client, pk = logged_in(tariq), Stay.objects.get().pk
    assert "– Første besøk" in page(client, "stay-ask", pk)
    client.post(reverse("stay-ask", args=[pk]), {"question": "Når kommer pasienten?"})
    event = read(bytes(Message.objects.filter(direction="out").get().content.raw))
    assert (event.type_code, event.content.text) == ("DIALOG_FORESPORSEL", "Når kommer pasienten?")


@pytest.fixture
def ward(at_the_hospital, register, ingrid, logged_in):
    """A patient whom Ingrid has admitted, at the ward's screen."""
    course = Course()
    patient, client = register(course.patient), logged_in(ingrid)
    told = {"admitted": "2026-03-02T09:15", "ward": "Sengepost 2", "bed": "12", "services_known": "on"}
    client.post(reverse("admission", args=[patient.pk]), told | {"receiver": "8900202"})
    return client


def test_the_hospital_goes_from_admission_to_departure(ward, henrik):
    pk = Stay.objects.get().pk
    shown = page(ward, "stay-ready", pk)
    for words in ("§ 9 bokstav a", "Henrik Sol", "Kommunen har ikke fått varsel etter § 8"):
        assert words in shown
    points = (
        "problem-ved-innleggelse",
        "ovrige-problemer",
        "uavklarte-redegjort",
        "diagnose-og-plan",
        "funksjonsniva",
    )
    told = {f"{point}-done": "on" for point in points}
    told |= {f"{point}-on": "2026-03-06" for point in points} | {
        f"{point}-by": "Henrik Sol" for point in points
    }
    told |= {"decided_by": henrik.user.pk, "ready_on": "2026-03-06", "receiver": "8900201"}
    ward.post(reverse("stay-ready", args=[pk]), told)
    assert Stay.objects.get().phase == "ready"
    assert "Ble dårligere" in page(ward, "stay-undo", pk)
    assert "Registrer utreise" in page(ward, "stay", pk)
    left = {"left": "2026-03-07T14:00", "outcome": "1", "destination": "1", "receiver": "8900202"}
    page(ward, "stay-departure", pk)
    ward.post(reverse("stay-departure", args=[pk]), left)
    assert Stay.objects.get().phase == "discharged"
    assert "Reist" in page(ward, "stay", pk)


def test_a_point_that_is_ticked_says_when_and_by_whom(ward, henrik):
    pk = Stay.objects.get().pk
    told = {
        "funksjonsniva-done": "on",
        "decided_by": henrik.user.pk,
        "ready_on": "2026-03-06",
        "receiver": "8900201",
    }
    shown = ward.post(reverse("stay-ready", args=[pk]), told).content.decode()
    assert "Skriv når det er dokumentert" in shown
    assert Stay.objects.get().phase == "admitted"


def test_the_wards_own_expectation_has_reason_and_certainty(ward):
    pk = Stay.objects.get().pk
    page(ward, "stay-expected", pk)
    told = {"expected": "2026-03-09", "certainty": "likely", "reason": "utredning"}
    ward.post(reverse("stay-expected", args=[pk]), told)
    row = Stay.objects.get()
    assert (row.expected_on, row.expected_sure) == (dt.date(2026, 3, 9), "likely")
    assert "trolig" in page(ward, "stay", pk)


def test_the_wall_shows_bed_and_initials_and_no_name(ward, logged_in, employ_as):
    shown = page(logged_in(employ_as("tavle")), "wall")
    assert "12 H.S." in shown
    assert "Skodde" not in shown
    assert "Vår tur" in shown
    for name in ("board", "inbox"):
        assert ward.get(reverse(name)).status_code == 403


def test_what_belongs_to_two_stays_is_shown_and_settled_by_a_person(course, arrives, nora, logged_in):
    arrives(course.admission(at(2, 10)))
    again = Course(course.patient, at(9, 8))
    arrives(again.admission(at(9, 9)))  # the first stay was never reported as discharged
    client, later = logged_in(nora), Stay.objects.latest("number")
    shown = page(client, "stay", later.pk)
    assert "ikke meldt utskrevet" in shown
    assert "Hvor hører meldingen hjemme?" in shown
    first, second = Message.objects.order_by("pk")
    told = {"message": second.msg_id, "with": first.msg_id}
    client.post(reverse("stay-place", args=[later.pk]), told)
    assert Stay.objects.get().doubts == 0


def newcomer(**told):
    person = of_frogner()
    return {
        "number": person.id_value, "family_name": person.family_name, "given_name": person.given_name,
        "born": person.born.isoformat(), "sex": person.sex, "admitted": "2026-03-02T09:15", "ward": "Post 2",
    } | told  # fmt: skip


def test_somebody_whom_nobody_has_heard_of_is_registered_and_admitted_at_once(ingrid, logged_in):
    client, where = logged_in(ingrid), reverse("admission-newcomer")
    assert where in page(client, "board")
    for wrong, words in (("12345678901", "ikke et fødselsnummer"), ("17054026641", "testsystem")):
        refused = client.post(where, newcomer(number=wrong)).content.decode()
        assert words in refused
        assert 'href="#id_number"' in refused
    assert client.post(where, newcomer()).url == reverse("stay", args=[Stay.objects.get().pk])
    assert Stay.objects.get().patient.family_name == of_frogner().family_name
    assert "registrert her allerede" in client.post(where, newcomer()).content.decode()


def test_only_a_hospital_admits(nora, logged_in):
    User.objects.filter(pk=nora.user.pk).update(role="sykepleier")
    assert logged_in(nora).get(reverse("admission-newcomer")).status_code == 404


def test_a_date_that_moved_in_a_letter_asks_why(ward, ingrid):
    course, pk = Course(), Stay.objects.get().pk
    send_document(ingrid, course.warning(at(2, 12), dt.date(2026, 3, 6))[1])
    assert "Hvorfor?" not in page(ward, "stay", pk)
    first = Message.objects.latest("pk").msg_id
    send_document(ingrid, course.update(at(3, 12), dt.date(2026, 3, 9), first)[1])
    assert "flyttet fra 06.03.2026 til 09.03.2026. Hvorfor?" in page(ward, "stay", pk)
    told = {"expected": "2026-03-09", "certainty": "likely", "reason": "utredning"}
    ward.post(reverse("stay-expected", args=[pk]), told)
    assert "Hvorfor?" not in page(ward, "stay", pk)
