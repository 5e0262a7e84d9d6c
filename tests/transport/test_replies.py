"""Answers as bytes, cut and put together in every way."""

from http.client import HTTPException

import pytest

from samhandling.transport.replies import MOST_HEADERS, Reply

SIZED = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = (
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\nTransfer-Encoding: Chunked\r\n\r\n"
    b"3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nx: y\r\n\r\n"
)


class Parts:
    """A socket that gives what a test says, part by part, and then hangs up."""

    def __init__(self, *parts: bytes) -> None:
        self._parts = list(parts)

    def recv(self, most: int) -> bytes:
        part = self._parts.pop(0) if self._parts else b""
        if part[most:]:
            self._parts.insert(0, part[most:])
        return part[:most]


def read(*parts: bytes) -> tuple[int, bytes, bool]:
    reply = Reply(Parts(*parts))
    body = b"".join(reply.chunks())
    return reply.status, body, reply.lets_go_on


@pytest.mark.parametrize("answer", [SIZED, CHUNKED])
def test_an_answer_is_the_same_however_it_comes(answer):
    assert read(answer) == (200, b"hello", True)
    assert read(*(answer[at : at + 1] for at in range(len(answer)))) == (200, b"hello", True)
    for cut in range(1, len(answer)):
        assert read(answer[:cut], answer[cut:]) == (200, b"hello", True)


@pytest.mark.parametrize("answer", [SIZED, CHUNKED])
def test_an_answer_that_is_cut_off_anywhere_is_never_a_whole_one(answer):
    for cut in range(len(answer)):
        with pytest.raises((HTTPException, OSError)):
            read(answer[:cut])


@pytest.mark.parametrize(
    ("answer", "read_as"),
    [
        (b"HTTP/1.1 204 No Content\r\n\r\n", (204, b"", True)),
        (b"HTTP/1.1 304 x\r\ncontent-length: 9\r\n\r\n", (304, b"", True)),
        (b"HTTP/1.1 200 OK\r\n\r\nto the end", (200, b"to the end", False)),
        (b"HTTP/1.0 200 OK\r\ncontent-length: 1\r\n\r\na", (200, b"a", False)),
        (b"HTTP/1.1 200 OK\r\nconnection: Close\r\ncontent-length: 1\r\n\r\na", (200, b"a", False)),
        (SIZED + b"H", (200, b"hello", False)),
        (b"HTTP/1.1 500 \xe6\xf8\xe5\r\na:\r\ncontent-length: 0\r\n\r\n", (500, b"", True)),
    ],
)
def test_what_a_body_is_and_whether_more_may_be_asked(answer, read_as):
    assert read(answer) == read_as


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/2 200 OK\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\na b: c\r\n\r\n",
        b"HTTP/1.1 200 OK\r\na\r\n\r\n",
        b"HTTP/1.1 200 OK\r\na: b\r\n folded\r\n\r\n",
        b"HTTP/1.1 200 OK\r\na: b\0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\nab",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n" + b"a: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;" + b"a" * 2000 + b"\r\na\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * (MOST_HEADERS + 1) + b"\r\n",
        b"HTTP/1.1 200 OK\r\na: " + b"b" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 50 + SIZED,
    ],
)
def test_what_is_malformed_or_told_in_two_ways_is_refused(answer):
    with pytest.raises(HTTPException):
        read(answer)


def test_an_answer_that_was_closed_reads_no_more():
    reply = Reply(Parts(SIZED[:-3], SIZED[-3:]))
    chunks = reply.chunks()
    assert next(chunks) == b"he"
    reply.close()
    with pytest.raises(ValueError, match="closed"):
        next(chunks)
