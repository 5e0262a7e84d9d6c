import pytest
from django.urls import reverse

from node_letters import BORGHILD
from record_system_world import beside_a_record_system
from samhandling.node.recordsystem.models import Token
from samhandling.node.recordsystem.modes import listening_hers
from samhandling.node.recordsystem.reasons import reason_words
from samhandling.node.recordsystem.tokens import token_of


@pytest.fixture
def go(world, client):
    def go(role):
        user = world.employ(role) if role != "hjemmetjeneste" else world.users[role]
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return go


def text(response):
    return response.content.decode()


def test_a_meldingsansvarlig_sees_and_changes_nothing(go):
    beside_a_record_system()
    client = go("meldingsansvarlig")
    assert "Lag tilgang" not in text(client.get("/journalsystem/"))
    posts = [
        client.post("/journalsystem/tilgang/", {"name": "x", "scopes": ["messages:send"]}),
        client.post(reverse("token-withdraw", args=[Token.objects.first().pk])),
        client.post(reverse("mode-switch", args=[8900202]), {"listening": "off"}),
    ]
    assert [one.status_code for one in posts] == [403] * 3


def test_what_is_missing_is_said_at_its_field(go):
    answer = go("administrator").post("/journalsystem/tilgang/", {"name": "", "scopes": []})
    assert answer.status_code == 422
    assert 'href="#id_scopes"' in text(answer)
    assert 'id="id_scopes"' in text(answer)


def test_a_name_that_is_taken(go):
    beside_a_record_system()
    told = {"name": "DIPS Arena", "scopes": ["messages:send"]}
    assert "Navnet er i bruk" in text(go("administrator").post("/journalsystem/tilgang/", told))


def test_a_token_is_made_shown_once_and_withdrawn(go):
    client = go("administrator")
    told = {"name": "EPJ", "scopes": ["messages:send"], "services": ["8900202"]}
    page = text(client.post("/journalsystem/tilgang/", told))
    secret = page.partition('class="secret">')[2].partition("<")[0]
    token = token_of(secret)
    assert [one.her for one in token.user.services.all()] == [8900202]
    assert secret not in text(client.get("/journalsystem/"))
    client.post(reverse("token-withdraw", args=[token.pk]))
    assert token_of(secret) is None


def test_what_could_not_be_read_is_told_without_the_patient(go):
    beside_a_record_system()
    page = text(go("administrator").get("/journalsystem/"))
    assert page.count("Oppholdet mangler nummer") == 2
    assert "EPJ|DIAKON" in page
    assert BORGHILD not in page
    assert "Rypefjær" not in page


def test_lyttemodus_is_switched_and_said_on_every_page(go):
    client = go("administrator")
    client.post(reverse("mode-switch", args=[8900202]), {"listening": "on", "reason": "innføring"})
    assert listening_hers() == {8900202}
    assert "Journalsystemet (lyttemodus)" in text(client.get("/journalsystem/"))
    assert "Journalsystemet sender og mottar for Sykepleietjeneste" in text(
        go("hjemmetjeneste").get("/innboks/")
    )


def test_no_reason_is_shown_in_the_words_of_a_program():
    for reason in ("MSH-18 names a character set that is not read here", "Not a list", "Something new"):
        assert reason_words(reason) not in {"", reason}
    assert reason_words("") == ""
