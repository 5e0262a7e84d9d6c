"""What asking a service over HTTP takes; `sockets` does it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

Headers = tuple[tuple[str, str], ...]


class LineBroken(Exception):
    """A request or its answer did not get through; the text says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; `url` is whole, with its query."""

    method: str
    url: str
    headers: Headers = ()
    content: bytes | None = None

    @property
    def path(self) -> str:
        """The path alone, for words to people."""
        return urlsplit(self.url).path


class Answer(Protocol):
    """An answer whose body has not been read. Who has it closes it."""

    @property
    def status(self) -> int:
        """The status code."""

    def header(self, name: str) -> str:
        """Return a header; empty where there is none."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as it comes. Raises LineBroken."""

    def hang_up(self) -> None:
        """Break it off from another thread: whoever reads it comes to its end, or meets an error."""

    def close(self) -> None:
        """Let go of it; the socket is used again where the body was read to its end."""


class Wire(Protocol):
    """The way to a service. Threads may share it."""

    def open(self, asked: Asked, timeout: float) -> Answer:
        """Send a request and read the head of the answer. Raises LineBroken.

        `timeout` is in seconds and for each wait on the network.
        """

    def close(self) -> None:
        """Close every socket; every request after it fails."""
