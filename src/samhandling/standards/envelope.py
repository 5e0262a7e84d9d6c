"""MsgHead 1.2 around one business message: who sends, to whom, about whom, when, in answer to what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samhandling.standards import catalogue
from samhandling.standards.coded import cs, cv
from samhandling.standards.datatypes import CS, CV, TS
from samhandling.standards.definition import OSLO, Element, Tidspunkt
from samhandling.standards.msghead import Address as Where
from samhandling.standards.msghead import (
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


@dataclass(frozen=True, slots=True)
class Address:
    """Both levels of an address (HIS 1153): the virksomhet, and its tjeneste or a person there."""

    virksomhet_her: int
    virksomhet_name: str
    her: int
    name: str
    person: bool = False
    hpr: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """Whom a message is about. `sex` is of 3101; idents are (type of 8116, number)."""

    family_name: str
    given_name: str
    middle_name: str = ""
    date_of_birth: dt.date | None = None
    sex: str = ""
    idents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """The message that this one answers, changes or cancels, and the first one of their conversation."""

    parent: str
    conversation: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message."""

    title: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message's outside. `at` is aware; `status` is of 7309; `version` "" is the newest that is written.

    `document` and `issued` are the id and the time that a referral or an epikrise keeps through its versions
    (HISD 1154); empty for the first version.
    """

    msg_id: str
    at: dt.datetime
    sender: Address
    receiver: Address
    patient: About | None = None
    copies: tuple[Address, ...] = ()
    refers_to: Reference | None = None
    status: str = "N"
    version: str = ""
    attachments: tuple[Attachment, ...] = ()
    document: str = ""
    issued: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a patient lives and is rung, as the header says it."""

    address: Where | None = None
    tele_com: tuple[TeleCom, ...] = ()


NOT_SAID = Reached()


def head(
    type_code: str,
    envelope: Envelope,
    content: Element,
    reached: Reached = NOT_SAID,
    consent: CV | None = None,
) -> MsgHead:
    """The whole document around its content."""
    issued = TS(V=Tidspunkt.local(envelope.at))
    body = RefDoc(issue_date=issued, msg_type=cs("8114", "XML"), content=Content(innhold=[content]))
    attached = [Document(ref_doc=_attached(issued, one)) for one in envelope.attachments]
    return MsgHead(
        msg_info=_info(type_code, envelope, reached),
        innhold=[Document(consent=consent, ref_doc=body), *attached],
    )


def _info(type_code: str, envelope: Envelope, reached: Reached) -> MsgInfo:
    row = catalogue.type_of(type_code)
    return MsgInfo(
        type=CS(V=type_code, DN=row.name if row else type_code),
        gen_date=Tidspunkt.of(envelope.at.astimezone(OSLO).replace(microsecond=0)),
        msg_id=envelope.msg_id,
        conversation_ref=_conversation(envelope.refers_to),
        sender=Sender(organisation=_party(envelope.sender)),
        receiver=Receiver(organisation=_party(envelope.receiver)),
        other_receiver=[
            OtherReceiver(role_receiver=cs("8112", "COP"), organisation=_party(one))
            for one in envelope.copies
        ],
        patient=_patient(envelope.patient, reached),
    )


def _attached(issued: TS, attachment: Attachment) -> RefDoc:
    return RefDoc(
        issue_date=issued,
        msg_type=cs("8114", "A"),
        mime_type=attachment.mime_type,
        description=attachment.title,
        content=Content(innhold=[Base64Container(innhold=attachment.content)]),
    )


def _conversation(reference: Reference | None) -> ConversationRef | None:
    if reference is None:
        return None
    return ConversationRef(ref_to_parent=reference.parent, ref_to_conversation=reference.conversation)


def _party(address: Address) -> Organisation:
    tjeneste = Organisation(organisation_name=address.name, ident=[_her(address.her)])
    return Organisation(
        organisation_name=address.virksomhet_name,
        ident=[_her(address.virksomhet_her)],
        organisation=None if address.person else tjeneste,
        healthcare_professional=_person(address) if address.person else None,
    )


def _person(address: Address) -> HealthcareProfessional:
    given, _, family = address.name.rpartition(" ")
    hpr = [Ident(id=address.hpr, type_id=cv("8116", "HPR"))] if address.hpr else []
    return HealthcareProfessional(
        family_name=family, given_name=given or None, ident=[_her(address.her), *hpr]
    )


def _her(number: int) -> Ident:
    return Ident(id=str(number), type_id=cv("9051", "HER"))


def _patient(one: About | None, reached: Reached) -> Patient | None:
    if one is None:
        return None
    return Patient(
        family_name=one.family_name or None,
        middle_name=one.middle_name or None,
        given_name=one.given_name or None,
        date_of_birth=Tidspunkt.of(one.date_of_birth) if one.date_of_birth else None,
        sex=cs("3101", one.sex) if one.sex else None,
        ident=[Ident(id=number, type_id=cv("8116", kind)) for kind, number in one.idents],
        address=reached.address,
        tele_com=reached.tele_com,
    )
