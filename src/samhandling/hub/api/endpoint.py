"""What every path of the API does around its handler: faults on order, caller, headers, problem bodies."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from samhandling.hub.api.caller import Caller, authenticate, require_headers
from samhandling.hub.http import Given, Request, Run, TooLong
from samhandling.hub.problems import ErrorCode, Problem, invalid
from samhandling.hub.service import Hub
from samhandling.hub.shapes import Check

Handler = Callable[[Hub, Request, Caller], Awaitable[Given]]

_log = logging.getLogger(__name__)


def endpoint(hub: Hub, handler: Handler) -> Run:
    """Return the handler with all that comes before it."""

    async def run(request: Request) -> Given:
        await _misbehave(hub, request)
        caller = authenticate(hub, request)
        require_headers(request)
        return await handler(hub, request, caller)

    return answered(run)


def answered(run: Run) -> Run:
    """Return a handler that answers whatever happens, with a problem body where it fails."""

    async def answer(request: Request) -> Given:
        try:
            return await run(request)
        except Problem as problem:
            return problem.answer(request)
        except Exception:  # noqa: BLE001  whatever fails, the client gets a problem body and we get the trace
            _log.exception("%s %s failed", request.method, request.path)
            return Problem(500, ErrorCode.INTERNAL, "The hub failed").answer(request)

    return answer


async def _misbehave(hub: Hub, request: Request) -> None:
    path = request.path
    delay = hub.faults.take("delay", path)
    if delay:
        await asyncio.sleep(delay.seconds)
    if hub.faults.take("locked", path):
        raise Problem(423, ErrorCode.LOCKED, "Locked on order", headers={"Retry-After": "1"})
    if hub.faults.take("broken", path):
        raise Problem(500, ErrorCode.INTERNAL, "Broken on order")


async def read_json(hub: Hub, request: Request, shape: Check) -> dict[str, Any]:
    """Return the body as an object of this shape. Raises a Problem."""
    if request.header("content-type").partition(";")[0].strip().lower() != "application/json":
        raise Problem(415, ErrorCode.INVALID, "The body must be application/json")
    try:
        told = json.loads(await request.body(hub.config.max_request))
    except TooLong as error:
        raise Problem(413, ErrorCode.TOO_LARGE, f"The body is over {hub.config.max_request} bytes") from error
    except (ValueError, RecursionError) as error:
        raise Problem(400, ErrorCode.UNREADABLE, f"The body is not JSON: {error}") from error
    faults = list(shape(told, ""))
    if faults:
        raise invalid(*faults)
    return dict(told)
