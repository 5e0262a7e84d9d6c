"""HTTP/1.1 on one connection, byte by byte: what is taken, what is refused, and when it is closed."""

import asyncio
import re
from collections.abc import Iterator

import pytest

from samhandling.hub.connection import MOST_CONNECTIONS, Connection
from samhandling.hub.http import Answer, Delayed, Request, Stream, Way
from samhandling.hub.incoming import LONGEST_HEAD

LONGEST = 10
GET = b"GET /a%20b?c=1 HTTP/1.1\r\nhost: x\r\n\r\n"
POST = b"POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nhello"
CHUNKED = b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n"


class Echo:
    """Answers with what it was asked; /late after a while, /stream in two parts, /no not at all."""

    def way(self, request: Request) -> Way:
        return Way(lambda _: Answer(403) if request.path == "/no" else lambda: self.reply(request), LONGEST)

    def reply(self, request: Request) -> Answer | Stream | Delayed:
        if request.path == "/stream":
            return Stream(self.parts(), "text/plain")
        told = b"too long" if request.content is None else request.content
        answer = Answer(200, f"{request.method} {request.path} {request.query} ".encode() + told)
        return Delayed(0.01, lambda: answer) if request.path == "/late" else answer

    async def parts(self):
        yield b"one"
        yield b"two"


class Socket(asyncio.Transport):
    """What was written, and whether it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self.closed = b"", False

    def write(self, data: bytes) -> None:
        self.told += data

    def close(self) -> None:
        self.closed = True

    abort = close

    def is_closing(self) -> bool:
        return self.closed

    @property
    def statuses(self) -> list[int]:
        return [int(status) for status in re.findall(rb"HTTP/1.1 (\d+) ", self.told)]


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


def given(loop: asyncio.AbstractEventLoop, *parts: bytes, seconds: float = 0) -> Socket:
    async def run() -> Socket:
        socket, connection = Socket(), Connection(Echo(), set())
        connection.connection_made(socket)
        for part in parts:
            connection.take(part)
        await asyncio.sleep(seconds)
        connection.close_if_idle(60)
        return socket

    return loop.run_until_complete(run())


def body(socket: Socket) -> bytes:
    return socket.told.partition(b"\r\n\r\n")[2]


def test_an_answer_has_a_date_and_a_length(loop):
    socket = given(loop, GET)
    assert body(socket) == b"GET /a b c=1 "
    assert b"\r\ncontent-length: 13\r\n" in socket.told
    assert b"GMT\r\n" in socket.told
    assert not socket.closed


@pytest.mark.parametrize("request_", [POST, CHUNKED + b"3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: z\r\n\r\n"])
def test_a_request_may_come_in_any_pieces(loop, request_):
    pieces = [bytes([byte]) for byte in request_]
    assert body(given(loop, *pieces)) == body(given(loop, request_)) == b"POST /  hello"


def test_requests_may_come_at_once_and_are_answered_in_order(loop):
    late = POST.replace(b"/ ", b"/late ")
    socket = given(loop, b"\r\n" + GET + late + GET, GET, seconds=0.05)
    assert socket.statuses == [200, 200, 200, 200]
    assert socket.told.index(b"/late") < socket.told.rindex(b"GET /a b")


def test_a_head_is_answered_without_a_body(loop):
    socket = given(loop, GET.replace(b"GET", b"HEAD") + GET)
    assert socket.statuses == [200, 200]
    assert socket.told.count(b"c=1") == 1


@pytest.mark.parametrize(
    "framing", [b"content-length: 11\r\n\r\n", b"transfer-encoding: chunked\r\n\r\nb\r\n"]
)
def test_a_body_over_the_cap_is_passed_over(loop, framing):
    end = b"\r\n0\r\n\r\n" if b"chunked" in framing else b""
    socket = given(loop, b"POST / HTTP/1.1\r\n" + framing + b"hello world" + end + GET)
    assert b"too long" in socket.told
    assert socket.statuses == [200, 200]


def test_what_is_refused_by_its_head_is_answered_when_it_is_over(loop):
    assert given(loop, POST.replace(b"/ ", b"/no ")[:-1]).statuses == []
    assert given(loop, POST.replace(b"/ ", b"/no ") + GET).statuses == [403, 200]


def test_a_client_that_waits_to_be_asked_for_the_body_is_asked(loop):
    head, content = POST.replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n"), b"hello"
    assert given(loop, head.removesuffix(content), content).statuses == [100, 200]


def test_a_stream_comes_in_chunks(loop):
    socket = given(loop, b"GET /stream HTTP/1.1\r\n\r\n", seconds=0.01)
    assert body(socket) == b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"


def test_it_closes_when_the_client_asks_for_it(loop):
    socket = given(loop, GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") + GET)
    assert socket.closed
    assert socket.statuses == [200]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /\r\n\r\n", 400),
        (b"GET / HTTP/1.0\r\n\r\n", 505),
        (b"GET / x HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost : x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost: x\r\n y\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost: x\ny: z\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost: x\ry: z\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost: x\0\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 101 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\na: " + b"b" * LONGEST_HEAD, 431),
        (POST.replace(b"5", b"+5"), 400),
        (POST.replace(b"5", b"5\r\ncontent-length: 5"), 400),
        (POST.replace(b"5", b"5\r\ntransfer-encoding: chunked"), 400),
        (CHUNKED.replace(b"chunked", b"gzip, chunked"), 400),
        (CHUNKED + b"0x3\r\n", 400),
        (CHUNKED + b"-3\r\n", 400),
        (CHUNKED + b"3\r\nhello\r\n", 400),
        (CHUNKED + b"0\r\n" + b"a: b\r\n" * 101, 400),
        (CHUNKED + b"1" * 1024, 400),
    ],
    ids=lambda told: told[:50] if isinstance(told, bytes) else told,
)
def test_what_is_no_request_is_refused_and_the_connection_closed(loop, request_, status):
    socket = given(loop, request_ + GET)
    assert socket.statuses == [status]
    assert socket.closed


def test_it_is_closed_when_nothing_whole_has_come_for_long(loop):
    async def run() -> list[bool]:
        told = []
        for part in (b"", b"GET / HT", GET, GET + POST[:-1]):
            connection, socket = Connection(Echo(), set()), Socket()
            connection.connection_made(socket)
            connection.take(part)
            connection.close_if_idle(-1)
            told.append(socket.closed)
        return told

    assert loop.run_until_complete(run()) == [True, True, True, False]


def test_who_sends_more_and_more_behind_a_stream_is_cut_off(loop):
    parts = [b"x" * LONGEST_HEAD, b"x"]
    assert given(loop, b"GET /stream HTTP/1.1\r\n\r\n", *parts).closed


def test_there_is_an_end_to_the_connections(loop):
    async def run() -> Socket:
        everyone = {Connection(Echo(), set()) for _ in range(MOST_CONNECTIONS)}
        Connection(Echo(), everyone).connection_made(socket := Socket())
        return socket

    assert loop.run_until_complete(run()).closed
