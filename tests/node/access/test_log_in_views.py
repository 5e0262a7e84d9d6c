"""Logging in and out, lock-out, and leaving the screen."""

import time

import pytest
from django.conf import settings
from django.contrib.auth.hashers import identify_hasher, make_password
from django.urls import reverse

from samhandling.node.access.actions import create_user
from samhandling.node.access.actor import WORKER
from samhandling.node.access.models import AuditEntry
from samhandling.node.web.idle import SEEN
from screen_world import PASSWORD

LOG_IN = "/logg-inn/"


@pytest.fixture
def nora(world, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a quick one
    return create_user(
        WORKER,
        username="nora",
        full_name="Nora Vik",
        role="sykepleier",
        service_hers=[8900202],
        password=PASSWORD,
    )


def log_in(client, password=PASSWORD, **where):
    return client.post(LOG_IN, {"username": "nora", "password": password, **where})


def test_a_wrong_password_is_refused_without_saying_which_was_wrong(client, nora):
    for name in ("nora", "ingen"):
        response = client.post(LOG_IN, {"username": name, "password": "feil"})
        assert "Brukernavnet eller passordet er feil." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_right_password_opens_the_inbox_and_is_logged(client, nora):
    response = log_in(client)
    assert response.url == reverse("front")
    assert client.get(response.url).url == reverse("inbox")
    assert AuditEntry.objects.latest("pk").act == "log-in"


def test_the_page_that_was_asked_for_comes_after(client, nora):
    assert client.get("/sendt/").url == "/logg-inn/?next=/sendt/"
    assert log_in(client, next="/sendt/").url == "/sendt/"


def test_a_role_without_an_inbox_comes_to_a_page_that_it_may_see(client, world):
    create_user(WORKER, username="ada", full_name="Ada Lie", role="administrator", password=PASSWORD)
    client.post(LOG_IN, {"username": "ada", "password": PASSWORD})
    assert client.get(reverse("front"), follow=True).status_code == 200


def test_another_site_never_comes_after(client, nora):
    assert log_in(client, next="https://example.org/").url == reverse("front")


def test_passwords_are_kept_by_argon2():
    assert identify_hasher(make_password(PASSWORD)).algorithm == "argon2"


def test_five_wrong_passwords_close_the_door_in_words(client, nora):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = log_in(client, "feil")
    assert response.status_code == 429
    assert "innloggingen er stengt i 30 minutter" in response.content.decode()
    assert log_in(client).status_code == 429


def test_logging_out_is_a_post(client, nora):
    log_in(client)
    assert client.get("/logg-ut/").status_code == 405
    assert client.post("/logg-ut/").url == LOG_IN
    line = AuditEntry.objects.latest("pk")
    assert (line.act, line.actor, line.purpose) == ("log-out", nora, "BEHANDLER")
    assert client.get("/innboks/").status_code == 302


def test_a_user_without_password_cannot_log_in_with_one(client, world):
    response = client.post(LOG_IN, {"username": "hjemmetjeneste", "password": ""})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def leave_for(client, seconds):
    session = client.session
    session[SEEN] = time.time() - seconds
    session.save()


def test_half_an_hour_without_a_click_logs_out_and_says_why(client, nora):
    log_in(client)
    client.get("/innboks/")
    leave_for(client, settings.IDLE_LIMIT + 1)
    response = client.get("/innboks/", follow=True)
    line = AuditEntry.objects.filter(act="log-out").get()
    assert (line.actor, line.detail) == (nora, {"way": "idle"})
    assert "Du ble logget ut fordi det gikk 30 minutter uten at du gjorde noe." in response.content.decode()


def test_a_page_that_asks_for_news_does_not_keep_anybody_logged_in(client, nora):
    log_in(client)
    client.get("/innboks/")
    leave_for(client, settings.IDLE_LIMIT - 5)
    seen = client.session[SEEN]
    client.get("/innboks/?since=x")
    assert client.session[SEEN] == seen


def test_a_click_does(client, nora):
    log_in(client)
    client.get("/innboks/")
    leave_for(client, settings.IDLE_LIMIT - 5)
    client.get("/innboks/")
    assert time.time() - client.session[SEEN] < 5


def test_a_page_that_asks_for_news_after_that_is_told_so_in_a_way_it_can_use(client, nora):
    assert client.get("/innboks/?since=x").status_code == 401
    log_in(client)
    client.get("/innboks/")
    leave_for(client, settings.IDLE_LIMIT + 1)
    assert client.get("/innboks/?since=x").status_code == 401
