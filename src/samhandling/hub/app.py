"""The hub as an app: which path and method leads where."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from samhandling.hub.api import messages, notifications, openly
from samhandling.hub.api.address_register import LONGEST, post_question
from samhandling.hub.api.endpoint import Handler, endpoint
from samhandling.hub.api.token import LONGEST_FORM
from samhandling.hub.config import MEGABYTE, HubConfig
from samhandling.hub.http import Request, Way
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
_REGISTER: dict[str, dict[str, openly.Handler]] = {"/v1/AR": {"POST": post_question}}
_ADMIN: dict[str, dict[str, openly.Handler]] = {
    "/admin/faults": {"GET": openly.get_faults, "PUT": openly.put_faults}
}
_LONGEST = {"/connect/token": LONGEST_FORM, "/v1/AR": LONGEST, "/admin/faults": MEGABYTE}
"""The most bytes that a body may have; on other paths without a token none is read."""


class HubApp:
    """One app for one server. `hub` is the hub within; it sends from `start` until `stop`."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._sending: asyncio.Task[None] | None = None
        openly_served = _OPEN | (_ADMIN if hub.config.faults else {})
        openly_served |= _REGISTER if hub.address_register else {}
        self._ways: dict[str, dict[str, Way]] = {
            path: {method: endpoint(hub, handler) for method, handler in handlers.items()}
            for path, handlers in _API.items()
        }
        for path, openly_handled in openly_served.items():
            longest = _LONGEST.get(path, 0)
            self._ways[path] = {
                method: openly.bound(hub, handler, longest) for method, handler in openly_handled.items()
            }

    def way(self, request: Request) -> Way:
        """Find who answers; what stands in the place of {id} is noted in the request."""
        methods = None if "{" in request.path else self._ways.get(request.path)
        if methods is None:
            pattern, request.path_params["id"] = _pattern(request.path)
            methods = self._ways.get(pattern) or {}
        if way := methods.get(request.method):
            return way
        return openly.no_such_method(methods) if methods else openly.NO_SUCH_PATH

    def start(self) -> None:
        """Begin to send what was accepted; call it on the event loop that serves."""
        self._sending = asyncio.create_task(self.hub.dispatch.run())

    async def stop(self) -> None:
        """End every stream and let go of the store."""
        self.hub.stop()
        if self._sending:
            self._sending.cancel()
            with suppress(asyncio.CancelledError):
                await self._sending
        self.hub.database.close()


def create_app(config: HubConfig, clock: Callable[[], float] = time.time) -> HubApp:
    """Return the app. `clock` is true time in seconds since 1970, for tokens and proofs."""
    return HubApp(open_hub(config, clock))


def _pattern(path: str) -> tuple[str, str]:
    """A path with its second part replaced by {id}, and that part."""
    parts = path.split("/")
    if len(parts) < 3 or not parts[2]:
        return "", ""
    message_id, parts[2] = parts[2], "{id}"
    return "/".join(parts), message_id
