"""An answer of HTTP/1.1, read from its socket strictly and within caps (RFC 9112)."""

import re
import socket
from collections.abc import Iterator
from http import HTTPStatus
from http.client import BadStatusLine, HTTPException, IncompleteRead, LineTooLong, RemoteDisconnected

LONGEST_HEAD = 65536
MOST_HEADERS = 100
_LONGEST_LINE = 1024  # of those between chunks
_MOST_INTERIM = 10
_PART = 65536
_STATUS = re.compile(r"HTTP/1\.([01]) ([1-9][0-9][0-9])(?: [^\0\r\n]*)?")
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\0\r\n]*)")
_LENGTH = re.compile(r"[0-9]{1,15}")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\0\r\n]*)?")
_WITHOUT_BODY = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


class Reply:
    """One answer, its head read. Every way to read it raises OSError, HTTPException or ValueError."""

    def __init__(self, opened: socket.socket) -> None:
        self._socket: socket.socket | None = opened
        self._whole, self._at = False, 0
        self._come = self._heard(_PART)
        if not self._come:
            raise RemoteDisconnected("Remote end closed connection without response")
        for _ in range(_MOST_INTERIM):
            self._minor, self.status, self.headers = _head(self._until(b"\r\n\r\n", LONGEST_HEAD))
            if self.status >= HTTPStatus.OK:
                break
        else:
            raise HTTPException("one interim answer after the other")
        self._length = _length(self.status, self.headers)

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as it comes: by its length, in chunks, or until the service hangs up."""
        if self._length is not None:
            yield from self._sized(self._length)
        elif "transfer-encoding" in self.headers:
            yield from self._chunked()
        else:
            while part := self._some(_PART):
                yield part
            return
        self._whole = True

    def close(self) -> None:
        """Let go of the socket: it may be another's from now on."""
        self._socket = None

    @property
    def lets_go_on(self) -> bool:
        """Whether the socket can be asked again: all has been read, and no more was said than asked for."""
        goes_on = self._minor == "1" and "close" not in self.headers.get("connection", "").lower()
        return self._whole and self._at == len(self._come) and goes_on

    def _sized(self, left: int) -> Iterator[bytes]:
        while left:
            part = self._some(left)
            if not part:
                raise IncompleteRead(b"", left)
            left -= len(part)
            yield part

    def _chunked(self) -> Iterator[bytes]:
        while size := self._chunk_size():
            yield from self._sized(size)
            if self._until(b"\r\n", _LONGEST_LINE):
                raise HTTPException("a chunk that is longer than it says")
        for _ in range(MOST_HEADERS + 1):
            if not self._until(b"\r\n", _LONGEST_LINE):
                return
        raise HTTPException(f"got more than {MOST_HEADERS} headers after the body")

    def _chunk_size(self) -> int:
        if not (found := _CHUNK.fullmatch(self._until(b"\r\n", _LONGEST_LINE))):
            raise HTTPException("a chunk that does not say its size")
        return int(found[1], 16)

    def _until(self, mark: bytes, most: int) -> bytes:
        """Take what stands before a mark, and the mark."""
        while (end := self._come.find(mark, self._at, self._at + most)) < 0:
            if len(self._come) - self._at >= most:
                raise LineTooLong("answer")
            if not (part := self._heard(_PART)):
                raise IncompleteRead(b"")
            self._come, self._at = self._come[self._at :] + part, 0
        taken, self._at = self._come[self._at : end], end + len(mark)
        return taken

    def _some(self, most: int) -> bytes:
        """Take what has come, at most so much; wait where nothing has. Empty when the service has hung up."""
        taken = self._come[self._at : self._at + most]
        self._at += len(taken)
        return taken or self._heard(min(most, _PART))

    def _heard(self, most: int) -> bytes:
        if self._socket is None:
            raise ValueError("an answer that has been closed")
        return self._socket.recv(most)


def _head(told: bytes) -> tuple[str, int, dict[str, str]]:
    """The minor version, the status, and the headers by their names in small letters."""
    first, *lines = told.decode("latin-1").split("\r\n")
    if not (found := _STATUS.fullmatch(first)):
        raise BadStatusLine(repr(first[:200]))
    if len(lines) > MOST_HEADERS:
        raise HTTPException(f"got more than {MOST_HEADERS} headers")
    headers = dict[str, str]()
    for line in lines:
        if not (header := _HEADER.fullmatch(line)):
            raise HTTPException("headers that cannot be read")
        name, value = header[1].lower(), header[2].rstrip(" \t")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return found[1], int(found[2]), headers


def _length(status: int, headers: dict[str, str]) -> int | None:
    """The length of the body; None where it comes in chunks or ends when the service hangs up."""
    coded, length = headers.get("transfer-encoding"), headers.get("content-length")
    if coded is not None and (coded.lower() != "chunked" or length is not None):
        raise HTTPException("a body whose length is told in a way that is not known")
    if length is not None and not _LENGTH.fullmatch(length):
        raise HTTPException("a length that is no number, or two lengths")
    if status in _WITHOUT_BODY:
        return 0
    return None if length is None else int(length)
