"""Whether a form holds all that a message says: one that another system made may say more.

A form that does not may not correct it, as a correction replaces the whole (HISD 1154).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from samhandling.errors import MessageError
from samhandling.standards.definition import FreeContent, Node
from samhandling.standards.envelope import Address, Envelope
from samhandling.standards.msghead import MsgHead
from samhandling.standards.reading import parse

from .composing import CannotCompose, compose
from .keeping import formatting
from .leaves import text_of
from .newer import in_newest_version
from .reading import decompose
from .shapes import Profile
from .sheet import TECHNICAL

OUTSIDE = "følger av"
"""How the reason begins for what the envelope tells, and no form holds."""
_NOBODY = Address(1, "-", 2, "-")
_ANY = Envelope(
    "00000000-0000-4000-8000-000000000000", dt.datetime(2000, 1, 1, tzinfo=dt.UTC), _NOBODY, _NOBODY
)


def holds_whole(profile: Profile, document: bytes) -> bool:
    """Whether what a document says, but for its envelope, is still said when its form has written it anew.

    Raises MessageError for a document that cannot be read.
    """
    said = _said(profile, document)
    try:
        again = compose(profile, decompose(profile, document), _ANY, formatting(profile, document))
    except (CannotCompose, MessageError):
        return False
    return said <= _said(profile, again)


def _said(profile: Profile, document: bytes) -> set[str]:
    message = parse(document)
    melding = message.melding if isinstance(message, MsgHead) else message
    outside = {way for way, reason in profile.left_out.items() if reason.startswith(OUTSIDE)}
    return set(_values(in_newest_version(melding), "", outside)) if melding is not None else set()


def _values(node: Node, above: str, outside: set[str]) -> Iterator[str]:
    for name, value in node.values.items():
        way = f"{above}.{name}".lstrip(".")
        if way in outside or name in TECHNICAL:
            continue
        for one in value if isinstance(value, tuple) else (value,):
            yield from _values(one, way, outside) if isinstance(one, Node) else _text(one)


def _text(value: Any) -> Iterator[str]:
    told = text_of(value) if isinstance(value, FreeContent) else "" if value is None else str(value)
    if told.strip():
        yield " ".join(told.split())
