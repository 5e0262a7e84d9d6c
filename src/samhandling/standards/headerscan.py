"""The header of a document that is not well-formed XML: read whole, or not at all.

Nothing is guessed. The bytes are cut after MsgInfo (or after the last receiver), the open elements are
closed, and what stands before the cut is parsed as strictly as any document. So a fault inside the header
gives no header, and a fault after it leaves the header as it was written. Source: 80415 (T01 only when the
sender can be read), HITS 1168 § 5.3.
"""

import re
from collections import deque
from collections.abc import Iterator

from samhandling.errors import MessageError
from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.facts import MessageFacts, facts_of
from samhandling.standards.header import info_of
from samhandling.standards.reading import read_tree

CUTS = (b"MsgInfo", b"OtherReceiver", b"Receiver", b"CopyDest", b"Requester")
"""Elements after which a header may be whole; the parties of the oldest messages stand far down."""
OPEN = {
    b"MsgInfo": ((b"MsgHead",),),
    b"OtherReceiver": ((b"MsgInfo", b"MsgHead"),),
    b"Receiver": ((b"MsgInfo", b"MsgHead"),),
}
_MESSAGE = ((b"ServRprt", b"Message"), (b"ServReq", b"Message"))
"""What is open around each, innermost first."""
XML_NAME = rb"[\w.\-]+"
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def scan(document: bytes) -> MessageFacts | None:
    """The facts of the header, without patient or content; None when it cannot be read whole."""
    info = message_info(document)
    return None if info is None else facts_of(info)


def message_info(document: bytes) -> XmlElement | None:
    """MsgInfo, when all that a receipt is made of stands in it; else None."""
    found = (info for head in _heads(document) if (info := _parsed(head)) is not None)
    return next((info for info in found if _is_whole(facts_of(info))), None)


def _heads(document: bytes) -> Iterator[bytes]:
    """The document up to each possible cut, closed again so that it may parse."""
    for name in CUTS:
        if end := _end_tag(document, name):
            for around in OPEN.get(name, _MESSAGE):
                yield document[: end.end()] + b"".join(b"</" + end[1] + one + b">" for one in around)


def _end_tag(document: bytes, name: bytes) -> re.Match[bytes] | None:
    """The first end of MsgInfo, the last end of the others. What is open around has the same prefix."""
    ends = re.finditer(rb"</((?:" + XML_NAME + rb":)?)" + name + rb"\s*>", document)
    if name == b"MsgInfo":
        return next(ends, None)
    return next(iter(deque(ends, maxlen=1)), None)


def _parsed(head: bytes) -> XmlElement | None:
    try:
        root = read_tree(head)
    except MessageError:
        return None
    return info_of(root)


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
