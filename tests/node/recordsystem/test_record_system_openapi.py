"""Schemathesis reads the description and tries what it allows and what it does not. SOAK=… asks for more."""

import datetime as dt
import os

import httpx
import pytest
import requests
import schemathesis
import yaml
from django.urls import get_resolver
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS

from node_letters import letter, new_id
from samhandling.node.delivery import sending
from samhandling.node.recordsystem.api.limits import CALLS, STRANGERS
from samhandling.node.recordsystem.api.views import DESCRIPTION

# Authorisation is left out, since each request has its token here: test_handing_over.py is about that.
schema = schemathesis.openapi.from_dict(yaml.safe_load(DESCRIPTION.read_text("utf-8")) | {"security": []})
ACCEPTANCE = CHECKS.get_one("positive_data_acceptance")  # what stands in a message is beyond a schema
EXAMPLES = int(os.environ.get("SOAK", "4"))
SHORT = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="SOAK" not in os.environ,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schema.parametrize()
@SHORT
def test_the_endpoint_does_what_its_description_says(case, epj, client):
    CALLS.empty()
    STRANGERS.empty()
    validate(case, epj, client)


@schema.include(path_regex="id}|number}").exclude(path_regex="fhir").parametrize()
@SHORT
def test_the_same_for_what_is_there(case, epj, client, there):
    CALLS.empty()
    case.path_parameters.update({name: there[name] for name in case.path_parameters})
    validate(case, epj, client)


@pytest.fixture
def there(epj, receive, borghild, post, out):
    """One message that came, and one that went out and was answered."""
    receive(letter(new_id()))
    sent = epj.post("messages", out(), "1").told
    sending.send_next(post)
    return {"id": sent["id"], "number": epj.get("received").told["items"][0]["number"]}


def validate(case, epj, client):
    case.validate_response(answer(case, epj, client), excluded_checks=[ACCEPTANCE])


def answer(case, epj, client):
    told = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
    url = httpx.URL(told.url)
    head = {f"HTTP_{name.upper().replace('-', '_')}": _text(value) for name, value in told.headers.items()}
    head.pop("HTTP_CONTENT_LENGTH", None)
    head["HTTP_AUTHORIZATION"] = f"Bearer {epj.token}"
    kind = head.pop("HTTP_CONTENT_TYPE", "")
    body = told.body.encode() if isinstance(told.body, str) else told.body or b""
    response = client.generic(told.method, url.raw_path.decode(), body, kind, **head)
    headers = list(response.headers.items())
    request = httpx.Request(told.method, url)
    read = httpx.Response(response.status_code, headers=headers, content=response.content, request=request)
    read.elapsed = dt.timedelta(0)
    return read


def _text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else value


def test_every_address_stands_in_the_description():
    described = {path.replace("{", "<").replace("}", ">") for path in schema.raw_schema["paths"]}
    served = {str(one.pattern) for one in _addresses(get_resolver().url_patterns)}
    plain = {f"/{path}" for path in served if path.startswith("api/v1") and "openapi" not in path}
    for name in ("int:pk", "str:key"):
        plain = {path.replace(f"<{name}>", "<id>") for path in plain}
    assert {path.replace("<int:number>", "<number>") for path in plain} == described


def _addresses(patterns):
    for one in patterns:
        yield from _addresses(one.url_patterns) if hasattr(one, "url_patterns") else [one]
