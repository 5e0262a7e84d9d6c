"""What a municipality says of an invoice basis, line by line, as a file that goes back to the hospital.

It points to the basis by number and fingerprint, so it can be about that basis only, and has a fingerprint of
its own. Like the basis it names no patient.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from samhandling.errors import SamhandlingError

FORMAT = "samhandling-svar-paa-fakturagrunnlag"
VERSION = 1
MOST_BYTES = 1_000_000
MOST_TEXT = 1000


class BadAnswer(SamhandlingError):
    """A file that is no answer to a basis, or one that has been changed."""


class MarkedLine(NamedTuple):
    """What somebody at the municipality said of a line. A dispute has its reason."""

    line: int
    approved: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The last word on each line that anybody has marked. The two ends are HER-ids of level 1."""

    number: str
    basis: str  # fingerprint of the basis
    hospital: int
    municipality: int
    lines: tuple[MarkedLine, ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that the answer says."""
        told = [self.number, self.basis, self.hospital, self.municipality, *map(_plain, self.lines)]
        text = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("ascii")).hexdigest()


def to_json(answer: Answer) -> str:
    """The file."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "number": answer.number,
        "basis": answer.basis,
        "hospital": answer.hospital,
        "municipality": answer.municipality,
        "lines": [dict(zip(MarkedLine._fields, _plain(line), strict=True)) for line in answer.lines],
        "fingerprint": answer.fingerprint,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def read(content: bytes) -> Answer:
    """An answer from the bytes of its file. Raises BadAnswer with what is wrong, in English."""
    if len(content) > MOST_BYTES:
        raise BadAnswer(f"larger than {MOST_BYTES} bytes")
    try:
        told = json.loads(content.decode("utf-8-sig"))
        answer = _answer(told)
        fits = answer.fingerprint == told["fingerprint"]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadAnswer(f"not an answer to a basis: {type(error).__name__} {error}") from error
    if not fits:
        raise BadAnswer("the fingerprint does not fit the lines: the file has been changed")
    return answer


def _answer(told: Mapping[str, Any]) -> Answer:
    if told.get("format") != FORMAT or told.get("version") != VERSION:
        raise ValueError(f"not {FORMAT} version {VERSION}")
    lines = tuple(_line(line) for line in told["lines"])
    if len({line.line for line in lines}) != len(lines):
        raise ValueError("a line is marked twice")
    numbers = int(told["hospital"]), int(told["municipality"])
    return Answer(
        number=_text(told["number"]),
        basis=_text(told["basis"]),
        hospital=numbers[0],
        municipality=numbers[1],
        lines=lines,
    )


def _line(told: Mapping[str, Any]) -> MarkedLine:
    at = datetime.fromisoformat(told["at"])
    if at.tzinfo is None or not isinstance(told["approved"], bool):
        raise ValueError("a time without its zone, or neither approved nor disputed")
    if not told["approved"] and not told["reason"].strip():
        raise ValueError("a dispute without its reason")
    return MarkedLine(int(told["line"]), told["approved"], _text(told["reason"]), _text(told["by"]), at)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST_TEXT:
        raise ValueError(f"text of at most {MOST_TEXT} letters expected")
    return value


def _plain(line: MarkedLine) -> list[object]:
    return [line.line, line.approved, line.reason, line.by, line.at.isoformat()]
