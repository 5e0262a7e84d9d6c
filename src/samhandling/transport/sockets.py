"""The wire of production: HTTP/1.1 over a few sockets that are kept open (docs/adr/0021)."""

import re
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse, IncompleteRead
from threading import Lock

from samhandling.transport.lines import Line, Lines
from samhandling.transport.wire import Asked, Headers, LineBroken

MOST_IDLE = 10
_CHUNK = 65536
_FAULTS = (OSError, HTTPException, ValueError)  # ValueError: closed under way, or what may not be sent
_URL = re.compile(r"((?i:https?)://[!-.0->@-~]+)((?:[/?][!-~]*)?)")


class Sockets:
    """The sockets to each service. TLS trusts what the system trusts (or SSL_CERT_FILE says)."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lines = Lines()
        self._idle = dict[str, list[Line]]()
        self._busy = set[Line]()
        self._closed = False

    def open(self, asked: Asked, timeout: float) -> "_Received":
        """Send a request and read the head of the answer (`Wire.open`)."""
        try:
            origin, target = _split(asked.url)
            return self._ask(self._take(origin), asked, target, timeout)
        except _FAULTS as fault:
            raise _broken(fault) from fault

    def close(self) -> None:
        """Close every socket (`Wire.close`); what is under way ends, and its user closes it."""
        with self._lock:
            self._closed = True
            for line in self._busy:
                line.hang_up()
            for idle in self._idle.values():
                for line in idle:
                    line.close()
                idle.clear()

    def give_back(self, line: Line, *, fit: bool) -> None:
        """Its user is done with a line; `fit` where it can be asked again."""
        with self._lock:
            self._busy.discard(line)
            idle = self._idle.setdefault(line.origin, [])
            if fit and not self._closed and len(idle) < MOST_IDLE:
                idle.append(line)
                return
        line.close()

    def _ask(self, line: Line, asked: Asked, target: str, timeout: float) -> "_Received":
        try:
            response = line.ask(asked.method, target, _sound(asked.headers), asked.content, timeout)
            return _Received(self, line, response)
        except BaseException:
            self.give_back(line, fit=False)
            raise

    def _take(self, origin: str) -> Line:
        """A line that nobody else uses."""
        with self._lock:
            if self._closed:
                raise ConnectionError("the connection has been closed")
            line = self._kept(origin) or self._lines.new(origin)
            self._busy.add(line)
            return line

    def _kept(self, origin: str) -> Line | None:
        """The line used last, if its other end has not closed it."""
        idle = self._idle.get(origin, [])
        while idle:
            line = idle.pop()
            if not line.is_stale():
                return line
            line.close()
        return None


class _Received:
    """An answer on a line."""

    def __init__(self, sockets: Sockets, line: Line, response: HTTPResponse) -> None:
        if len(set(response.headers.get_all("content-length", ()))) > 1:
            raise HTTPException("an answer of two lengths")
        if response.length is None and not response.chunked:  # as where it is cut off within its head
            raise HTTPException("an answer that does not say where it ends")
        self._sockets, self._response = sockets, response
        self._line: Line | None = line
        self._whole = False
        self.status = response.status

    def header(self, name: str) -> str:
        """Return a header (`Answer.header`)."""
        return self._response.headers.get(name) or ""

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as it comes (`Answer.chunks`)."""
        try:
            while chunk := self._response.read1(_CHUNK):
                yield chunk
            if self._response.length:
                raise IncompleteRead(b"", self._response.length)
        except _FAULTS as fault:
            raise _broken(fault) from fault
        self._whole = True

    def hang_up(self) -> None:
        """Break it off from another thread (`Answer.hang_up`)."""
        if line := self._line:
            line.hang_up()

    def close(self) -> None:
        """Let go of it (`Answer.close`); from then on its line may be another's."""
        line, self._line = self._line, None
        if line:
            self._response.close()
            self._sockets.give_back(line, fit=self._whole and not self._response.will_close)


def _broken(fault: Exception) -> LineBroken:
    return LineBroken(f"{type(fault).__name__} {fault}".strip())


def _split(url: str) -> tuple[str, str]:
    """Scheme with host, and path with query."""
    if not (found := _URL.fullmatch(url.partition("#")[0])):
        raise ValueError("an address that cannot be asked")
    origin, target = found.groups()
    return origin, target if target.startswith("/") else f"/{target}"


def _sound(headers: Headers) -> Headers:
    if not "".join(map("".join, headers)).isprintable():
        raise ValueError("a header that cannot be sent")
    return headers
