"""The audit log's page: who may see it, what it shows, and that looking leaves a line too."""

from __future__ import annotations

import pytest

from samhandling.node.access.models import AuditEntry
from samhandling.node.web.pages import PAGE_SIZE
from screen_world import number_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller(day, client):
    client.force_login(
        day.employ("loggkontrollor", "Lone Loggvik"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def table(text):
    return text.partition("<table")[2]


def page(client, query=""):
    response = client.get(f"/logg/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_nurse_has_no_way_in(day, client):
    client.force_login(day.employ("sykepleier", "Siv"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/logg/").status_code == 403
    assert client.post("/logg/", {"number": "1"}).status_code == 403


def test_a_number_that_nobody_has_is_told_at_its_field(controller):
    response = controller.post("/logg/", {"number": "12345678901"})
    assert response.status_code == 422
    assert "Ingen pasient her har dette nummeret." in response.content.decode()


def test_a_patient_is_asked_for_by_number_and_the_number_is_in_no_address(day, controller):
    answer = controller.post("/logg/", {"number": number_of(0)})
    assert number_of(0) not in answer["Location"]
    assert f"patient={day.patients[0].pk}" in answer["Location"]


def test_a_patients_log_holds_what_was_done_with_their_messages_and_nobody_elses(day, controller):
    text = page(controller, f"?patient={day.patients[0].pk}")
    first, other = (day.patients[index].family_name for index in (0, 1))
    assert f"Hvem har sett opplysninger om {first}" in text
    assert "Mottok melding" in table(text)
    assert other not in text


def test_looking_is_logged_on_the_patient(day, controller):
    page(controller, f"?patient={day.patients[0].pk}")
    line = AuditEntry.objects.latest("pk")
    assert (line.act, line.patient, line.purpose) == ("read-audit", day.patients[0], "KVAL")


def test_one_of_the_staff_and_one_act_can_be_asked_for(day, controller):
    page(controller)
    text = page(controller, "?act=read-audit")
    assert "Lone Loggvik" in table(text)
    assert "Mottok melding" not in table(text)
    assert "Ingenting i loggen passer" in page(controller, "?act=read-audit&last=2001-01-01")


def test_nonsense_in_the_address_does_no_harm(controller):
    page(controller, "?staff=x&first=y&patient=99999999&before=-1&act=z")


def test_a_page_costs_the_same_however_long_the_log_is(day, controller, django_assert_max_num_queries):
    for _turn in range(PAGE_SIZE + 5):
        page(controller)
    with django_assert_max_num_queries(14):
        text = page(controller)
    assert "Eldre" in text
