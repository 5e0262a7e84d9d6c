"""Settling what the node leaves to a person, on the screen."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml import html

from node_letters import BORGHILD, letter
from samhandling.errors import Conflict
from samhandling.node.access.actor import Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.correspondence.actions import close_task
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.presenters import task_words
from samhandling.node.delivery import filing, messages
from samhandling.node.journal.models import Entry, Message
from samhandling.node.patients.models import Patient
from samhandling.node.web import wording

pytestmark = pytest.mark.django_db


def _fails(*_arguments: object, **_named: object) -> None:
    raise ZeroDivisionError


@pytest.fixture
def browser(client, sykepleier):
    client.force_login(sykepleier, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("kind", Task.Kind.values)
def test_every_task_has_a_name_and_advice(kind: str) -> None:
    title, advice = task_words(kind)

    assert title != kind
    assert advice


def test_an_unknown_patients_task_cannot_be_closed_unsettled(receive, kari: Actor, frogner) -> None:
    receive(letter())

    with pytest.raises(Conflict):
        close_task(kari, Task.objects.get(), "Vet ikke")
    assert Task.objects.get().closed_at is None


def test_what_was_put_aside_can_be_tried_again_by_a_click(
    receive, client, sykepleier, frogner, monkeypatch
) -> None:
    monkeypatch.setattr(messages, "file_message", _fails)
    receive(letter())
    monkeypatch.undo()
    sykepleier.role = "meldingsansvarlig"
    sykepleier.save()
    client.force_login(sykepleier, backend="django.contrib.auth.backends.ModelBackend")
    [task] = Task.objects.all()
    assert reverse("task-try", args=[task.pk]) in client.get(reverse("task", args=[task.pk])).content.decode()

    client.post(reverse("task-try", args=[task.pk]))
    filing.handle_next()

    assert Message.objects.count() == 1
    assert not Task.objects.filter(kind="parked", closed_at=None).exists()


def test_a_task_with_nothing_to_try_again_says_so_in_words(receive, browser, frogner) -> None:
    receive(letter())
    task = Task.objects.get()
    assert (
        reverse("task-try", args=[task.pk])
        not in browser.get(reverse("task", args=[task.pk])).content.decode()
    )

    response = browser.post(reverse("task-try", args=[task.pk]), follow=True)

    assert "Det lot seg ikke gjøre." in response.content.decode()


@pytest.mark.parametrize(
    "told",
    [
        {"patient": {"FNR": "17843842055"}},  # wrong check digits
        {"name": ("Ryp" * 60, "Bor" * 60)},
        {"patient": {"HNR": "25436000305"}},
    ],
    ids=str,
)
def test_a_newcomer_is_registered_whatever_the_message_calls_them(receive, browser, told) -> None:
    receive(letter(**told))

    response = browser.post(reverse("task-newcomer", args=[Task.objects.get().pk]))

    assert response.url == reverse("patient", args=[Patient.objects.get().pk])
    assert Entry.objects.get().patient == Patient.objects.get()
    assert not Task.objects.filter(closed_at=None).exists()


def test_a_number_that_somebody_here_has_is_told_of_as_that(receive, borghild, browser) -> None:
    receive(letter(patient={"FNR": BORGHILD}, born="1938-04-18"))
    task = Task.objects.get(closed_at=None)

    response = browser.post(reverse("task-newcomer", args=[task.pk]), follow=True)

    assert "hører til en pasient som finnes her" in response.content.decode()
    assert Patient.objects.count() == 1


def test_a_wrong_number_is_shown_as_wrong_for_a_person_to_compare(receive, browser) -> None:
    receive(letter(patient={"FNR": "17843842055"}))

    page = text_of(browser.get(task_url(Task.objects.get())))

    assert "178438 42055 ugyldig nummer" in page


# A message that the receiver has refused


@pytest.fixture
def refused(day) -> Task:
    return Task.objects.get(kind="rejected")


@pytest.fixture
def kari_at(day, client):
    client.force_login(day.users["hjemmetjeneste"], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def mona_at(day, client):
    client.force_login(day.employ("meldingsansvarlig"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def task_url(task: Task) -> str:
    return reverse("task", args=[task.pk])


def text_of(response) -> str:
    return " ".join(html.fromstring(response.content).find(".//main").text_content().split())


@pytest.mark.parametrize("address", ["list", "task"])
def test_care_reads_whom_it_is_about_and_who_refused_it(refused, kari_at, address) -> None:
    page = text_of(kari_at.get(reverse("tasks") if address == "list" else task_url(refused)))

    assert "Solbakken, Ingeborg" in page
    assert "PLO innleggelse somatikk" in page
    assert wording.moment(refused.message.registered_at) in page


def test_the_task_says_whom_to_ring_and_why_it_was_refused(refused, kari_at) -> None:
    page = text_of(kari_at.get(task_url(refused)))

    assert "20 00 01 01" in page
    assert "Fødselsnummeret finnes ikke hos oss" in page


@pytest.mark.parametrize("address", ["list", "task", "monitoring"])
def test_who_answers_for_delivery_sees_the_envelope_and_no_patient(refused, mona_at, address) -> None:
    urls = {"list": reverse("tasks"), "monitoring": reverse("monitoring")}
    page = text_of(mona_at.get(urls.get(address, task_url(refused))))

    assert "PLO innleggelse somatikk" in page
    assert "Solbakken" not in page


def test_whom_a_list_of_tasks_shows_is_logged(day, refused, kari_at) -> None:
    kari_at.get(reverse("tasks"))

    line = AuditEntry.objects.filter(act="read-tasks").first()
    assert day.patients[2].pk in line.detail["patients"]


def test_a_task_is_not_closed_without_a_word_of_what_was_done(refused, kari_at) -> None:
    response = kari_at.post(reverse("task-close", args=[refused.pk]), {"solution": "  "})

    refused.refresh_from_db()
    assert (response.status_code, refused.closed_at) == (422, None)
    assert 'href="#id_solution"' in response.content.decode()


def test_a_closed_task_can_be_read_afterwards(refused, kari_at) -> None:
    told = {"solution": "Ringte Diakonhjemmet, sender på nytt."}
    page = text_of(kari_at.post(reverse("task-close", args=[refused.pk]), told, follow=True))

    for shown in (told["solution"], "Kari Lunde", "Avvist av mottakeren"):
        assert shown in page
        assert shown in text_of(kari_at.get(reverse("tasks")))
    assert "Hva ble gjort?" not in page


def test_a_settled_task_registers_nobody_a_second_time(receive, browser) -> None:
    receive(letter())
    address = reverse("task-newcomer", args=[Task.objects.get().pk])
    browser.post(address)
    browser.post(address)

    assert Patient.objects.count() == 1


def test_the_menu_counts_the_tasks_that_wait(day, kari_at) -> None:
    waiting = Task.objects.filter(closed_at=None, service__staff=day.users["hjemmetjeneste"]).count()
    menu = html.fromstring(kari_at.get("/sendt/").content).find(".//nav").text_content()

    assert waiting
    assert f"{waiting} venter" in menu


def test_what_was_refused_can_be_asked_for_alone(day, refused, kari_at) -> None:
    page = text_of(kari_at.get("/sendt/?show=refused"))

    assert "Solbakken, Ingeborg" in page
    assert "Øverås" not in page.partition("Mottaker og status")[2]


def test_the_monitor_counts_what_was_refused(day, refused, mona_at) -> None:
    figures = html.fromstring(mona_at.get(reverse("monitoring")).content).find_class("figures")[0]

    assert "Avvist av mottakeren siste 30 døgn1" in " ".join(figures.text_content().split())
