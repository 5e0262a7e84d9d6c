"""Schemathesis reads the hub's own description and tries what it allows and what it does not."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import requests
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS
from test_hub_messages import body

import samhandling.hub
from hub_api import Api, ath, proof
from local_hub import URL, InProcess, start_hub

DESCRIPTION = Path(samhandling.hub.__file__).with_name("openapi-v3.yaml")
# Authorisation is left out, since each request is signed here: test_hub_access.py is about that.
schema = schemathesis.openapi.from_dict(yaml.safe_load(DESCRIPTION.read_text()) | {"security": []})
# What a base64 text holds, and whether a status needs errors, is beyond a schema: valid data may be refused.
BEYOND_A_SCHEMA = {"/messages", "/messages/{id}/apprec"}
ACCEPTANCE = CHECKS.get_one("positive_data_acceptance")

SHORT = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    hub: InProcess = start_hub(tmp_path_factory.mktemp("hub"), faults=False)
    api = Api(hub)
    # Any HER-id will do here: a 403 for a random one would hide what comes after.
    hub.app.hub.configurations.allow = lambda *_told, **_named: None
    yield api
    hub.stop()


@pytest.fixture(scope="module")
def known_id(api: Api) -> str:
    return api.call("POST", "/messages", body()).json()["id"]


@schema.parametrize()
@SHORT
def test_the_hub_does_what_its_description_says(case, api, known_id):
    validate(case, api)


@schema.include(path_regex=r"\{id\}").parametrize()
@settings(SHORT, phases=[Phase.generate])
def test_the_same_for_a_message_that_is_there(case, api, known_id):
    case.path_parameters["id"] = known_id
    validate(case, api)


def validate(case, api: Api) -> None:
    excluded = [ACCEPTANCE] if case.operation.path in BEYOND_A_SCHEMA else []
    case.validate_response(answer(case, api), excluded_checks=excluded)


def answer(case, api: Api) -> httpx.Response:
    told = requests.Request(**case.as_transport_kwargs(base_url=URL)).prepare()
    url = httpx.URL(told.url)
    signed = {
        "authorization": f"DPoP {api.token}",
        "dpop": proof(
            told.method, URL + url.raw_path.partition(b"?")[0].decode(), api.jwk, ath=ath(api.token)
        ),
    }
    headers = httpx.Headers(
        [
            (name, value if isinstance(value, bytes) else value.encode("latin-1"))
            for name, value in told.headers.items()
        ]
    )
    headers.update(signed)
    request = httpx.Request(told.method, url, headers=headers, content=told.body)
    response = api.http.send(request, stream=True)
    content = next(response.iter_bytes(), b"")
    response.close()
    read = httpx.Response(response.status_code, headers=response.headers, content=content, request=request)
    read.elapsed = dt.timedelta(0)
    return read


def test_the_description_is_served(api):
    assert api.http.get("/openapi-v3.yaml").content == DESCRIPTION.read_bytes()


def test_every_path_of_the_description_is_served_and_no_other_needs_a_token(api):
    from samhandling.hub.app import _API

    described = {
        path: {m.upper() for m in told if m != "parameters"}
        for path, told in schema.raw_schema["paths"].items()
    }
    described.pop("/ping")
    assert described == {path: set(handlers) for path, handlers in _API.items()}
