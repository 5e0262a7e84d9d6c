"""Who may call, as what, and with which headers."""

import time

import pytest
from test_hub_messages import post

from hub_api import Api, in_seconds, order
from local_hub import BYDEL, HOSPITAL, InProcess, new_key, start_hub

PATH = f"/notifications?HerIds={HOSPITAL}&Offset=0"


@pytest.fixture
def api(hub: InProcess) -> Api:
    return Api(hub)


def problem(answer) -> tuple[int, int]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["errorCode"]


@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        ("without ath", {"ath": None}),
        ("with the ath of another token", {"ath": "AAAA"}),
        ("with another key", {"jwk": new_key()}),
        ("for another method", {"htm": "POST"}),
        ("for another path", {"htu": "http://hub.test/messages"}),
        ("for the address behind the proxy", {"htu": "http://127.0.0.1/notifications"}),
        ("made long ago", {"iat": in_seconds(-60)}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_token_with_a_proof_that_does_not_hold_is_refused(api, fault, changes):
    answer = api.call("GET", PATH, **changes)
    assert problem(answer) == (401, 1010), fault
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": None},
        {"authorization": "DPoP"},
        {"authorization": "DPoP rubbish"},
        {"authorization": "DPoP a.b.c"},
        {"dpop": None},
        {"dpop": "rubbish"},
        {"dpop": "a.b.c"},
    ],
    ids=str,
)
def test_a_call_without_token_or_proof_is_refused(api, headers):
    assert problem(api.call("GET", PATH, headers=headers)) == (401, 1010)


def test_the_token_as_a_bearer_is_refused(api):
    bearer = {"authorization": f"Bearer {api.token}"}
    assert problem(api.call("GET", PATH, headers=bearer)) == (401, 1010)


def test_a_proof_is_good_for_one_call(api):
    assert api.call("GET", PATH, jti="once").status_code == 200
    assert problem(api.call("GET", PATH, jti="once")) == (401, 1010)


def test_a_token_ends(tmp_path):
    hub = start_hub(tmp_path, token_seconds=1)
    api = Api(hub)
    time.sleep(1.1)
    assert problem(api.call("GET", PATH)) == (401, 1010)
    hub.stop()


def test_a_nonce_can_be_demanded(hub, api):
    order(hub, nonce_challenge={})
    answer = api.call("GET", PATH)
    assert 'error="use_dpop_nonce"' in answer.headers["www-authenticate"]
    assert api.call("GET", PATH, nonce=answer.headers["dpop-nonce"]).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"api-version": None}, {"api-version": "2"}, {"nhn-source-system": None}]
)
def test_both_headers_are_demanded(api, headers):
    assert problem(api.call("GET", PATH, headers=headers)) == (400, 1001)


def test_a_foreign_her_id_is_refused(api):
    assert problem(api.call("GET", f"/notifications?HerIds={BYDEL}&Offset=0")) == (403, 1100)


def test_a_her_id_must_be_configured_first(hub):
    api = Api(hub, configured=False)
    assert problem(api.call("GET", PATH)) == (400, 1102)
    assert api.configure().status_code == 204
    assert api.call("GET", PATH).status_code == 200
    message = f"/messages/{post(api)}"
    assert api.call("DELETE", f"/mshconfigurations?HerIds={HOSPITAL}").status_code == 204
    assert [problem(api.call("GET", path)) for path in (PATH, message)] == [(400, 1102)] * 2


def test_nobody_configures_a_her_id_of_others(api):
    told = {"configurations": [{"herId": HOSPITAL}, {"herId": BYDEL}]}
    assert problem(api.call("PUT", "/mshconfigurations", told)) == (403, 1100)


def test_ping_needs_nothing(api):
    assert api.http.get("/ping").json()["response"] == "pong"


def test_paths_and_methods_that_are_not_there_have_problem_bodies(api):
    assert problem(api.call("GET", "/nothing")) == (404, 1004)
    answer = api.call("DELETE", "/messages")
    assert problem(answer) == (405, 1004)
    assert answer.headers["allow"] == "POST"


def test_faults_cannot_be_ordered_unless_the_configuration_says_so(tmp_path):
    hub = start_hub(tmp_path, faults=False)
    api = Api(hub)
    assert problem(api.http.put("/admin/faults", json={"broken": {}})) == (404, 1004)
    hub.stop()
