"""What is blocked is said to be so, and nothing of it leaks: lists, searches, boards, print-outs, drafts."""

from __future__ import annotations

import pytest
from django.urls import reverse

from node_home import PSYKISK, SYKEPLEIE
from samhandling.errors import Conflict, NotAllowed
from samhandling.node.access.actor import Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.policies import may
from samhandling.node.access.reading import Reader
from samhandling.node.discretion import actions
from samhandling.node.discretion.blocks import NOTHING, blocks_for
from samhandling.node.discretion.models import Block
from samhandling.node.journal.scope import messages_of
from samhandling.node.stays.models import Stay
from screen_world import number_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def doctor(day):
    return Actor.of(day.employ("saksbehandler", "Siv Sak", 8900201))


@pytest.fixture
def blocked(day, doctor):
    actions.block(doctor, day.patients[0], "Etter ønske")
    return day.patients[0]


def body(page, address):
    return page.get(address).content.decode()


LISTS = ("/innboks/", "/innboks/?show=all", "/sendt/", "/oppgaver/", "/tavle/", "/tavle/?view=all")


def test_a_blocked_patient_is_in_no_list(day, page, blocked):
    for address in LISTS:
        shown = body(page, address)
        for trace in ("Fjellvåk", "17.04.1938", number_of(0)):
            assert trace not in shown, (address, trace)


def test_a_list_says_that_something_is_blocked(page, blocked):
    assert "Sperret melding" in body(page, "/innboks/?show=all")


def test_no_search_tells_of_what_is_blocked(page, blocked):
    for text in ("Fjellvåk", "17.04.1938", number_of(0)):
        for address in ("/innboks/", "/sendt/"):
            answer = page.post(address, {"text": text})
            assert "Sperret melding" not in body(page, answer.url), (address, text)


def test_a_blocked_message_opens_by_no_address(day, page, doctor):
    message = day.messages["enclosed"]
    actions.block(doctor, message.entry.patient, "Etter ønske", message=message)
    for name in ("message", "original", "download", "attachment", "write-about"):
        keys = {"pk": message.pk} | ({"index": 0} if name == "attachment" else {})
        address = reverse(name, kwargs=keys)
        told = {"act": "fault", "type": "DIALOG_AVVIK"}
        response = page.post(address, told) if name == "write-about" else page.get(address)
        assert response.status_code == 403, name
        assert "Solbakken" not in response.content.decode(), name
    assert not AuditEntry.objects.filter(message=message, act__startswith="read").exists()


def test_the_rest_of_the_record_stays_open_without_the_blocked_message(day, page, doctor):
    message = day.messages["long"]
    actions.block(doctor, message.entry.patient, "Etter ønske", message=message)
    shown = body(page, f"/pasient/{message.entry.patient_id}/")
    assert "Sperret melding" in shown
    assert ">Utskrivningsrapport</a>" not in shown
    assert "Innleggelsesrapport" in shown


def test_nothing_blocked_comes_into_a_draft(day, page, doctor):
    reader = Reader(day.kari, frozenset({SYKEPLEIE, PSYKISK}))
    patient = day.patients[0]
    for message in messages_of(reader).filter(entry__patient=patient):
        actions.block(doctor, patient, "Etter ønske", message=message)
    told = {"patient": patient.pk, "service": SYKEPLEIE, "type": "INNLEGGELSESRAPPORT"}
    shown = body(page, page.post("/ny-melding/", told).url)
    assert "hentet fra tidligere melding" not in shown


def test_a_blocked_patient_is_opened_by_emergency_alone_and_it_is_told(day, page, blocked):
    response = page.get(f"/pasient/{blocked.pk}/")
    assert response.status_code == 403
    assert "Fjellvåk" not in response.content.decode()
    address = reverse("patient-open", args=[blocked.pk])
    assert page.post(address, {"purpose": "TILSYN", "text": "Vil se"}).status_code == 422
    page.post(address, {"purpose": "BLAALYS", "text": "Bevisstløs pasient"})
    assert "Borghild Fjellvåk" in body(page, f"/pasient/{blocked.pk}/")
    row = AuditEntry.objects.get(act="open-patient")
    assert row.detail["broke"] is True
    assert AuditEntry.objects.filter(act="read-patient").latest("pk").purpose == "BLAALYS"


