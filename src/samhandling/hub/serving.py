"""The hub's app over RSGI, the server's own interface.

ASGI passes each answer in two messages and each body in one more, every one of them across threads; RSGI
answers in one call. That is half of what a request costs the hub (docs/adr/0016).
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, suppress
from typing import Any, Protocol

from granian.rsgi import ProtocolClosed  # type: ignore[attr-defined]  # not in its __all__

from samhandling.hub.http import Answer, Delayed, Given, Request, Stream, Way

HeaderList = list[tuple[str, str]]


class Headers(Protocol):
    """Headers by their name in small letters."""

    def keys(self) -> list[str]: ...
    def get_all(self, key: str) -> list[str]: ...


class Scope(Protocol):
    """What the server tells of a request; `path` is decoded."""

    method: str
    path: str
    query_string: str
    headers: Headers


class ToClient(Protocol):
    """Where the parts of a stream go. `send_bytes` raises ProtocolClosed when nobody is there."""

    async def send_bytes(self, data: bytes) -> None: ...


class Line(Protocol):
    """The server's way to the client of one request."""

    async def __call__(self) -> bytes: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_empty(self, status: int, headers: HeaderList) -> None: ...
    def response_bytes(self, status: int, headers: HeaderList, body: bytes) -> None: ...
    def response_stream(self, status: int, headers: HeaderList) -> ToClient: ...
    async def client_disconnect(self) -> None: ...


class App(Protocol):
    """What answers."""

    def way(self, request: Request) -> Way:
        """Find who answers a request."""


class Served:
    """An app as the server calls it."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __rsgi__(self, scope: Scope, line: Line) -> None:
        """Answer one request. The body is read when its sender has been admitted."""
        request = _request(scope)
        way = self._app.way(request)
        admitted = way.admit(request)
        if isinstance(admitted, Answer):
            _answer(admitted, line)
        else:
            request.content = await _body(line, request, way.longest)
            await _give(admitted(), line)


def _request(scope: Scope) -> Request:
    told = scope.headers
    headers = {name: told.get_all(name) for name in told.keys()}  # noqa: SIM118  they are no dictionary
    return Request(scope.method, scope.path, scope.query_string, headers)


async def _body(line: Line, request: Request, longest: int) -> bytes | None:
    """The body; None when it is over `longest` bytes, and no more of it is read then."""
    told = request.header("content-length")
    if not told and "transfer-encoding" not in request.headers:  # most have none: nothing to wait for
        return b""
    if told.isdigit() and int(told) <= longest:
        return await line()
    chunks, size = [], 0
    async for chunk in line:
        size += len(chunk)
        if size > longest:
            return None
        chunks.append(chunk)
    return b"".join(chunks)


async def _give(given: Given, line: Line) -> None:
    while isinstance(given, Delayed):
        await asyncio.sleep(given.seconds)
        given = given.then()
    if isinstance(given, Answer):
        _answer(given, line)
    else:
        await _pass_on(given, line)


def _answer(answer: Answer, line: Line) -> None:
    headers = _headers(answer.headers, answer.media_type)
    if answer.content:
        line.response_bytes(answer.status, headers, answer.content)
    else:
        line.response_empty(answer.status, headers)


async def _pass_on(stream: Stream, line: Line) -> None:
    """Send a stream part by part, until it ends or the client is gone."""
    to_client = line.response_stream(200, _headers(stream.headers, stream.media_type))
    tasks = [asyncio.create_task(_pass_to(to_client, stream)), asyncio.create_task(_client_gone(line))]
    try:
        done, _others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()  # what failed is to be seen
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _pass_to(to_client: ToClient, stream: Stream) -> None:
    with suppress(ProtocolClosed):
        async with aclosing(stream.parts) as parts:
            async for part in parts:
                await to_client.send_bytes(part)


async def _client_gone(line: Line) -> Any:
    await line.client_disconnect()


def _headers(told: Mapping[str, str], media_type: str) -> HeaderList:
    headers = list(told.items())
    if media_type:
        headers.append(("content-type", media_type))
    return headers
