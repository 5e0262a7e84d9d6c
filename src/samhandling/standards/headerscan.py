"""The header of a document that is not well-formed XML: read whole, or not at all.

Nothing is guessed. The bytes are cut after MsgInfo (or after its last receiver), the open elements are
closed, and what stands before the cut is parsed as strictly as any document. So a fault inside the header
gives no header, and a fault after it leaves the header as it was written. Source: 80415 (T01 only when the
sender can be read), HITS 1168 § 5.3.
"""

import re
from collections import deque
from collections.abc import Iterator

from samhandling.errors import MessageError
from samhandling.standards.definition.tree import XmlElement, local_name
from samhandling.standards.facts import MessageFacts, facts_of
from samhandling.standards.lenient import child
from samhandling.standards.reading import read_tree

CUTS = (b"MsgInfo", b"OtherReceiver", b"Receiver")
XML_NAME = rb"[\w.\-]+"
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def scan(document: bytes) -> MessageFacts | None:
    """The facts of the header, without patient or content; None when it cannot be read whole."""
    info = message_info(document)
    return None if info is None else facts_of(info)


def message_info(document: bytes) -> XmlElement | None:
    """MsgInfo, when all that a receipt is made of stands in it; else None."""
    found = (_parsed(head) for head in _heads(document))
    return next((info for info in found if info is not None and _is_whole(facts_of(info))), None)


def _heads(document: bytes) -> Iterator[bytes]:
    """The document up to each possible cut, closed again so that it may parse."""
    for name in CUTS:
        end = _end_tag(document, name)
        if end is not None:
            yield document[: end.end()] + _closing(end[1], info_is_open=name != b"MsgInfo")


def _end_tag(document: bytes, name: bytes) -> re.Match[bytes] | None:
    """The first end of MsgInfo, the last end of a receiver."""
    ends = re.finditer(rb"</((?:" + XML_NAME + rb":)?)" + name + rb"\s*>", document)
    if name == b"MsgInfo":
        return next(ends, None)
    return next(iter(deque(ends, maxlen=1)), None)


def _closing(prefix: bytes, *, info_is_open: bool) -> bytes:
    """MsgHead and MsgInfo share the prefix of the elements in them: they are of one namespace."""
    info = b"</" + prefix + b"MsgInfo>" if info_is_open else b""
    return info + b"</" + prefix + b"MsgHead>"


def _parsed(head: bytes) -> XmlElement | None:
    try:
        root = read_tree(head)
    except MessageError:
        return None
    return child(root, "MsgInfo") if local_name(root.tag) == "MsgHead" else None


def _is_whole(facts: MessageFacts) -> bool:
    """Type, GenDate, MsgId, sender and receiver: what a receipt is made of."""
    return bool(
        facts.type_code
        and DATE_TIME.fullmatch(facts.gen_date_text)
        and facts.gen_date
        and facts.msg_id
        and facts.sender.her
        and any(recipient.role == "PRIM" and recipient.party.her for recipient in facts.receivers)
    )
