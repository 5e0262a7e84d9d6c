"""The record's filters, notes beside the messages, and searches that leave no number in an address."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from node_home import DIAKONHJEMMET, FROGNER, SAKSBEHANDLING, SOMATIKK
from node_letters import letter
from samhandling.node import clock
from samhandling.node.access.actor import WORKER
from samhandling.node.access.policies import own_hers
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence import queries as queues
from samhandling.node.correspondence.actions import send_document
from samhandling.node.correspondence.models import Task
from samhandling.node.patients.actions import record_act
from samhandling.node.patients.models import LocalAct
from samhandling.node.patients.queries import record_of
from samhandling.node.patients.timeline import timeline
from samhandling.node.projections import differences
from screen_world import about, number_of

CAME = {"Melding om innlagt pasient", "Helseopplysninger"}
BACKEND = "django.contrib.auth.backends.ModelBackend"


def shown(page, address):
    return page.get(address).content.decode()


def titles(page, address):
    return {event.title for event in page.get(address).context["timeline"]}


SHOWN = {
    "show=in": CAME,
    "show=out": {"Innleggelsesrapport"},
    "show=notes": {"Telefonnotat"},
    "show=acts": {"Telefonnotat"},
    "type=HELSEOPPL_SOKNAD": {"Helseopplysninger"},
    "type=LOG_DOD": set(),
    "show=x&type=x": {*CAME, "Innleggelsesrapport", "Telefonnotat"},
}


def test_the_timeline_shows_what_is_asked_for(day, page):
    found = {asked: titles(page, f"/pasient/{day.patients[0].pk}/?{asked}") for asked in SHOWN}
    assert found == SHOWN


FAULTY = (
    ({"kind": "phone-note", "text": " "}, "Skriv hva som ble sagt."),
    ({"kind": "meeting", "text": "x", "happened_at": "2199-01-01T10:00"}, "ikke kommet ennå."),
    ({"kind": "admission", "text": "x"}, "aria-invalid"),
)


def test_a_note_with_a_fault_is_not_kept(day, page):
    before = LocalAct.objects.count()
    for told, said in FAULTY:
        response = page.post(reverse("patient-note", args=[day.patients[0].pk]), told)
        assert response.status_code == 422
        assert said in response.content.decode()
    assert LocalAct.objects.count() == before


def test_a_note_is_not_about_another_patients_message(day, page):
    told = {"kind": "meeting", "text": "x", "message": day.messages["long"].pk}
    assert page.post(reverse("patient-note", args=[day.patients[0].pk]), told).status_code == 404


def test_a_note_with_a_fault_stays_beside_its_message(day, page):
    message = day.messages["admitted"]
    told = {"kind": "phone-note", "text": "", "message": message.pk}
    response = page.post(reverse("patient-note", args=[day.patients[0].pk]), told)
    assert f'name="message" value="{message.pk}"' in response.content.decode()


def test_an_act_that_was_taken_back_is_said_to_be_so_on_every_page(day):
    patient, at = day.patients[0], clock.now() - dt.timedelta(days=2)
    act = record_act(day.kari, "admitted", patient, happened_at=at)
    record_act(day.kari, "undone", patient, happened_at=clock.now(), detail={"undoes": str(act.pk)})
    reader = Reader(day.kari, own_hers(day.kari))
    record = record_of(reader, patient.pk, before=at + dt.timedelta(hours=1))
    event = next(one for one in timeline(record, clock.now()) if one.act)
    assert [str(mark.words) for mark in event.marks] == ["Angret"]


def test_a_meeting_stands_on_the_timeline_and_a_call_beside_its_message(day, page):
    patient, message = day.patients[0], day.messages["admitted"]
    address = reverse("patient-note", args=[patient.pk])
    page.post(address, {"kind": "meeting", "text": "Samarbeidsmøte <om> hjemreise."})
    assert "Samarbeidsmøte &lt;om&gt; hjemreise." in shown(page, f"/pasient/{patient.pk}/")
    response = page.post(address, {"kind": "phone-note", "text": "Ringte posten.", "message": message.pk})
    assert response.url == f"/melding/{message.pk}/"
    assert "Ringte posten." in shown(page, response.url)
    assert list(differences()) == []


def test_nobody_searches_by_an_address(day, page):
    task = Task.objects.filter(kind="unknown-patient").first()
    for address in ("/pasienter/", "/ny-melding/", reverse("task", args=[task.pk])):
        response = page.post(address, {"text": number_of(1)[:6]})
        assert number_of(1)[:6] not in response.url
        assert "Øverås" in shown(page, response.url)


def test_a_whole_number_still_opens_its_record_at_once(day, page):
    response = page.post("/pasienter/", {"text": number_of(1)}, follow=True)
    assert response.redirect_chain[-1][0] == f"/pasient/{day.patients[1].pk}/"


# Known faults


def test_what_is_sent_in_the_virksomhets_own_name_is_somebodys(day, client):
    told = about(0) | {"sender": (FROGNER, FROGNER), "receiver": (DIAKONHJEMMET, SOMATIKK)}
    message = send_document(WORKER, letter(golden="plo-1.6/innleggelsesrapport-ny.xml", **told))
    assert message.sender_her == FROGNER
    keeper = day.employ("saksbehandler", "Siv Sak", SAKSBEHANDLING)
    client.force_login(keeper, backend=BACKEND)
    assert f"/melding/{message.pk}/" in shown(client, "/sendt/")
    assert client.get(f"/melding/{message.pk}/").status_code == 200


def test_a_receiver_outside_the_directory_is_found_by_its_name(day, page):
    found = page.post("/sendt/", {"text": "innleggelse soma"})
    assert "Innleggelsesrapport" in shown(page, found.url)


def test_a_long_list_of_tasks_has_pages(day, page, monkeypatch):
    monkeypatch.setattr(queues, "TASKS_SHOWN", 1)
    first, second = shown(page, "/oppgaver/"), shown(page, "/oppgaver/?side=2")
    assert 'href="?side=2"' in first
    assert 'href="?side=1"' in second
    assert page.get("/oppgaver/?side=x").status_code == 200
