"""The log with its one rising offset, and its stream."""

import json

import httpx
import pytest
from test_hub_messages import eventually, post, problem

from hub_api import HEADERS, Api, ath, order, proof
from local_hub import BYDEL, BYDEL_CASEWORK, HOSPITAL, URL, InProcess, start_hub


@pytest.fixture
def hospital(hub: InProcess) -> Api:
    return Api(hub, "hospital")


@pytest.fixture
def bydel(hub: InProcess) -> Api:
    return Api(hub, "bydel")


def stream(api: Api, query: str) -> httpx.Response:
    path = "/notifications/stream"
    headers = HEADERS | {
        "authorization": f"DPoP {api.token}",
        "dpop": proof("GET", URL + path, api.jwk, ath=ath(api.token)),
    }
    request = api.http.build_request("GET", f"{path}?{query}", headers=headers)
    return api.http.send(request, stream=True)


def test_offset_is_exclusive_and_rises_over_all_her_ids(hospital, bydel):
    for _ in range(3):
        post(hospital)
    eventually(lambda: len(bydel.notifications()), 3)
    offsets = [told["offset"] for told in bydel.notifications()]
    assert offsets == sorted(set(offsets))
    assert [told["offset"] for told in bydel.notifications(offsets[0])] == offsets[1:]
    assert not {told["offset"] for told in hospital.notifications()} & set(offsets)


def test_each_her_id_hears_only_its_own(hospital, bydel):
    post(hospital)
    eventually(lambda: len(bydel.notifications()), 1)
    assert bydel.notifications(0, BYDEL_CASEWORK) == []
    assert [told["notificationReceiverHerId"] for told in bydel.notifications(0, BYDEL)] == [BYDEL]


def test_a_page_holds_what_was_asked_for(hospital, bydel):
    for _ in range(3):
        post(hospital)
    eventually(lambda: len(bydel.notifications()), 3)
    path = f"/notifications?HerIds={BYDEL}&Offset=0&NotificationsToFetch=2"
    assert len(bydel.call("GET", path).json()["notifications"]) == 2


@pytest.mark.parametrize(
    "query",
    [
        "Offset=0",
        f"HerIds={HOSPITAL}",
        f"HerIds={HOSPITAL}&HerIds={HOSPITAL}&Offset=0",
        f"HerIds={HOSPITAL},8000002&Offset=0",
        f"HerIds={HOSPITAL}&Offset=-1",
        f"HerIds={HOSPITAL}&Offset=0&Offset=1",
        f"HerIds={HOSPITAL}&Offset=9223372036854775808",
        f"HerIds={HOSPITAL}&Offset=0&NotificationsToFetch=0",
        f"HerIds={HOSPITAL}&Offset=0&NotificationsToFetch=1001",
        "&".join(f"HerIds={her}" for her in range(1, 1502)) + "&Offset=0",
    ],
    ids=lambda query: query[:60],
)
def test_a_query_of_the_wrong_shape_is_refused(hospital, query):
    assert problem(hospital.call("GET", f"/notifications?{query}")) == (400, 1001)


def test_a_stream_says_that_it_is_connected_then_tells_and_pings(hospital, bydel):
    post(hospital)
    response = stream(bydel, f"HerIds={BYDEL}&Offset=0")
    lines = response.iter_lines()
    assert [next(lines) for _ in range(3)] == ["event: connected", "data:", ""]
    told = [next(lines) for _ in range(4)]
    assert (told[0], told[1][:4]) == ("event: notification", "id: ")
    assert json.loads(told[2].removeprefix("data: "))["type"] == "NewMessage"
    assert next(lines) == ": ping"
    response.close()


def test_a_stream_without_offset_begins_at_the_end(hospital, bydel):
    post(hospital)
    eventually(lambda: len(bydel.notifications()), 1)
    response = stream(bydel, f"HerIds={BYDEL}")
    lines = response.iter_lines()
    assert [next(lines) for _ in range(4)][-1] == ": ping"
    response.close()


def test_a_stream_closes_when_its_token_ends(tmp_path):
    hub = start_hub(tmp_path, token_seconds=1)
    response = stream(Api(hub, "bydel"), f"HerIds={BYDEL}")
    assert "ping" in response.read().decode()
    hub.stop()


def test_a_stream_closes_when_the_hub_stops(hub, bydel):
    response = stream(bydel, f"HerIds={BYDEL}")
    hub.app.hub.stop()
    assert response.read().startswith(b"event: connected")


def test_a_stream_can_be_cut_in_the_middle_of_an_event(hub, hospital, bydel):
    order(hub, drop_stream={})
    post(hospital)
    text = stream(bydel, f"HerIds={BYDEL}&Offset=0").read().decode()
    assert "event: notification" in text
    assert not text.endswith("\n\n")


def test_a_locked_her_id_is_for_one_client(tmp_path):
    from local_hub import KEYS, Client, public

    clients = {name: Client(name, public(KEYS[name]), frozenset({HOSPITAL})) for name in ("hospital", "gp")}
    hub = start_hub(tmp_path, clients=clients)
    first, second = Api(hub, "hospital"), Api(hub, "gp", configured=False)
    first.configure(clientLocked=True)
    path = f"/notifications?HerIds={HOSPITAL}&Offset=0"
    assert problem(second.call("GET", path)) == (423, 1103)
    told = {"configurations": [{"herId": HOSPITAL}]}
    assert problem(second.call("PUT", "/mshconfigurations", told)) == (423, 1103)
    document = f"/messages/{post(first, receivers=(HOSPITAL,))}/business-document"
    assert problem(second.call("GET", document)) == (423, 1103)
    assert [first.call("GET", of).status_code for of in (path, document)] == [200, 200]
    hub.stop()
