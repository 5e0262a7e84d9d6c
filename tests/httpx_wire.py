"""A carrier's wire that ends in an httpx transport: the hub within the test, or a made-up service."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from samhandling.transport.wire import Asked, LineBroken


class Through:
    """Passes requests to a transport."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._http = httpx.Client(transport=transport, trust_env=False)

    def open(self, asked: Asked, timeout: float) -> "Passed":
        request = httpx.Request(asked.method, asked.url, headers=list(asked.headers), content=asked.content)
        request.extensions = {"timeout": httpx.Timeout(timeout).as_dict()}
        with _breaking():
            return Passed(self._http.send(request, stream=True))

    def close(self) -> None:
        self._http.close()


class Passed:
    """An answer on its way back."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.status = response.status_code

    def header(self, name: str) -> str:
        return self._response.headers.get(name, "")

    def chunks(self) -> Iterator[bytes]:
        with _breaking():
            yield from self._response.iter_bytes()

    def hang_up(self) -> None:
        """Nothing to break off: no socket."""

    def close(self) -> None:
        self._response.close()


@contextmanager
def _breaking() -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, httpx.StreamError, RuntimeError) as error:  # RuntimeError: it has been closed
        raise LineBroken(f"{type(error).__name__} {error}".strip()) from error
