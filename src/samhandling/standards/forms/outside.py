"""What a referral and an epikrise say of themselves: the outside of a Message that has no MsgHead.

Sender, receiver, patient and ids stand among the content in these standards, so they are put into the plan of
the content before the values of the form are. Nobody writes them: they follow from the envelope.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from samhandling.standards import epikrise, henvisning
from samhandling.standards.coded import cs
from samhandling.standards.datatypes import TS
from samhandling.standards.definition import OSLO, Element, Node, Tidspunkt
from samhandling.standards.envelope import About, Address, Attachment, Envelope
from samhandling.standards.henvisning import v2
from samhandling.standards.msghead import Base64Container, Content, MsgHead
from samhandling.standards.reading import parse

from .plan import Plan
from .steps import way

Told = Iterator[tuple[str, object]]
"""Place → typed value."""

_IDS = uuid.UUID("5f0d1f5e-0f2c-4f0e-9a52-6a4f6c9c8d11")


@dataclass(frozen=True)
class Shape:
    """Where a Message says what: the sender of an epikrise is ServProvider, of a referral Requester."""

    declared: type[Element]
    module: Any
    body: str
    type_code: str
    id_at: str
    sender: tuple[str, str]  # place, role of 7301
    receiver: tuple[str, str]


SHAPES = (
    Shape(
        epikrise.Message, epikrise, "serv_rprt", "EPIKRISE", "serv_prov_id",
        ("serv_provider", "SPR"), ("requester", "REQ"),
    ),
    Shape(
        henvisning.Message, henvisning, "serv_req", "HENVISNING", "id",
        ("requester", "REQ"), ("serv_provider", "SPR"),
    ),
)  # fmt: skip


def has_no_head(root: type[Element]) -> bool:
    """Whether this element is a whole document of its own."""
    return any(shape.declared is root for shape in SHAPES)


def put_outside(plan: Plan, envelope: Envelope) -> None:
    """Write what the envelope tells into the plan of a content that says it itself."""
    shape = next((one for one in SHAPES if one.declared is plan.cls), None)
    told = _of_message(shape, envelope) if shape else _of_henvisning(envelope)
    for at, value in told if shape or plan.cls is v2.Henvisning else ():
        *steps, last = way(at)
        plan.down(tuple(steps)).hold(last.name, value)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a referral or an epikrise keeps through its versions (HISD 1154)."""

    id: str
    issued: Tidspunkt


def document_of(document: bytes) -> Kept:
    """The id and the time of issue of a referral or an epikrise. Raises MessageError."""
    found = parse(document)
    melding = found.melding if isinstance(found, MsgHead) else found
    match melding:
        case epikrise.Message(serv_rprt=report):
            return Kept(report.serv_prov_id or "", Tidspunkt(report.issue_date.V or ""))
        case henvisning.Message(serv_req=request):
            return Kept(request.id, Tidspunkt(request.issue_date.V or ""))
        case v2.Henvisning(document_id=held, issue_date=issued):
            return Kept(held, Tidspunkt(issued))
    return Kept("", Tidspunkt(""))


def document_id(envelope: Envelope) -> str:
    """The id that the document keeps through its versions (HISD 1154): its first version gives it one."""
    return envelope.document or str(uuid.uuid5(_IDS, envelope.msg_id))


def _issued(envelope: Envelope) -> dt.datetime:
    """When the first version was issued."""
    return (envelope.issued or envelope.at).astimezone(OSLO).replace(microsecond=0)


def _of_henvisning(envelope: Envelope) -> Told:
    """Henvisning 2.0 has a MsgHead; status, date and id stand in the referral too."""
    yield "serv_type", cs("7309", envelope.status)
    yield "issue_date", Tidspunkt.of(_issued(envelope))
    yield "document_id", document_id(envelope)


def _of_message(shape: Shape, envelope: Envelope) -> Told:
    module = shape.module
    yield "type", cs("8279", shape.type_code)
    yield "MIGversion", module.MIG_VERSIONS[shape.declared.ns.newest]
    yield "gen_date", TS(V=Tidspunkt.local(envelope.at))
    yield "msg_id", envelope.msg_id
    yield f"{shape.body}.serv_type", cs("7309", envelope.status)
    yield f"{shape.body}.issue_date", TS(V=Tidspunkt.local(_issued(envelope)))
    yield f"{shape.body}.{shape.id_at}", document_id(envelope)
    for (name, role), address in ((shape.sender, envelope.sender), (shape.receiver, envelope.receiver)):
        yield f"{shape.body}.{name}.role", cs("7301", role)
        yield f"{shape.body}.{name}.HCP", _party(module, address)
    for copy in envelope.copies:
        yield f"{shape.body}.copy_dest", _copy(module, copy)
    for attachment in envelope.attachments:
        yield f"{shape.body}.ref_doc", _attached(module, attachment)
    yield from _patient(module, f"{shape.body}.patient", envelope.patient)


def _party(module: Any, address: Address) -> Node:
    """Both levels of an address (HIS 1153)."""
    number = str(address.her)
    hpr = [module.AdditionalId(id=address.hpr, type=cs("8116", "HPR"))] if address.hpr else ()
    person = module.HCPerson(name=address.name, id=number, type_id=cs("8116", "HER"), additional_id=hpr)
    service = module.Dept(name=address.name, id=number, type_id=cs("9051", "HER"))
    unit: Node = module.Inst(
        name=address.virksomhet_name,
        id=str(address.virksomhet_her),
        type_id=cs("9051", "HER"),
        HCPerson=[person] if address.person else (),
        dept=() if address.person else [service],
    )
    made: Node = module.HCP(part=unit)
    return made


def _copy(module: Any, address: Address) -> Node:
    made: Node = module.CopyDest(role=cs("7301", "COP"), HCP=_party(module, address))
    return made


def _attached(module: Any, attachment: Attachment) -> Node:
    made: Node = module.RefDoc(
        msg_type=cs("8114", "A"),
        mime_type=attachment.mime_type,
        description=attachment.title,
        content=Content(innhold=[Base64Container(innhold=attachment.content)]),
    )
    return made


NATIONAL = ("FNR", "DNR", "FHN")


def _patient(module: Any, at: str, one: About | None) -> Told:
    """The patient as these standards name them: `Danser, Line`, the official number apart from the others."""
    if one is None:
        return
    given = " ".join(filter(None, (one.given_name, one.middle_name)))
    name = ", ".join(filter(None, (one.family_name, given)))
    official = next((ident for kind in NATIONAL for ident in one.idents if ident[0] == kind), None)
    told: dict[str, object] = {
        "sex": cs("3101", one.sex) if one.sex else None,
        "date_of_birth": TS(V=Tidspunkt.of(one.date_of_birth)) if one.date_of_birth else None,
        "name": name or None,
        "off_id": official[1] if official else None,
        "type_off_id": cs("8116", official[0]) if official else None,
    }
    yield from ((f"{at}.{field}", value) for field, value in told.items() if value is not None)
    for kind, number in one.idents:
        if (kind, number) != official:
            yield f"{at}.additional_id", module.AdditionalId(id=number, type=cs("8116", kind))
