"""Frogner's record system, beside the node."""

from __future__ import annotations

import dataclasses
import json

import pytest

from node_home import DIAKONHJEMMET, FROGNER, SOMATIKK, SYKEPLEIE
from node_letters import letter
from record_system_world import NOON
from samhandling.node.access.actor import WORKER
from samhandling.node.recordsystem.actions import make_token
from samhandling.node.recordsystem.api.limits import CALLS, STRANGERS
from samhandling.node.recordsystem.tokens import SCOPES

SEND = {"content_type": "application/xml"}


@pytest.fixture(autouse=True)
def _nobody_has_called() -> None:
    CALLS.empty()
    STRANGERS.empty()


@pytest.fixture
def at_noon(monkeypatch) -> None:
    monkeypatch.setattr("samhandling.node.clock.now", lambda: NOON)


@pytest.fixture
def hospital(settings, frogner) -> None:
    """The same node, but a hospital."""
    settings.HOME = dataclasses.replace(settings.HOME, kind="hospital")


class Caller:
    """The REST endpoint, as a program calls it."""

    def __init__(self, client, token: str) -> None:
        self.client, self.token = client, token

    def get(self, path: str, **told):
        return self._answer(self.client.get(f"/api/v1/{path}", **told, **self._head()))

    def post(self, path: str, body: bytes, key: str | None = None, **told):
        head = self._head() | ({"HTTP_IDEMPOTENCY_KEY": key} if key is not None else {})
        return self._answer(
            self.client.post(f"/api/v1/{path}", body, **{"content_type": "application/xml", **told}, **head)
        )

    def put(self, path: str, body: object, **told):
        head = {"content_type": "application/fhir+json", **self._head(), **told}
        return self._answer(self.client.put(f"/api/v1/{path}", json.dumps(body), **head))

    def _head(self) -> dict[str, str]:
        return {"HTTP_AUTHORIZATION": f"Bearer {self.token}"} if self.token else {}

    def _answer(self, response):
        if response.headers.get("Content-Type", "").endswith("json"):
            response.told = json.loads(response.content)
        return response


@pytest.fixture
def call(frogner, client):
    """The endpoint with a token for everything; `call(scopes, hers)` for another."""
    made = iter(range(100))

    def call(*scopes: str, hers: tuple[int, ...] = ()) -> Caller:
        return Caller(client, make_token(WORKER, f"epj {next(made)}", scopes or tuple(SCOPES), hers))

    return call


@pytest.fixture
def epj(call) -> Caller:
    return call()


@pytest.fixture
def out():
    """A letter from Frogner's home nursing to the hospital."""

    def out(msg_id: str | None = None, **parts: object) -> bytes:
        parts.setdefault("golden", "plo-1.6/innleggelsesrapport-ny.xml")
        parts.setdefault("sender", (FROGNER, SYKEPLEIE))
        return letter(msg_id, receiver=(DIAKONHJEMMET, SOMATIKK), **parts)

    return out
