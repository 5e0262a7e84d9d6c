"""Paths without a token: ping, the API's description, the token service, and faults on order."""

import datetime as dt
from collections.abc import Awaitable, Callable
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from samhandling.hub.api.endpoint import Run, answered
from samhandling.hub.api.token import discovery_document, post_token, public_keys
from samhandling.hub.problems import invalid
from samhandling.hub.service import Hub

Handler = Callable[[Hub, Request], Awaitable[Response]]


def bound(hub: Hub, handler: Handler) -> Run:
    """Return the handler as Starlette calls it."""

    async def run(request: Request) -> Response:
        return await handler(hub, request)

    return answered(run)


async def ping(_hub: Hub, _request: Request) -> Response:
    """Say that the hub lives."""
    return JSONResponse({"response": "pong", "timestampUtc": dt.datetime.now(tz=dt.UTC).isoformat()})


async def description(_hub: Hub, _request: Request) -> Response:
    """Give the API's OpenAPI document."""
    text = files("samhandling.hub").joinpath("openapi-v3.yaml").read_bytes()
    return Response(text, media_type="application/yaml")


async def discovery(hub: Hub, _request: Request) -> Response:
    """Give the token service's addresses."""
    return JSONResponse(discovery_document(hub))


async def jwks(hub: Hub, _request: Request) -> Response:
    """Give the public keys that tokens are signed with."""
    return JSONResponse(public_keys(hub))


async def token(hub: Hub, request: Request) -> Response:
    """Give a token."""
    return await post_token(hub, request)


async def get_faults(hub: Hub, _request: Request) -> Response:
    """Show the faults that are still to happen."""
    return JSONResponse(hub.faults.standing())


async def put_faults(hub: Hub, request: Request) -> Response:
    """Replace the faults on order (hub/faults.py)."""
    try:
        hub.faults.order(await request.json())
    except (ValueError, AttributeError, TypeError) as error:
        raise invalid(str(error)) from error
    return JSONResponse(hub.faults.standing())
