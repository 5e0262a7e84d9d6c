"""Where a message says who sends what to whom about whom: MsgInfo, or the Message of the oldest standards.

Epikrise and Henvisning 1.x have no MsgHead. Their Message holds type, time and id; the parties and the
patient stand in the report (ServRprt) or the referral (ServReq) in it. The one who provides the service sends
an epikrise and receives a henvisning.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from samhandling.standards.addresses import Address, read_address
from samhandling.standards.definition.tree import XmlElement, local_name
from samhandling.standards.lenient import by_name, child, children, text, value

Role = Literal["PRIM", "COP"]

TYPES_OF_OLD = {"E": "EPIKRISE", "E-P": "EPIKRISE", "E-L": "EPIKRISE", "H": "HENVISNING"}
"""Message/Type of Epikrise 1.1 and Henvisning 1.0 (8263) as a code of 8279 (HISD 1209)."""
TYPE_OF_BODY = {"ServRprt": "EPIKRISE", "ServReq": "HENVISNING"}
_PARTIES = {"ServRprt": ("ServProvider", "Requester"), "ServReq": ("Requester", "ServProvider")}
"""Sender and primary receiver by what the Message holds."""


@dataclass(frozen=True)
class Header:
    """The elements of a header. `info` is MsgInfo or Message; `body` its ServRprt or ServReq, if any.

    `type_code` is of 8279, those of the oldest versions translated; empty where there is none.
    """

    info: XmlElement
    body: XmlElement | None
    type: XmlElement | None
    type_code: str
    gen_date: str
    msg_id: str
    sender: XmlElement | None
    receivers: tuple[tuple[XmlElement, Role], ...]
    patient: XmlElement | None

    @cached_property
    def sender_address(self) -> Address:
        """Where it comes from, as it was written."""
        return read_address(self.sender)

    @cached_property
    def receiver_addresses(self) -> tuple[Address, ...]:
        """Where it goes, as it was written: one for each of `receivers`."""
        return tuple(read_address(part) for part, _ in self.receivers)


def info_of(root: XmlElement) -> XmlElement | None:
    """MsgInfo of a MsgHead, or a Message itself; None for any other document."""
    name = local_name(root.tag)
    if name == "MsgHead":
        return child(root, "MsgInfo")
    return root if name == "Message" and body_of(root) is not None else None


def body_of(info: XmlElement) -> XmlElement | None:
    """The report or referral of a Message; None for a MsgInfo."""
    if local_name(info.tag) != "Message":
        return None
    return next((found for name in _PARTIES if (found := child(info, name)) is not None), None)


def read_header(info: XmlElement) -> Header:
    """The header that an element from `info_of` holds."""
    body = body_of(info)
    return _of_msg_info(info) if body is None else _of_message(info, body)


def type_of(info: XmlElement) -> tuple[XmlElement | None, str]:
    """The type and its code, as the header has them, without reading the rest of it."""
    kind, given = child(info, "Type"), value(info, "Type")
    body = body_of(info)
    if body is None:
        return kind, given
    return kind, TYPES_OF_OLD.get(given, given) or TYPE_OF_BODY[local_name(body.tag)]


def _of_msg_info(info: XmlElement) -> Header:
    parts = by_name(info)
    first = {name: same[0] for name, same in parts.items()}
    receivers: list[tuple[XmlElement, Role]] = [(part, "PRIM") for part in parts.get("Receiver", ())]
    receivers += [(part, _copy_role(part)) for part in parts.get("OtherReceiver", ())]
    return Header(
        info=info,
        body=None,
        type=first.get("Type"),
        type_code=value(first.get("Type")),
        gen_date=text(first.get("GenDate")),
        msg_id=text(first.get("MsgId")),
        sender=first.get("Sender"),
        receivers=tuple(receivers),
        patient=first.get("Patient"),
    )


def _copy_role(part: XmlElement) -> Role:
    return "PRIM" if value(part, "RoleReceiver") == "PRIM" else "COP"


def _of_message(info: XmlElement, body: XmlElement) -> Header:
    name = local_name(body.tag)
    sender, primary = _PARTIES[name]
    receivers: list[tuple[XmlElement, Role]] = [(part, "PRIM") for part in children(body, primary)]
    receivers += [(part, "COP") for part in children(body, "CopyDest")]
    given = value(info, "Type")
    return Header(
        info=info,
        body=body,
        type=child(info, "Type"),
        type_code=TYPES_OF_OLD.get(given, given) or TYPE_OF_BODY[name],
        gen_date=value(info, "GenDate"),
        msg_id=text(info, "MsgId"),
        sender=child(body, sender),
        receivers=tuple(receivers),
        patient=child(body, "Patient"),
    )
