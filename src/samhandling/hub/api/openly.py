"""Paths without a token: ping, the API's description, the token service, and faults on order."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from functools import partial
from importlib.resources import files

from samhandling.hub.api.endpoint import answered
from samhandling.hub.api.token import discovery_document, post_token, public_keys
from samhandling.hub.http import Answer, Reply, Request, Way, answer_json
from samhandling.hub.problems import ErrorCode, Problem, invalid
from samhandling.hub.service import Hub

Handler = Callable[[Hub, Request], Answer]


def bound(hub: Hub, handler: Handler, longest: int = 0) -> Way:
    """Return the handler, which answers whatever happens and takes a body of so many bytes."""

    def admit(request: Request) -> Reply:
        return partial(handler, hub, request)

    return answered(admit, longest)


def ping(_hub: Hub, _request: Request) -> Answer:
    """Say that the hub lives."""
    return answer_json({"response": "pong", "timestampUtc": dt.datetime.now(tz=dt.UTC).isoformat()})


def description(_hub: Hub, _request: Request) -> Answer:
    """Give the API's OpenAPI document."""
    text = files("samhandling.hub").joinpath("openapi-v3.yaml").read_bytes()
    return Answer(200, text, "application/yaml")


def discovery(hub: Hub, _request: Request) -> Answer:
    """Give the token service's addresses."""
    return answer_json(discovery_document(hub))


def jwks(hub: Hub, _request: Request) -> Answer:
    """Give the public keys that tokens are signed with."""
    return answer_json(public_keys(hub))


def token(hub: Hub, request: Request) -> Answer:
    """Give a token."""
    return post_token(hub, request)


def get_faults(hub: Hub, _request: Request) -> Answer:
    """Show the faults that are still to happen."""
    return answer_json(hub.faults.standing())


def put_faults(hub: Hub, request: Request) -> Answer:
    """Replace the faults on order (hub/faults.py)."""
    try:
        hub.faults.order(json.loads(request.body()))
    except (ValueError, AttributeError, TypeError) as error:
        raise invalid(str(error)) from error
    return answer_json(hub.faults.standing())


def _no_such_path(request: Request) -> Answer:
    return Problem(404, ErrorCode.NO_SUCH_PATH, "No such path or method").answer(request)


NO_SUCH_PATH = Way(_no_such_path, 0)
"""The refusal of a path that is not there."""


def no_such_method(methods: Iterable[str]) -> Way:
    """Return the refusal of a method that a path has not."""
    allowed = {"allow": ", ".join(sorted(methods))}

    def refuse(request: Request) -> Answer:
        return Problem(405, ErrorCode.NO_SUCH_PATH, "No such path or method", headers=allowed).answer(request)

    return Way(refuse, 0)
