"""The envelope: MsgHead 1.2 around one business message and its attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.demo.letters.coded import cs, cv
from samhandling.demo.letters.cover import Attachment, Cover, Reference, moment
from samhandling.demo.sector import Service, whole_sector
from samhandling.standards import catalogue
from samhandling.standards.datatypes import CS, TS, URL
from samhandling.standards.definition import Element, Tidspunkt
from samhandling.standards.msghead import (
    Address,
    Base64Container,
    Content,
    ConversationRef,
    Document,
    HealthcareProfessional,
    Ident,
    MsgHead,
    MsgInfo,
    Organisation,
    OtherReceiver,
    Patient,
    Receiver,
    RefDoc,
    Sender,
    TeleCom,
)
from samhandling.standards.writing import to_xml

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.demo.population import Patient as Invented


def seal(cover: Cover, type_code: str, melding: Element) -> bytes:
    """Return the whole document. Raises InvalidMessage when the content goes against the standard."""
    content = melding.in_version(cover.version) if cover.version else melding
    documents = [_business(cover.at, content), *(_attached(cover.at, one) for one in cover.attachments)]
    return to_xml(MsgHead(msg_info=_info(cover, type_code), innhold=documents))


def _info(cover: Cover, type_code: str) -> MsgInfo:
    return MsgInfo(
        type=CS(V=type_code, DN=_type_name(type_code)),
        gen_date=Tidspunkt.of(cover.at.replace(microsecond=0)),
        msg_id=cover.msg_id,
        conversation_ref=_conversation(cover.refers_to),
        sender=Sender(organisation=_party(cover.sender)),
        receiver=Receiver(organisation=_party(cover.receiver)),
        other_receiver=[
            OtherReceiver(role_receiver=cs(8112, "COP"), organisation=_party(her)) for her in cover.copies
        ],
        patient=_patient(cover.patient),
    )


def _conversation(reference: Reference | None) -> ConversationRef | None:
    if reference is None:
        return None
    return ConversationRef(ref_to_parent=reference.parent, ref_to_conversation=reference.conversation)


def _party(her: int) -> Organisation:
    """Return both levels of an address."""
    owner, service = whole_sector().owner(her), whole_sector().service(her)
    below = (
        {"healthcare_professional": _person(service)}
        if service.person
        else {"organisation": _tjeneste(service)}
    )
    return Organisation(organisation_name=owner.name, ident=[_her(owner.her)], **below)


def _tjeneste(service: Service) -> Organisation:
    return Organisation(organisation_name=service.name, ident=[_her(service.her)])


def _person(service: Service) -> HealthcareProfessional:
    return HealthcareProfessional(
        family_name=service.family_name,
        given_name=service.given_name,
        ident=[_her(service.her), Ident(id=service.hpr, type_id=cv(8116, "HPR"))],
    )


def _her(her: int) -> Ident:
    return Ident(id=str(her), type_id=cv(9051, "HER"))


def _patient(one: Invented) -> Patient:
    return Patient(
        family_name=one.family_name,
        middle_name=one.middle_name or None,
        given_name=one.given_name,
        date_of_birth=Tidspunkt.of(one.born),
        sex=cs(3101, one.sex),
        ident=[Ident(id=one.id_value, type_id=cv(8116, one.id_kind))],
        address=None if one.protected_address else _home(one),
        tele_com=[] if one.protected_address else [_telephone(one.phone)],
    )


def _home(one: Invented) -> Address:
    return Address(type=cs(3401, "H"), street_adr=one.street, postal_code=one.postal_code, city="Oslo")


def _telephone(number: str) -> TeleCom:
    return TeleCom(type_telecom=cs(9061, "H"), tele_address=URL(V=f"tel:{number}"))


def _business(at: dt.datetime, content: Element) -> Document:
    return Document(
        ref_doc=RefDoc(
            issue_date=TS(V=moment(at)), msg_type=cs(8114, "XML"), content=Content(innhold=[content])
        )
    )


def _attached(at: dt.datetime, attachment: Attachment) -> Document:
    return Document(
        ref_doc=RefDoc(
            issue_date=TS(V=moment(at)),
            msg_type=cs(8114, "A"),
            mime_type=attachment.mime_type,
            description=attachment.title,
            content=Content(innhold=[Base64Container(innhold=attachment.content)]),
        )
    )


def _type_name(code: str) -> str:
    found = catalogue.type_of(code)
    return found.name if found else code
