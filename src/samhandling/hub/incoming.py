"""Requests out of the bytes of a connection: HTTP/1.1 (RFC 9112), read strictly and within caps."""

import re
from http import HTTPStatus

from samhandling.hub.http import HeaderValues, Request

LONGEST_HEAD = 65536
MOST_HEADERS = 100
_LONGEST_LINE = 1024  # of those between chunks
_BLANK = " \t"
_REQUEST = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~]+) HTTP/(\d)\.(\d)")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(;.*)?")
_LENGTH = re.compile(r"[0-9]{1,15}")


class BadRequest(Exception):
    """What came is no request; the connection cannot be used any more."""

    def __init__(self, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(status.phrase)
        self.status = status


def take_head(buffer: bytearray) -> Request | None:
    """Take the head of a request; None where it has not come whole. Raises BadRequest."""
    while buffer.startswith(b"\r\n"):
        del buffer[:2]
    end = buffer.find(b"\r\n\r\n", 0, LONGEST_HEAD)
    if end < 0:
        if len(buffer) >= LONGEST_HEAD:
            raise BadRequest(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        return None
    first, *rest = buffer[:end].decode("latin-1").split("\r\n")
    del buffer[: end + 4]
    method, target = _request_line(first)
    return Request(method, target, _headers(rest))


def _request_line(line: str) -> tuple[str, str]:
    found = _REQUEST.fullmatch(line)
    if found is None:
        raise BadRequest
    method, target, *version = found.groups()
    if version != ["1", "1"]:
        raise BadRequest(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
    if not target.startswith("/"):  # the other form names the host again
        target = "/" + target.partition("://")[2].partition("/")[2]
    return method, target


def _headers(lines: list[str]) -> HeaderValues:
    if len(lines) > MOST_HEADERS:
        raise BadRequest(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    headers: HeaderValues = {}
    for line in lines:
        name, colon, value = line.partition(":")
        # No pattern over the value: tokens and proofs are long, and three searches take a fraction of it
        if not (colon and _NAME.fullmatch(name)) or "\n" in value or "\r" in value or "\0" in value:
            raise BadRequest
        headers.setdefault(name.lower(), []).append(value.strip(_BLANK))
    return headers


class Body:
    """The body of a request on its way in. What is over `longest` is read, and not kept."""

    def __init__(self, headers: HeaderValues, longest: int) -> None:
        """Read from the head how the body comes. Raises BadRequest."""
        self._longest, self._kept, self._size = longest, bytearray(), 0
        self._chunked, self._left = _framing(headers)
        self._expects_end = self._in_trailers = False  # of a chunk; of the body
        self._trailers = 0

    @property
    def content(self) -> bytes | None:
        """The body; None where it was too long."""
        return bytes(self._kept) if self._size <= self._longest else None

    def take(self, buffer: bytearray) -> bool:
        """Take what has come of it; say whether it is whole. Raises BadRequest."""
        if self._chunked:
            return self._take_chunks(buffer)
        self._take(buffer)
        return not self._left

    def _take(self, buffer: bytearray) -> None:
        part = buffer[: self._left]
        del buffer[: self._left]
        self._left -= len(part)
        self._size += len(part)
        if self._size <= self._longest:
            self._kept += part
        else:
            self._kept.clear()

    def _take_chunks(self, buffer: bytearray) -> bool:
        while True:
            if self._left:
                self._take(buffer)
            line = None if self._left else _take_line(buffer)
            if line is None:
                return False
            if self._in_trailers and not line:
                return True
            self._take_line(line)

    def _take_line(self, line: bytes) -> None:
        """A line between chunks: the end of one, the size of the next, or a trailer, which is passed by."""
        if self._in_trailers:
            self._trailers += 1
            if self._trailers > MOST_HEADERS:
                raise BadRequest
        elif self._expects_end:
            if line:
                raise BadRequest
            self._expects_end = False
        else:
            self._left = _chunk_size(line)
            self._expects_end, self._in_trailers = bool(self._left), not self._left


def _framing(headers: HeaderValues) -> tuple[bool, int]:
    """Whether the body comes in chunks, and its length where it does not. Both told is a trick (§ 6.1)."""
    lengths, codings = headers.get("content-length", ["0"]), headers.get("transfer-encoding")
    if codings is not None:
        if [coding.lower() for coding in codings] != ["chunked"] or "content-length" in headers:
            raise BadRequest
        return True, 0
    if len(lengths) != 1 or not _LENGTH.fullmatch(lengths[0]):
        raise BadRequest
    return False, int(lengths[0])


def _take_line(buffer: bytearray) -> bytes | None:
    end = buffer.find(b"\r\n", 0, _LONGEST_LINE)
    if end < 0:
        if len(buffer) >= _LONGEST_LINE:
            raise BadRequest
        return None
    line = bytes(buffer[:end])
    del buffer[: end + 2]
    return line


def _chunk_size(line: bytes) -> int:
    found = _CHUNK.fullmatch(line)
    if found is None:
        raise BadRequest
    return int(found[1], 16)
