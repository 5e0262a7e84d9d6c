"""One client's connection: its requests one after the other, each answered before the next is read.

All of it happens on the event loop's own thread, as does what the handlers do: a request that were handed
from thread to thread and run as a task of its own would cost more on its way than in its handler
(docs/adr/0021).
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from contextlib import aclosing
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from typing import Protocol, cast

from samhandling.hub.http import Answer, Delayed, Given, Reply, Request, Stream, Way
from samhandling.hub.incoming import LONGEST_HEAD, BadRequest, Body, take_head

_STATUS = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n" for status in HTTPStatus}
MOST_CONNECTIONS = 512
_CLOSING = "connection: close\r\n"

_log = logging.getLogger(__name__)


class App(Protocol):
    """What answers."""

    def way(self, request: Request) -> Way:
        """Find who answers a request."""


# Every socket is read into this: asyncio's own way asks the system for 256 kB at each reading, and gives it
# back. One is enough, since what is read is taken out at once.
_READ = memoryview(bytearray(65536))


class Connection(asyncio.BufferedProtocol):
    """One socket. `everyone` is the set of open ones, with this one in it until it is `gone`."""

    def __init__(self, app: App, everyone: set["Connection"]) -> None:
        self._app, self._everyone = app, everyone
        self._loop = asyncio.get_running_loop()
        self.gone = self._loop.create_future()
        self._buffer = bytearray()
        self._coming: tuple[Request, Reply, Body] | None = None
        self._task: asyncio.Task[None] | None = None  # an answer that takes time
        self._has_room = asyncio.Event()  # in the socket
        self._has_room.set()
        self._last = False
        self._is_head = False
        self._idle_since: float | None = self._loop.time()  # None: a request is under way

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The client is there."""
        self._transport = cast("asyncio.Transport", transport)
        self._everyone.add(self)
        if len(self._everyone) > MOST_CONNECTIONS:
            self._transport.abort()

    def connection_lost(self, _error: Exception | None) -> None:
        """The client is gone."""
        self._everyone.discard(self)
        self.gone.set_result(None)
        if self._task:
            self._task.cancel()

    def pause_writing(self) -> None:
        """The client does not take what it is given: it may ask for no more until it does."""
        self._has_room.clear()
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        """It does again."""
        self._has_room.set()
        self._transport.resume_reading()

    def get_buffer(self, _sizehint: int) -> memoryview:
        """Where the socket is to be read into."""
        return _READ

    def buffer_updated(self, size: int) -> None:
        """Something has been read."""
        self.take(_READ[:size])

    def take(self, data: bytes | memoryview) -> None:
        """Answer what has come whole."""
        self._buffer += data
        if self._task is None:
            self._go_on()
        elif len(self._buffer) > LONGEST_HEAD:
            self._transport.abort()

    def close_if_idle(self, seconds: float) -> None:
        """Close where a request has been waited for so long."""
        if self._idle_since is not None and self._loop.time() - self._idle_since > seconds:
            self._transport.close()

    def finish(self) -> None:
        """Close when the answer under way has been given."""
        self._last = True
        if self._task is None:
            self._transport.close()

    def _go_on(self) -> None:
        try:
            while self._task is None and not self._transport.is_closing() and self._take_one():
                pass
        except BadRequest as bad:
            self._last = True
            self._give(Answer(bad.status))

    def _take_one(self) -> bool:
        """Take one request from what has come, and answer it; False where more of it is to come."""
        if self._coming is None and (request := take_head(self._buffer)) is not None:
            self._coming = self._admit(request)
        if self._coming is None:
            return False
        request, reply, body = self._coming
        if not body.take(self._buffer):
            return False
        request.content, self._coming = body.content, None
        self._give(reply())
        return True

    def _admit(self, request: Request) -> tuple[Request, Reply, Body]:
        self._idle_since = None
        self._last = self._last or request.header("connection").lower() == "close"
        way = self._app.way(request)
        admitted = way.admit(request)
        if request.header("expect").lower() == "100-continue":
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self._is_head = request.method == "HEAD"
        if isinstance(admitted, Answer):
            return request, lambda: admitted, Body(request.headers, 0)
        return request, admitted, Body(request.headers, way.longest)

    def _give(self, given: Given) -> None:
        if isinstance(given, Answer):
            self._write(given)
            self._done()
        else:
            self._task = self._loop.create_task(self._take_time(given))

    def _done(self) -> None:
        self._idle_since = self._loop.time()
        if self._last:
            self._transport.close()

    async def _take_time(self, given: Stream | Delayed) -> None:
        try:
            await (self._pass_on(given) if isinstance(given, Stream) else asyncio.sleep(given.seconds))
        except Exception:  # noqa: BLE001  an answer has begun: breaking it off is all that can be said
            _log.exception("An answer broke off")
            self._transport.abort()
            return
        self._task = None
        if isinstance(given, Delayed):
            self._give(given.then())
        else:
            self._done()
        self._go_on()

    def _write(self, answer: Answer) -> None:
        empty = answer.status == HTTPStatus.NO_CONTENT
        length = "" if empty else f"content-length: {len(answer.content)}\r\n"
        head = self._head(answer.status, answer.headers, answer.media_type, length)
        self._transport.write(head if self._is_head else head + answer.content)

    async def _pass_on(self, stream: Stream) -> None:
        chunked = "transfer-encoding: chunked\r\n"
        self._transport.write(self._head(200, stream.headers, stream.media_type, chunked))
        async with aclosing(stream.parts) as parts:
            async for part in parts:
                self._transport.write(b"%x\r\n%b\r\n" % (len(part), part))
                await self._has_room.wait()
        self._transport.write(b"0\r\n\r\n")

    def _head(self, status: int, headers: Mapping[str, str], media_type: str, framing: str) -> bytes:
        told = "".join([f"{name}: {_sound(value)}\r\n" for name, value in headers.items()])
        kind = f"content-type: {media_type}\r\n" if media_type else ""
        last = _CLOSING if self._last else ""
        return f"{_STATUS[status]}{_date(int(time.time()))}{told}{kind}{framing}{last}\r\n".encode("latin-1")


@lru_cache(1)
def _date(second: int) -> str:
    return f"date: {formatdate(second, usegmt=True)}\r\n"


def _sound(value: str) -> str:
    if not value.isprintable():
        raise ValueError("a header that cannot be sent")
    return value
