"""What every answer tells the browser: run nothing of others', keep nothing, stand in no frame."""

import pytest

PAGES = ["/innboks/", "/pasienter/", "/finnes-ikke/"]


@pytest.fixture
def kari(world, client):
    client.force_login(world.users["hjemmetjeneste"], backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("page", PAGES)
def test_nothing_runs_and_nothing_is_fetched_but_our_own(kari, page):
    policy = kari.get(page)["Content-Security-Policy"]
    told = dict(part.strip().split(" ", 1) for part in policy.split(";") if " " in part.strip())
    assert told["default-src"] == "'none'"
    assert told["script-src"] == told["style-src"] == told["connect-src"] == "'self'"
    assert told["frame-ancestors"] == told["base-uri"] == told["trusted-types"] == "'none'"
    assert told["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in policy


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_kept_by_browser_or_proxy(kari, page):
    assert kari.get(page)["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_style_or_script_within(kari, page):
    text = kari.get(page).content.decode()
    assert " style=" not in text
    assert "<style" not in text
    assert " onclick=" not in text
    assert text.count("<script") == text.count("<script src=")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_patients_are_invented(kari, page):
    assert "SYNTETISK" in kari.get(page).content.decode()


def test_the_language_is_the_readers_choice_and_not_the_browsers(kari):
    assert kari.get("/innboks/", headers={"accept-language": "en"})["Content-Language"] == "nb"
    kari.post("/sprak/", {"language": "nn", "next": "/innboks/"})
    assert kari.get("/innboks/")["Content-Language"] == "nn"


@pytest.mark.parametrize("where", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_a_choice_never_leads_to_another_site(kari, where):
    assert kari.post("/sprak/", {"language": "nn", "next": where}).url == "/"


def test_a_language_that_we_do_not_speak_is_not_kept(kari):
    assert "language-frogner" not in kari.post("/sprak/", {"language": "de", "next": "/"}).cookies


def test_an_old_form_is_refused_in_words(world):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/logg-inn/", {"username": "x"})
    assert response.status_code == 403
    assert "Siden var for gammel" in response.content.decode()


def test_a_fault_of_ours_is_told_in_words(kari, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("ours")

    monkeypatch.setattr("samhandling.node.correspondence.queries.inbox", fail)
    kari.raise_request_exception = False
    response = kari.get("/innboks/")
    assert response.status_code == 500
    assert "Noe gikk galt hos oss" in response.content.decode()
    assert "SYNTETISK" in response.content.decode()
