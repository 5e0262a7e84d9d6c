"""The utskrivningsrapport on paper for the patient."""

import datetime as dt

import pytest
from django.urls import reverse

from hospital_letters import Course, at
from samhandling.node.access.models import AuditEntry
from samhandling.node.correspondence.actions import send_document
from samhandling.node.patients.actions import record_act
from samhandling.node.stays.leaflet import leaflet
from samhandling.node.stays.models import Stay

BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_another_document_gives_none():
    assert leaflet(Course().admission(at(2))[1]) is None


def test_what_is_said_stands_under_plain_headings():
    found = leaflet(Course().report(at(7))[1])
    headings = [heading for heading, _texts in found.parts]
    assert headings[0] == "Hvorfor du var på sykehuset"
    assert "Hva som skjer videre" in headings
    assert all(one.name and one.how for one in found.medicines)
    assert found.phones[0][1] == "20000105"


@pytest.mark.django_db
def test_it_is_printed_from_what_was_sent_once_there_is_something(at_the_hospital, register, ingrid, client):
    course = Course()
    patient = register(course.patient)
    told = {"admitted": "2026-03-02T09:15:00", "ward": "Sengepost 2"}
    record_act(ingrid, "admitted", patient, happened_at=at(2), detail=told)
    client.force_login(ingrid.user, backend=BACKEND)
    pk = Stay.objects.get().pk
    where, stay = reverse("stay-leaflet", args=[pk]), reverse("stay", args=[pk])
    assert client.get(where).status_code == 404
    left = {"left": "2026-03-07T14:00", "outcome": "1", "destination": "1", "receiver": ""}
    shown = client.post(reverse("stay-departure", args=[pk]), left, follow=True).content.decode()
    assert "Utskrivningsrapporten er ikke sendt herfra." in shown
    assert where not in shown
    send_document(ingrid, course.report(at(7))[1])
    assert where in client.get(stay).content.decode()
    shown = client.get(where).content.decode()
    assert "Legemidlene dine nå" in shown
    assert "20000105" in shown
    assert AuditEntry.objects.latest("pk").act == "read-message"
    assert Stay.objects.get().left_on == dt.date(2026, 3, 7)
