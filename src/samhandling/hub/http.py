"""Requests and answers as the hub's handlers see them, over RSGI, the server's own interface.

ASGI passes each answer in two messages and each body in one more, every one of them across threads; RSGI
answers in one call. That is half of what a request costs the hub (docs/adr/0016).
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import parse_qs, quote

from granian.rsgi import ProtocolClosed  # type: ignore[attr-defined]  # not in its __all__

HeaderList = list[tuple[str, str]]
_PLAIN = "/!$&'()*+,;=:@"  # signs of a path that need no escape (RFC 3986 § 3.3)


class Headers(Protocol):
    """Headers by their name in small letters."""

    def get(self, key: str, default: Any = None) -> Any: ...
    def get_all(self, key: str) -> list[str]: ...


class Scope(Protocol):
    """What the server tells of a request; `path` is decoded."""

    method: str
    path: str
    query_string: str
    headers: Headers


class Line(Protocol):
    """The server's way to the client of one request."""

    async def __call__(self) -> bytes: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_empty(self, status: int, headers: HeaderList) -> None: ...
    def response_bytes(self, status: int, headers: HeaderList, body: bytes) -> None: ...
    def response_stream(self, status: int, headers: HeaderList) -> "ToClient": ...
    async def client_disconnect(self) -> None: ...


class ToClient(Protocol):
    """Where the parts of a stream go. `send_bytes` raises ProtocolClosed when nobody is there."""

    async def send_bytes(self, data: bytes) -> None: ...


class TooLong(Exception):
    """A body over the cap."""


class Request:
    """One request. `path_params` hold what stands in the places of the path's pattern."""

    def __init__(self, scope: Scope, line: Line) -> None:
        self.method, self.path, self.query = scope.method, scope.path, scope.query_string
        self.headers = scope.headers
        self.path_params: dict[str, str] = {}
        self._line = line

    @property
    def raw_path(self) -> str:
        """The path as it stands in an address."""
        return quote(self.path, safe=_PLAIN)

    def header(self, name: str) -> str:
        """Return a header; empty where there is none."""
        return str(self.headers.get(name) or "")

    def parameters(self, name: str) -> list[str]:
        """Return every value of a query parameter."""
        return self._parameters.get(name, [])

    async def body(self, most: int) -> bytes:
        """Read the body. Raises TooLong when it is over `most` bytes, and reads no more of it then."""
        told = self.header("content-length")
        if told.isdigit() and int(told) <= most:
            return await self._line()
        chunks, size = [], 0
        async for chunk in self._line:
            size += len(chunk)
            if size > most:
                raise TooLong
            chunks.append(chunk)
        return b"".join(chunks)

    @cached_property
    def _parameters(self) -> dict[str, list[str]]:
        return parse_qs(self.query, keep_blank_values=True)


@dataclass(slots=True)
class Answer:
    """A whole answer."""

    status: int
    content: bytes = b""
    media_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    async def give(self, line: Line) -> None:
        """Send it."""
        if self.content:
            line.response_bytes(self.status, _headers(self.headers, self.media_type), self.content)
        else:
            line.response_empty(self.status, _headers(self.headers, self.media_type))


@dataclass(slots=True)
class Stream:
    """An answer that goes on until `parts` end or the client is gone."""

    parts: AsyncGenerator[bytes, None]
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)

    async def give(self, line: Line) -> None:
        """Send it, part by part."""
        to_client = line.response_stream(200, _headers(self.headers, self.media_type))
        tasks = [asyncio.create_task(self._pass_to(to_client)), asyncio.create_task(_client_gone(line))]
        try:
            done, _others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()  # what failed is to be seen
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _pass_to(self, to_client: ToClient) -> None:
        with suppress(ProtocolClosed):
            async with aclosing(self.parts) as parts:
                async for part in parts:
                    await to_client.send_bytes(part)


Given = Answer | Stream
Run = Callable[[Request], Awaitable[Given]]


def answer_json(
    told: object,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    media_type: str = "application/json",
) -> Answer:
    """Return an answer in JSON."""
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, content, media_type, headers or {})


async def _client_gone(line: Line) -> None:
    await line.client_disconnect()


def _headers(told: Mapping[str, str], media_type: str) -> HeaderList:
    headers = list(told.items())
    if media_type:
        headers.append(("content-type", media_type))
    return headers
