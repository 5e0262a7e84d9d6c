"""Adresser: asking Adresseregisteret from a page, seeing what differs, and taking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from node_home import DIAKONHJEMMET, SOMATIKK
from register_world import NEW, Answers, with_register
from samhandling.node.directory import queries
from samhandling.node.directory.models import Service

if TYPE_CHECKING:
    from django.test import Client

    from screen_world import World

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    return with_register(monkeypatch)


@pytest.fixture
def ada(world: World, client: Client) -> Client:
    client.force_login(world.employ("administrator", "Ada Strand"), backend=BACKEND)
    return client


def text(client: Client, address: str, *, post: bool = False, status: int = 200) -> str:
    answer = client.post(address, follow=True) if post else client.get(address, follow=True)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


# What goes wrong


def test_a_node_without_an_account_says_so_and_asks_nobody(ada: Client) -> None:
    for address in ("/adresser/", f"/adresser/{SOMATIKK}/"):
        page = text(ada, address)
        assert "[address_register] i node.toml" in page
        assert "Spør Adresseregisteret" not in page


def test_the_form_leads_to_what_is_no_her_id(ada: Client, answers: Answers) -> None:
    for her, words in {"": "Skriv en HER-id.", "HER": "et tall på opptil ni sifre"}.items():
        page = text(ada, f"/adresser/?her={her}", status=422)
        assert words in page
        assert 'href="#id_her"' in page


def test_a_her_id_that_is_not_known_or_not_in_use_is_a_fault_of_the_field(
    ada: Client, answers: Answers
) -> None:
    page = text(ada, "/adresser/4711/", status=422)
    assert "Adresseregisteret kjenner ikke HER-id 4711" in page
    assert "Ingenting er endret." in page
    answers.close(NEW)
    assert "Den kan ikke hentes." in text(ada, f"/adresser/{NEW}/")
    assert "Adressen er ikke i bruk" in text(ada, f"/adresser/{NEW}/", post=True, status=422)
    assert not Service.objects.filter(her=NEW).exists()


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "godtar ikke brukeren eller passordet"), (503, "svarer ikke"), (302, "kan ikke brukes")],
)
def test_a_register_that_does_not_answer_is_said(
    ada: Client, answers: Answers, status: int, words: str
) -> None:
    answers.status = status
    for post in (False, True):
        assert words in text(ada, f"/adresser/{SOMATIKK}/", post=post, status=503)
    assert Service.objects.get(her=SOMATIKK).confirmed_at is None


def test_an_answer_that_is_wrong_is_not_read(ada: Client, answers: Answers) -> None:
    sound = answers.known[SOMATIKK]
    answers.known[SOMATIKK] = b"<!DOCTYPE x []>" + sound.partition(b"?>")[2]
    assert "har en DOCTYPE" in text(ada, f"/adresser/{SOMATIKK}/", status=503)
    answers.known[SOMATIKK] = sound + b" " * 17_000_000
    assert "for stort" in text(ada, f"/adresser/{SOMATIKK}/", status=503)


def test_an_account_that_is_wrong_is_told_of(ada: Client, answers: Answers) -> None:
    settings.HOME.address_register["url"] = "http://register.invalid"
    assert "mangler i oppsettet" in text(ada, f"/adresser/{SOMATIKK}/", status=503)


# What goes well


def test_the_directory_is_shown_with_what_is_confirmed(ada: Client, answers: Answers) -> None:
    page = text(ada, "/adresser/")
    assert "Diakonhjemmet sykehus" in page
    assert f'href="/adresser/{SOMATIKK}/"' in page


def test_a_large_directory_is_shown_in_pages(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    own, other = text(ada, "/adresser/"), text(ada, "/adresser/?page=2")

    assert f">{settings.HOME.name}</h2>" in own
    assert "Diakonhjemmet sykehus" not in own
    assert 'href="?page=2"' in own
    assert "Diakonhjemmet sykehus" in other
    assert 'href="?page=1"' in other


def test_what_differs_is_shown_and_taken(ada: Client, answers: Answers) -> None:
    assert f"/adresser/{SOMATIKK}/" in ada.get("/adresser/?her= 0 8900101 ").url
    page = text(ada, f"/adresser/{SOMATIKK}/")
    assert "20 00 01 99" in page
    assert "PLO innleggelse somatikk (8668: 1)" in page
    assert "310000019" in page  # of the virksomhet

    assert "er hentet fra Adresseregisteret" in text(ada, f"/adresser/{SOMATIKK}/", post=True)

    found = Service.objects.select_related("organisation").get(her=SOMATIKK)
    assert (found.phone, found.organisation.orgnr) == ("20000199", "310000019")
    assert "Alt står likt" in text(ada, f"/adresser/{SOMATIKK}/")


def test_one_that_is_new_is_taken(ada: Client, answers: Answers) -> None:
    assert "Ny her" in text(ada, f"/adresser/{NEW}/")
    text(ada, f"/adresser/{NEW}/", post=True)
    assert Service.objects.get(her=NEW).organisation.her == DIAKONHJEMMET


def test_one_that_is_closed_is_no_receiver_any_more(ada: Client, answers: Answers) -> None:
    answers.close(SOMATIKK)
    assert "tilbys ikke som mottaker" in text(ada, f"/adresser/{SOMATIKK}/")
    page = text(ada, f"/adresser/{SOMATIKK}/", post=True)
    assert "er ute av bruk" in page
    assert "Ute av bruk" in page
