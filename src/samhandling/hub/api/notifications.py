"""GET /notifications and its stream; PUT and DELETE /mshconfigurations."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

from samhandling.hub.api.caller import Caller
from samhandling.hub.api.endpoint import read_json
from samhandling.hub.api.queries import her_ids, offset, page_size
from samhandling.hub.http import Answer, Request, Stream, answer_json
from samhandling.hub.problems import ErrorCode, Problem, invalid
from samhandling.hub.service import Hub
from samhandling.hub.shapes import boolean, her_id, listing, record, text, word

STREAM_PAGE = 200
_CONFIGURATION = record(
    {
        "herId": her_id,
        "receiveNotificationChannel": word("Api"),
        "clientLocked": boolean,
        "rejectMessageFilters": record({"MessageFunction": listing(text)}),
    },
    required=("herId",),
)
_CONFIGURATIONS = record({"configurations": listing(_CONFIGURATION, least=1)}, required=("configurations",))


def get_notifications(hub: Hub, request: Request, caller: Caller) -> Answer:
    """Give one page of what came after Offset."""
    hers, after, size = her_ids(request), offset(request), page_size(request)
    if after is None:
        raise invalid("Offset: is required")
    hub.configurations.allow(caller.client, hers)
    return answer_json({"notifications": _page(hub, after, hers, size)})


def get_stream(hub: Hub, request: Request, caller: Caller) -> Stream:
    """Give what comes after Offset, and go on; without Offset, from now on."""
    hers, after = her_ids(request), offset(request)
    hub.configurations.allow(caller.client, hers)
    if hub.faults.take("no_stream"):
        raise Problem(404, ErrorCode.NO_SUCH_PATH, "No streams on order")
    start = hub.notifications.last_offset() if after is None else after
    headers = {"cache-control": "no-store"}
    return Stream(_follow(hub, hers, start, caller.until), "text/event-stream", headers)


def put_configurations(hub: Hub, request: Request, caller: Caller) -> Answer:
    """Register HER-ids; without it they can neither send nor receive."""
    told = read_json(hub, request, _CONFIGURATIONS)
    hub.configurations.put(caller.client, told["configurations"])
    return Answer(204)


def delete_configurations(hub: Hub, request: Request, caller: Caller) -> Answer:
    """Take registrations away."""
    hub.configurations.delete(caller.client, her_ids(request))
    return Answer(204)


async def _follow(hub: Hub, hers: list[int], after: int, until: float) -> AsyncGenerator[bytes, None]:
    """Yield events until the token ends (`until`), the hub stops or a fault cuts the stream."""
    yield b"event: connected\ndata:\n\n"
    with hub.notifications.listening(hers) as bell:
        while not hub.stopping and hub.clock() < until:
            bell.clear()
            page = _page(hub, after, hers, STREAM_PAGE)
            if page:
                after = max(after, *(told["offset"] for told in page))
                events = b"".join(map(_event, page))
                if hub.faults.take("drop_stream"):
                    yield events[: len(events) // 2]
                    return
                yield events
            elif not await _rings(bell, min(hub.config.ping_seconds, until - hub.clock())):
                yield b": ping\n\n"


async def _rings(bell: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await bell.wait()
    except TimeoutError:
        return False
    return True


def _event(told: dict[str, Any]) -> bytes:
    return f"event: notification\nid: {told['offset']}\ndata: {json.dumps(told)}\n\n".encode("ascii")


def _page(hub: Hub, after: int, hers: list[int], size: int) -> list[dict[str, Any]]:
    page = hub.notifications.after(after, hers, size)
    if page and hub.faults.take("duplicate_notifications"):
        page = [told for told in page for _ in range(2)]
    if page and hub.faults.take("offset_back"):
        page[-1] = {**page[-1], "offset": max(0, page[0]["offset"] - 10)}
    return page
