"""What every path of the API does around its handler: faults on order, caller, headers, problem bodies."""

import json
import logging
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from samhandling.hub.api.caller import Caller, authenticate, require_headers
from samhandling.hub.http import Answer, Delayed, Given, Reply, Request, TooLong, Way
from samhandling.hub.problems import ErrorCode, Problem, invalid
from samhandling.hub.service import Hub
from samhandling.hub.shapes import Check

Handler = Callable[[Hub, Request, Caller], Given]
Made = TypeVar("Made")

_log = logging.getLogger(__name__)


def endpoint(hub: Hub, handler: Handler) -> Way:
    """Return the handler with all that comes before it."""

    def admit(request: Request) -> Reply:
        _misbehave(hub, request)
        caller = authenticate(hub, request)
        require_headers(request)
        return partial(handler, hub, request, caller)

    way = answered(admit, hub.config.max_request)

    def admit_late(request: Request) -> Reply | Answer:
        delay, admitted = hub.faults.take("delay", request.path), way.admit(request)
        return partial(_late, delay.seconds, admitted) if delay else admitted

    return way._replace(admit=admit_late)


def answered(admit: Callable[[Request], Reply], longest: int) -> Way:
    """Return the way that answers whatever happens, with a problem body where it fails."""

    def admit_safely(request: Request) -> Reply | Answer:
        admitted = _safely(request, partial(admit, request))
        return admitted if isinstance(admitted, Answer) else partial(_safely, request, admitted)

    return Way(admit_safely, longest)


def _safely(request: Request, act: Callable[[], Made]) -> Made | Answer:
    try:
        return act()
    except Problem as problem:
        return problem.answer(request)
    except Exception:  # noqa: BLE001  whatever fails, the client gets a problem body and we get the trace
        _log.exception("%s %s failed", request.method, request.path)
        return Problem(500, ErrorCode.INTERNAL, "The hub failed").answer(request)


def _late(seconds: float, admitted: Reply | Answer) -> Delayed:
    return Delayed(seconds, (lambda: admitted) if isinstance(admitted, Answer) else admitted)


def _misbehave(hub: Hub, request: Request) -> None:
    path = request.path
    if hub.faults.take("locked", path):
        raise Problem(423, ErrorCode.LOCKED, "Locked on order", headers={"Retry-After": "1"})
    if hub.faults.take("broken", path):
        raise Problem(500, ErrorCode.INTERNAL, "Broken on order")


def read_json(hub: Hub, request: Request, shape: Check) -> dict[str, Any]:
    """Return the body as an object of this shape. Raises a Problem."""
    if request.header("content-type").partition(";")[0].strip().lower() != "application/json":
        raise Problem(415, ErrorCode.INVALID, "The body must be application/json")
    try:
        told = json.loads(request.body())
    except TooLong as error:
        raise Problem(413, ErrorCode.TOO_LARGE, f"The body is over {hub.config.max_request} bytes") from error
    except (ValueError, RecursionError) as error:
        raise Problem(400, ErrorCode.UNREADABLE, f"The body is not JSON: {error}") from error
    faults = list(shape(told, ""))
    if faults:
        raise invalid(*faults)
    return dict(told)
