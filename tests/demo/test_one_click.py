"""Logging in with one click: only here, only now, only among the invented, and never in production."""

import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from kept_rows import kept
from node_home import HOME
from samhandling.demo.login import tokens
from samhandling.node.access.models import AuditEntry
from samhandling.node.patients.models import Identity
from screen_world import World

PAGE = "/demo/inn/"
SPENT = f"{PAGE}?brukt=1"


@pytest.fixture
def world(db):
    return kept("world", lambda: World().found())


@pytest.fixture
def visitor(world):
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


def press(visitor, username="hjemmetjeneste", **changed):
    page = visitor.get(PAGE).content.decode()
    fields = {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]
        for name in ("csrfmiddlewaretoken", "token")
    }
    return visitor.post(PAGE, {"username": username, **fields, **changed})


def test_one_click_logs_in_and_is_logged(visitor, world):
    assert press(visitor).url == "/"
    assert visitor.get("/innboks/").status_code == 200
    row = AuditEntry.objects.filter(act="log-in").get()
    assert (row.actor, row.detail) == (world.users["hjemmetjeneste"], {"way": "demo"})


def test_a_token_opens_one_log_in(visitor):
    page = visitor.get(PAGE).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)[1]
    press(visitor)
    other = Client(SERVER_NAME="localhost")
    other.get(PAGE)
    assert other.post(PAGE, {"username": "hjemmetjeneste", "token": token}).url == SPENT
    assert "_auth_user_id" not in other.session


def test_a_token_is_spent_by_a_wrong_guess(visitor):
    kept = {}
    token = tokens.issue(kept)
    assert not tokens.consume(kept, "gjetning på norsk: æ")
    assert not tokens.consume(kept, token)


def test_a_token_does_not_last(visitor, monkeypatch):
    kept = {}
    token = tokens.issue(kept)
    later = tokens.time.time() + tokens.LASTS + 1
    monkeypatch.setattr(tokens.time, "time", lambda: later)
    assert not tokens.consume(kept, token)


def test_without_a_token_nobody_gets_in(visitor):
    assert press(visitor, token="").url == SPENT
    assert "var brukt eller for gammel" in visitor.get(SPENT).content.decode()
    assert "var brukt eller for gammel" not in visitor.get(PAGE).content.decode()
    assert visitor.get("/innboks/").status_code == 302


def test_a_form_from_another_site_is_refused(visitor):
    assert visitor.post(PAGE, {"username": "hjemmetjeneste", "token": "x"}).status_code == 403


def test_a_role_shows_its_people_only(visitor, world):
    world.employ("lege", "Liv Nes", 8900202)
    page = visitor.get(f"{PAGE}?rolle=lege").content.decode()
    assert "Liv Nes" in page
    assert "Kari Lunde" not in page


@pytest.mark.parametrize("page", ["/logg-inn/", "/logg-inn/?inaktiv=1"])
def test_whoever_is_logged_out_finds_the_one_click_page_again(visitor, page):
    assert f'href="{PAGE}"' in visitor.get(page).content.decode()


def test_elsewhere_the_log_in_form_knows_of_no_one_click(visitor, settings):
    settings.ONE_CLICK_LOG_IN = ""
    assert PAGE not in visitor.get("/logg-inn/").content.decode()


@pytest.mark.parametrize("page", ["/logg-inn/", PAGE, "/innboks/"])
def test_every_page_leads_back_to_the_front_page_of_the_demo(visitor, settings, page):
    settings.DEMO_FRONT = "http://localhost:8000/"
    press(visitor) if page == "/innboks/" else None
    assert 'href="http://localhost:8000/"' in visitor.get(page).content.decode()


@pytest.mark.parametrize("address", ["192.168.1.20", "10.0.0.1", "2001:db8::1", ""])
@pytest.mark.parametrize("method", ["get", "post"])
def test_off_this_machine_it_is_closed(world, address, method):
    far = Client(SERVER_NAME="localhost", REMOTE_ADDR=address)
    response = getattr(far, method)(PAGE)
    assert response.status_code == 403
    assert "Demoen er stengt her" in response.content.decode()


def test_behind_a_proxy_it_is_closed(world):
    assert (
        Client(SERVER_NAME="localhost", headers={"x-forwarded-for": "8.8.8.8"}).get(PAGE).status_code == 403
    )


def test_with_a_patient_who_is_not_synthetic_it_is_closed(visitor, world):
    patient = world.register(0)
    Identity.objects.create(patient=patient, kind="FNR", value="17912099997")
    assert visitor.get(PAGE).status_code == 200
    Identity.objects.create(patient=patient, kind="DNR", value="57042012345")
    assert visitor.get(PAGE).status_code == 403
    assert visitor.post(PAGE).status_code == 403


def test_outside_a_demo_it_is_closed(visitor, settings):
    from dataclasses import replace

    settings.HOME = replace(settings.HOME, environment="test")
    assert visitor.get(PAGE).status_code == 403


LOOK = """
import django
django.setup()
from django.apps import apps
from django.urls import Resolver404, resolve
assert not apps.is_installed("samhandling.demo.login")
for path in ("/demo/inn/", "/demo/inn/kari/"):
    try:
        resolve(path)
    except Resolver404:
        continue
    raise SystemExit(f"{path} resolves")
import sys
print([name for name in sys.modules if name.startswith("samhandling.demo")])
"""


@pytest.mark.parametrize("environment", ["production", "test"])
def test_elsewhere_the_page_does_not_exist(environment):
    env = {
        **os.environ,
        "SAMHANDLING_NODE": str(HOME),
        "DJANGO_SETTINGS_MODULE": f"samhandling.node.settings.{environment}",
    }
    done = subprocess.run([sys.executable, "-c", LOOK], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
