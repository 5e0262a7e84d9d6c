"""The hub as an ASGI app."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samhandling.hub.api import messages, notifications, openly
from samhandling.hub.api.endpoint import Handler, Run, endpoint
from samhandling.hub.config import HubConfig
from samhandling.hub.problems import ErrorCode, Problem
from samhandling.hub.service import Hub, open_hub

_API: dict[str, dict[str, Handler]] = {
    "/notifications": {"GET": notifications.get_notifications},
    "/notifications/stream": {"GET": notifications.get_stream},
    "/messages": {"POST": messages.post_message},
    "/messages/{id}": {"GET": messages.get_message},
    "/messages/{id}/business-document": {"GET": messages.get_document},
    "/messages/{id}/status": {"GET": messages.get_status},
    "/messages/{id}/apprec": {"POST": messages.post_apprec},
    "/messages/{id}/downloaded": {"PUT": messages.put_downloaded},
    "/mshconfigurations": {
        "PUT": notifications.put_configurations,
        "DELETE": notifications.delete_configurations,
    },
}
_OPEN: dict[str, dict[str, openly.Handler]] = {
    "/ping": {"GET": openly.ping},
    "/openapi-v3.yaml": {"GET": openly.description},
    "/.well-known/openid-configuration": {"GET": openly.discovery},
    "/.well-known/openid-configuration/jwks": {"GET": openly.jwks},
    "/connect/token": {"POST": openly.token},
}
_ADMIN: dict[str, dict[str, openly.Handler]] = {
    "/admin/faults": {"GET": openly.get_faults, "PUT": openly.put_faults}
}


def create_app(config: HubConfig, clock: Callable[[], float] = time.time) -> Starlette:
    """Return the app; `app.state.hub` is the hub within.

    `clock` is true time in seconds since 1970, for tokens and proofs.
    """
    hub = open_hub(config, clock)
    routes = [_route(path, _api_methods(hub, handlers)) for path, handlers in _API.items()]
    openly_served = _OPEN | (_ADMIN if config.faults else {})
    routes += [_route(path, _open_methods(hub, handlers)) for path, handlers in openly_served.items()]
    app = Starlette(
        routes=routes, lifespan=_lifespan(hub), exception_handlers={HTTPException: _refused_by_router}
    )
    app.state.hub = hub
    return app


def _route(path: str, methods: dict[str, Run]) -> Route:
    async def run(request: Request) -> Response:
        return await methods[request.method](request)

    route = Route(path, run, methods=list(methods))
    route.methods = set(methods)  # no HEAD: the API has none
    return route


def _api_methods(hub: Hub, handlers: dict[str, Handler]) -> dict[str, Run]:
    return {method: endpoint(hub, handler) for method, handler in handlers.items()}


def _open_methods(hub: Hub, handlers: dict[str, openly.Handler]) -> dict[str, Run]:
    return {method: openly.bound(hub, handler) for method, handler in handlers.items()}


def _lifespan(hub: Hub) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def live(_app: Starlette) -> AsyncIterator[None]:
        sending = asyncio.create_task(hub.dispatch.run())
        yield
        hub.stop()
        sending.cancel()
        with suppress(asyncio.CancelledError):
            await sending
        hub.database.close()

    return live


async def _refused_by_router(request: Request, error: Exception) -> Response:
    """A path or method that is not there."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = getattr(error, "headers", None)
    return Problem(status, ErrorCode.NO_SUCH_PATH, "No such path or method", headers=headers).response(
        request
    )
