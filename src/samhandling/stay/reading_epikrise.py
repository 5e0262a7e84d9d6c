"""Epikrise 1.1 and 1.2 (HIS 80226) as far as a stay needs it: that it was sent, when, to whom, about whom.

It has no MsgHead. Its versions are kept together by ServRprt/ServProvId (HISD 1154), so that id is its
conversation.
"""

from collections.abc import Iterator
from datetime import UTC

from samhandling.errors import InvalidMessage, Issue
from samhandling.standards.definition import XmlElement, local_name, namespace
from samhandling.standards.facts import STATUSES
from samhandling.standards.identifiers import her_id
from samhandling.standards.lenient import child, children, text, value
from samhandling.stay.events import Address, Message, Patient, Rapport, Recipient
from samhandling.stay.times import Moment

NAMESPACE = "http://www.kith.no/xmlstds/epikrise/"


def is_epikrise(root: XmlElement) -> bool:
    """Whether a document is an epikrise of any version."""
    return local_name(root.tag) == "Message" and namespace(root.tag).startswith(NAMESPACE)


def read_epikrise(root: XmlElement) -> Message:
    """An epikrise as an event. Raises InvalidMessage where it has no id or no time."""
    report, said_at = child(root, "ServRprt"), Moment.read(value(root, "GenDate")).earliest
    msg_id = text(root, "MsgId")
    if said_at is None or not msg_id:
        raise unusable()
    return Message(
        msg_id=msg_id,
        type_code="EPIKRISE",
        said_at=said_at.astimezone(UTC),
        sender=_address(child(report, "ServProvider")),
        receivers=tuple(_receivers(report)),
        patient=_patient(child(report, "Patient")),
        status=STATUSES.get(value(report, "ServType")) or "",
        conversation_id=text(report, "ServProvId") or msg_id,
        content=Rapport(),
    )


def _receivers(report: XmlElement | None) -> Iterator[Recipient]:
    for name, role in (("Requester", "PRIM"), ("CopyDest", "COP")):
        for part in children(report, name):
            yield Recipient(_address(part), role)


def _address(part: XmlElement | None) -> Address:
    inst = child(part, "HCP", "Inst")
    below = child(inst, "Dept")
    if below is None:
        below = child(inst, "HCPerson")
    upper, lower = _her(inst), _her(below)
    return Address(upper or lower or 0, lower if upper else None, text(inst, "Name"), text(below, "Name"))


def _her(level: XmlElement | None) -> int | None:
    own = [(value(level, "TypeId"), text(level, "Id"))]
    more = [(value(extra, "Type"), text(extra, "Id")) for extra in children(level, "AdditionalId")]
    return next((her_id(number) for kind, number in own + more if kind.upper() == "HER"), None)


def _patient(patient: XmlElement | None) -> Patient:
    number = text(patient, "OffId").replace(" ", "")
    kind = value(patient, "TypeOffId") or "FNR"
    family, _, given = text(patient, "Name").partition(",")
    return Patient(((kind, number),) if number else (), family.strip(), given.strip())


def unusable() -> InvalidMessage:
    """A document without id or time: no fact of anything."""
    return InvalidMessage(
        [Issue(0, "/", "no-identity", "the document has no id or no time", "dokumentet mangler id eller tid")]
    )