def test_where_one_message_is_blocked_the_page_says_so_and_offers_what_opens_it(day, page, doctor):
    message = day.messages["long"]
    actions.block(doctor, message.entry.patient, "Etter ønske", message=message)
    address = reverse("patient-open", args=[message.entry.patient_id])
    shown = body(page, address)
    assert "En melding om pasienten er sperret." in shown
    assert "Tjenestene dine har ingen meldinger" not in shown
    assert page.post(address, {"purpose": "TILSYN", "text": "Vil se"}).status_code == 422
    page.post(address, {"purpose": "BLAALYS", "text": "Bevisstløs pasient"})
    assert page.get(reverse("message", args=[message.pk])).status_code == 200
    row = AuditEntry.objects.filter(act="read-message", message=message).latest("pk")
    assert row.purpose == "BLAALYS"


def test_blocks_of_others_are_not_read_to_show_one_patient(day, doctor, django_assert_num_queries):
    for patient in day.patients[1:3]:
        actions.block(doctor, patient, "Etter ønske")
    with django_assert_num_queries(1) as asked:
        assert blocks_for(day.kari, patient=day.patients[0].pk) is NOTHING
    assert "patient_id = " in asked[0]["sql"]


def test_who_is_blocked_by_name_never_opens_nor_finds(day, page, doctor):
    kari, patient = day.users["hjemmetjeneste"], day.patients[0]
    actions.block(doctor, patient, "Nabo", employee=kari)
    assert page.get(f"/pasient/{patient.pk}/").status_code == 403
    assert page.get(reverse("patient-open", args=[patient.pk])).status_code == 404
    assert "Fjellvåk" not in body(page, "/pasienter/?text=fjell")
    with pytest.raises(NotAllowed):
        actions.open_with_reason(day.kari, patient, "BLAALYS", "Likevel")


def test_a_colleague_still_sees_what_is_blocked_for_another(day, client, doctor):
    actions.block(doctor, day.patients[0], "Nabo", employee=day.users["hjemmetjeneste"])
    client.force_login(day.employ("sykepleier", "Ola Lin", SYKEPLEIE), backend=BACKEND)
    assert "Fjellvåk" in body(client, "/innboks/?show=all")


def test_nobody_writes_about_who_is_blocked(day, blocked):
    assert not may(day.kari, "record-act", patient=blocked)
    assert may(day.kari, "record-act", patient=day.patients[1])


def test_the_wall_shows_no_initials_of_who_is_blocked(day, client, blocked):
    assert Stay.objects.filter(patient=blocked, open=True).exists()
    client.force_login(day.employ("tavle"), backend=BACKEND)
    assert "B.F." not in body(client, reverse("wall"))


def test_not_every_role_blocks(day):
    for role in ("sykepleier", "meldingsansvarlig", "leder", "administrator"):
        with pytest.raises(NotAllowed):
            actions.block(Actor.of(day.employ(role, "", SYKEPLEIE)), day.patients[0], "Fordi")


def test_a_block_has_a_reason_a_fitting_message_and_another_author(day, doctor):
    message = day.messages["long"]
    for told in (
        {"reason": " "},
        {"reason": "x", "message": message},
        {"reason": "x", "employee": doctor.user},
    ):
        with pytest.raises(Conflict):
            actions.block(doctor, day.patients[0], **told)


def test_a_block_is_set_seen_and_lifted_on_the_pages(day, client, doctor):
    client.force_login(doctor.user, backend=BACKEND)
    patient = day.patients[0]
    address = reverse("block", args=[patient.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    shown = client.post(address, {"reason": "Etter ønske"}, follow=True).content.decode()
    for text in ("Fjellvåk", "Etter ønske", "Hele pasienten", "Alle"):
        assert text in shown
    lift = reverse("block-lift", args=[Block.objects.get().pk])
    refused = client.post(lift, {"reason": " "})
    assert refused.status_code == 422
    assert "Skriv hvorfor sperringen oppheves." in refused.content.decode()
    client.post(lift, {"reason": "Pasienten ønsker det"})
    assert Block.objects.latest("pk").reason == "Pasienten ønsker det"
    assert "Ingenting er sperret." in body(client, reverse("blocks"))
    assert list(AuditEntry.objects.filter(act="lift-block").values_list("patient", flat=True)) == [patient.pk]
