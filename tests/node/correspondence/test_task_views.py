"""Settling what the node leaves to a person, on the screen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from node_letters import BORGHILD, letter
from samhandling.errors import Conflict
from samhandling.node.access.actor import Actor
from samhandling.node.correspondence.actions import close_task
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.presenters import task_words
from samhandling.node.delivery import filing, messages
from samhandling.node.journal.models import Entry, Message
from samhandling.node.patients.models import Patient

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
        close_task(kari, Task.objects.get())
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
