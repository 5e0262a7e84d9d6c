"""From bytes in the record to what a stay knows of them. Bytes never change, so each is read once."""

from __future__ import annotations

import logging
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from samhandling.errors import MessageError
from samhandling.node import statements
from samhandling.node.stays.needs import Needs, needs_of
from samhandling.stay.events import Helseopplysninger, Rapport
from samhandling.stay.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from samhandling.stay.events import Message, Receipt

KEPT = 8192  # documents; a stay's are read again and again while it lasts
ASKED_AT_ONCE = 500
_log = logging.getLogger(__name__)


class Document(NamedTuple):
    """`event` is None for bytes that are removed, or that a stay cannot use."""

    event: Message | Receipt | None
    needs: Needs


NOTHING = Document(None, {})
_kept: OrderedDict[str, Document] = OrderedDict()


def documents(contents: Mapping[int, str]) -> dict[int, Document]:
    """By content key: `contents` is key → sha256. One query for those that are not known yet."""
    missing = [key for key, sha in contents.items() if sha not in _kept]
    fresh = {contents[key]: _read(raw) for key, raw in _bytes_of(missing)}
    found = {key: fresh.get(sha) or _kept[sha] for key, sha in contents.items()}
    for sha, document in fresh.items():
        _kept[sha] = document
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return found


def _bytes_of(keys: list[int]) -> Iterable[tuple[int, bytes]]:
    for start in range(0, len(keys), ASKED_AT_ONCE):
        some = keys[start : start + ASKED_AT_ONCE]
        places = ", ".join(["%s"] * len(some))
        sql = f"SELECT id, raw FROM journal_content WHERE id IN ({places})"  # noqa: S608  places only
        yield from statements.select(sql, *some)


def _read(raw: bytes | None) -> Document:
    if raw is None:
        return NOTHING
    try:
        event = read(bytes(raw))
        tells = isinstance(getattr(event, "content", None), (Helseopplysninger, Rapport))
        return Document(event, needs_of(bytes(raw)) if tells else {})
    except (MessageError, OverflowError, ValueError) as fault:  # a year that no calendar has
        _log.warning("A document in the record is of no use to a stay: %s", type(fault).__name__)
        return NOTHING
