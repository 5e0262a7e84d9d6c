"""What the hub reads of a document: enough of its header to hold it against what was said outside it.

That is a MsgHead's; the oldest referrals and epikriser have none, and are read by `standards.header`.
"""

from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from samhandling.errors import MessageError
from samhandling.standards.addresses import her_of
from samhandling.standards.definition import local_name
from samhandling.standards.header import info_of, read_header
from samhandling.standards.reading import read_tree

NAMESPACE = "http://www.kith.no/xmlstds/msghead/2006-05-24"
_M = f"{{{NAMESPACE}}}"


class Unreadable(Exception):
    """The document is no MsgHead that the hub can address; the text says why."""


@dataclass(frozen=True, slots=True)
class Head:
    """The addressing part of MsgInfo. HER-ids are of level 2 where there is one, each receiver's once."""

    type_code: str
    msg_id: str
    gen_date: str
    sender_her: int
    receiver_hers: tuple[int, ...]


def read_head(document: bytes) -> Head:
    """Read MsgInfo and no further: what follows is the receiver's to judge. Raises Unreadable."""
    try:
        info = _info(document)
    except Unreadable:
        if (older := _of_older_message(document)) is None:
            raise
        return older
    receivers = [*info.findall(f"{_M}Receiver"), *info.findall(f"{_M}OtherReceiver")]
    return Head(
        type_code=_attribute(info, "Type", "V"),
        msg_id=_content(info, "MsgId"),
        gen_date=_content(info, "GenDate"),
        sender_her=_her(info.find(f"{_M}Sender"), "Sender"),
        receiver_hers=tuple(dict.fromkeys(_her(receiver, "Receiver") for receiver in receivers)),
    )


def _of_older_message(document: bytes) -> Head | None:
    """The header of an epikrise or a referral without a MsgHead; None for any other document."""
    try:
        info = info_of(read_tree(document))
    except MessageError:
        return None
    if info is None or (header := read_header(info)).body is None:
        return None
    receivers = [_her(part, local_name(part.tag)) for part, _ in header.receivers]
    return Head(
        type_code=header.type_code,
        msg_id=header.msg_id,
        gen_date=header.gen_date,
        sender_her=_her(header.sender, "Sender"),
        receiver_hers=tuple(dict.fromkeys(receivers)),
    )


def _info(document: bytes) -> etree._Element:
    reading = etree.iterparse(
        BytesIO(document),
        tag=f"{_M}MsgInfo",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    try:
        _, info = next(reading)
    except (etree.XMLSyntaxError, StopIteration) as error:
        raise Unreadable(f"the document has no whole MsgInfo: {error}") from error
    if info.getroottree().docinfo.doctype:
        raise Unreadable("the document has a DOCTYPE")
    root = info.getparent()
    if root is None or root.tag != f"{_M}MsgHead" or root.getparent() is not None:
        raise Unreadable("the document's root is not MsgHead")
    return info  # type: ignore[no-any-return]


def _her(party: etree._Element | None, name: str) -> int:
    """Return the HER-id of the service or person if the party names one, else of the organisation."""
    her = her_of(party)
    if her is None:
        raise Unreadable(f"{name} has no HER-id")
    return her


def _attribute(info: etree._Element, element: str, name: str) -> str:
    found = info.find(f"{_M}{element}")
    value = found.get(name) if found is not None else None
    if not value:
        raise Unreadable(f"MsgInfo/{element} has no {name}")
    return value


def _content(info: etree._Element, element: str) -> str:
    value = (info.findtext(f"{_M}{element}") or "").strip()
    if not value:
        raise Unreadable(f"MsgInfo/{element} is missing")
    return value
