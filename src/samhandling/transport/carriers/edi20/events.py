"""Server-sent events, read from bytes as they come (HTML standard § 9.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samhandling.errors import CarrierUnavailable

MAX_EVENT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event: its name and data. A comment line is an event without name and data."""

    name: str = ""
    data: str = ""


def read_events(chunks: Iterable[bytes]) -> Iterator[ServerEvent]:
    """Yield each whole event; what is left when the stream breaks off is no event."""
    name, data = "", list[str]()
    for line in _lines(chunks):
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line and (name or data):
            yield ServerEvent(name or "message", "\n".join(data))
            name, data = "", []
        elif line.startswith(":"):
            yield ServerEvent()
        elif field == "event":
            name = value
        elif field == "data":
            data.append(value)


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > MAX_EVENT:
            raise CarrierUnavailable(f"An event of more than {MAX_EVENT} bytes")
        for line in lines:
            yield line.removesuffix(b"\r").decode("utf-8", "replace")
