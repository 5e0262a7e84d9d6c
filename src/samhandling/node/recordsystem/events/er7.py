"""HL7 v2 in its pipe form, read with hl7apy: fields as lists of repetitions of components, unescaped.

hl7apy finds segments and fields and knows the delimiters; it leaves escapes as they are. Values that break
the standard's types are let through: what we need is checked where it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from hl7apy.exceptions import HL7apyException
from hl7apy.parser import parse_message

from samhandling.node.recordsystem.events.told import Refused

LARGEST = 256 * 1024  # bytes; an ADT message has a few thousand
_CHARSETS = {"8859/1": "latin-1", "8859/15": "iso8859-15", "UNICODE UTF-8": "utf-8", "UTF-8": "utf-8"}
_ESCAPE = re.compile(r"\\([A-Z][^\\]{0,40}|\.br)\\")


@dataclass(frozen=True)
class Er7:
    """A message. `field("PID", 3)` is a list of repetitions, each a list of components, each a text."""

    message: Any
    marks: dict[str, str]

    def has(self, segment: str) -> bool:
        return any(one.name == segment for one in self.message.children)

    def field(self, segment: str, number: int) -> list[list[str]]:
        found = next((one for one in self.message.children if one.name == segment), None)
        told = [] if found is None else list(getattr(found, f"{segment}_{number}".lower()))
        return [self._components(one.to_er7()) for one in told]

    def text(self, segment: str, number: int, component: int = 1) -> str:
        """One component of the first repetition; empty where there is none."""
        found = self.field(segment, number)
        return found[0][component - 1] if found and len(found[0]) >= component else ""

    def _components(self, told: str) -> list[str]:
        """Subcomponents are cut after the first: a family name's own prefix and the like."""
        parts = told.split(self.marks["COMPONENT"])
        return [self._plain(part.split(self.marks["SUBCOMPONENT"])[0]) for part in parts]

    def _plain(self, told: str) -> str:
        """`""` is HL7's word for empty."""
        marks = {
            "F": self.marks["FIELD"],
            "S": self.marks["COMPONENT"],
            "T": self.marks["SUBCOMPONENT"],
            "R": self.marks["REPETITION"],
            "E": self.marks["ESCAPE"],
            ".br": "\n",
        }
        if told == '""':
            return ""
        return _ESCAPE.sub(lambda found: marks.get(found[1], ""), told).strip()


def parse(raw: bytes) -> Er7:
    """Read a message. Raises Refused (AR) for what is none, or too large."""
    if len(raw) > LARGEST:
        raise Refused("AR", f"The message has more than {LARGEST} bytes")
    text = decoded(raw).replace("\r\n", "\r").replace("\n", "\r").strip("\r")
    try:
        message = parse_message(text, find_groups=False)
    except (HL7apyException, ValueError, TypeError, LookupError, AttributeError) as fault:
        raise Refused("AR", f"Not a message of HL7 v2: {type(fault).__name__}", "MSH") from fault
    return Er7(message, dict(message.encoding_chars))


def header(raw: bytes) -> list[str]:
    """MSH as text, field by field (MSH-n is item n), however the rest stands; empty when there is none.

    It needs no parser, so that what cannot be parsed can be answered.
    """
    line = decoded(re.split(rb"[\r\n]", raw, maxsplit=1)[0])
    if not line.startswith("MSH") or len(line) < len("MSH|^~\\&"):
        return []
    return ["MSH", line[3], *line.split(line[3])[1:]]


def decoded(raw: bytes) -> str:
    """By MSH-18; without it UTF-8 where it fits, else ISO-8859-1. Raises Refused for another charset."""
    head = re.split(rb"[\r\n]", raw, maxsplit=1)[0]
    parts = head.split(head[3:4]) if len(head) > len(b"MSH|") else []
    told = parts[17].split(b"~")[0].decode("ascii", "replace").strip() if len(parts) > 17 else ""
    if told and told not in _CHARSETS:
        raise Refused("AR", "MSH-18 names a character set that is not read here", "MSH-18")
    try:
        return raw.decode(_CHARSETS.get(told, "utf-8"))
    except UnicodeDecodeError:
        if told:
            raise Refused("AR", "The bytes are not of the character set in MSH-18", "MSH-18") from None
        return raw.decode("latin-1")
