import pytest

pytestmark = [
    pytest.mark.system,
    pytest.mark.allow_hosts(["127.0.0.1", "localhost"]),
    pytest.mark.django_db(transaction=True),
]


def test_pictures(visit):
    visit.world.a_day()
    for name, window in {"light": {}, "dark": {"dark": True}, "phone": {"phone": True}}.items():
        visit.given_a_window(**window).given_i_am_logged_in_as("hjemmetjeneste")
        for page in ("/innboks/", "/sendt/", "/pasienter/", "/oppgaver/", "/pasient/1/", "/melding/1/"):
            visit.when_i_go_to(page).picture(f"{page.strip('/').replace('/', '-')}-{name}")
