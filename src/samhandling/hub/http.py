"""Requests and answers as the hub's handlers see them."""

import json
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from urllib.parse import parse_qs, quote

_PLAIN = "/!$&'()*+,;=:@"  # signs of a path that need no escape (RFC 3986 § 3.3)
JSON = "application/json"
HeaderValues = dict[str, list[str]]


class TooLong(Exception):
    """A body over the cap."""


class Request:
    """One request. `path` is decoded, `headers` have their names in small letters.

    `path_params` hold what stands in the places of the path's pattern. `content` is the body, None where it
    was over what the path's `Way` takes; it is there when the handler is, not before.
    """

    def __init__(self, method: str, path: str, query: str, headers: HeaderValues) -> None:
        self.method, self.path, self.query, self.headers = method, path, query, headers
        self.path_params: dict[str, str] = {}
        self.content: bytes | None = b""

    @property
    def raw_path(self) -> str:
        """The path as it stands in an address."""
        return quote(self.path, safe=_PLAIN)

    def header(self, name: str) -> str:
        """Return a header; empty where there is none."""
        values = self.headers.get(name)
        return values[0] if values else ""

    def parameters(self, name: str) -> list[str]:
        """Return every value of a query parameter."""
        return self._parameters.get(name, [])

    def body(self) -> bytes:
        """Return the body. Raises TooLong."""
        if self.content is None:
            raise TooLong
        return self.content

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


@dataclass(slots=True)
class Stream:
    """An answer that goes on until `parts` end or the client is gone."""

    parts: AsyncGenerator[bytes, None]
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Delayed:
    """What is answered after some seconds."""

    seconds: float
    then: Callable[[], "Given"]


Given = Answer | Stream | Delayed
Reply = Callable[[], Given]


class Way(NamedTuple):
    """Who answers a path: `admit` sees the head alone and returns who replies when the body is there too.

    Or it returns a refusal, and no body is kept; else up to `longest` bytes of it. Neither ever raises.
    """

    admit: Callable[[Request], Reply | Answer]
    longest: int


def answer_json(
    told: object,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    media_type: str = JSON,
) -> Answer:
    """Return an answer in JSON."""
    return Answer(status, _to_json(told).encode(), media_type, headers or {})


_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
