"""What receipts between the same two have in common, made once: all but times and ids.

A service gives the same one message after message; building and versioning its parts anew costs more than
all else in a receipt.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import NamedTuple, cast

from lxml import etree

from samhandling.errors import InvalidMessage
from samhandling.standards import apprec, catalogue, codes
from samhandling.standards.datatypes import CS, CV
from samhandling.standards.definition import Tidspunkt, XmlElement, issue, to_tree
from samhandling.standards.header import Role
from samhandling.standards.lenient import child
from samhandling.standards.mirror import mirrored
from samhandling.standards.receipt_errors import ReceiptError

MOST = 256
LARGEST = 16_000  # bytes of both addresses; what is larger is made each time
_forms: dict[tuple["Said", bytes, bytes], XmlElement] = {}


class Software(NamedTuple):
    """Who made the receipt."""

    name: str = "Samhandling"
    version: str = ""


class Said(NamedTuple):
    """What a receipt says beside its addresses, times and ids.

    `type_code` and `original_type` (V and DN) are the message's: the one of 8279, the other as written.
    """

    version: str
    status: str
    errors: tuple[ReceiptError, ...]
    sent_as: Role
    type_code: str
    original_type: tuple[str, str | None]
    software: Software


def form(said: Said, sender: XmlElement, receiver: XmlElement | None) -> XmlElement:
    """A receipt without times and ids, from and to two parts of the message. It is never changed."""
    key = said, _written(sender), _written(receiver)
    found = _forms.get(key)
    if found is None:
        found = to_tree(_receipt(said, sender, receiver).in_version(said.version))
        if len(_forms) >= MOST:
            _forms.clear()
        if len(key[1]) + len(key[2]) <= LARGEST:
            _forms[key] = found
    return found


def filled(form_: XmlElement, own: Mapping[tuple[str, ...], str]) -> XmlElement:
    """A copy of the form with its own times and ids, by the path of each.

    Raises InvalidMessage where one holds a sign that XML cannot carry.
    """
    root = deepcopy(form_)
    for place, text in own.items():
        target = cast("XmlElement", child(root, *place))  # every form has them
        try:
            target.text = text
        except ValueError:
            where = "/".join(("", "AppRec", *place))
            raise InvalidMessage([issue("control-character", 0, where, name=place[-1])]) from None
    return root


def _written(part: XmlElement | None) -> bytes:
    return b"" if part is None else etree.tostring(part, with_tail=False)


def _receipt(said: Said, sender: XmlElement, receiver: XmlElement | None) -> apprec.AppRec:
    later, (original_type, name) = Tidspunkt(""), said.original_type
    return apprec.AppRec(
        msg_type=CS(V="APPREC", DN="Applikasjonskvittering"),
        software_name=said.software.name,
        software_version=said.software.version or None,
        gen_date=later,
        id="",
        sender=apprec.Part(role=_sender_role(said), HCP=mirrored(sender)),
        receiver=apprec.Part(role=_RECEIVER_ROLES[said.version], HCP=mirrored(receiver)),
        status=CS(V=said.status, DN=codes.name("8258", said.status)),
        error=[_error(error) for error in said.errors],
        original_msg_id=apprec.OriginalMsgId(msg_type=CS(V=original_type, DN=name), issue_date=later, id=""),
    )


_RECEIVER_ROLES = {"1.0": CS(V="RECEIVER"), "1.1": CS(V="AVS", DN="Avsender")}
"""Role of the one who gets the receipt, per version: 80415 § Role."""


def _sender_role(said: Said) -> CS:
    """PRIM or COP in 1.1; REQ, SPR or COP in 1.0."""
    if said.version == "1.1" or said.sent_as == "COP":
        return CS(V=said.sent_as, DN=codes.name("8112" if said.version == "1.1" else "7301", said.sent_as))
    row = catalogue.type_of(said.type_code)
    role = row.receipt_role_1_0 if row else "SPR"
    return CS(V=role, DN=codes.name("7301", role))


def _error(error: ReceiptError) -> CV:
    return CV(
        V=error.code, S=codes.ROOT + "8221", DN=codes.name("8221", error.code), OT=error.text.strip() or None
    )
