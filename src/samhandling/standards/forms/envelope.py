"""What stands around the values of a form: who sends, to whom, about whom, when, in answer to what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samhandling.standards import catalogue, codes
from samhandling.standards.datatypes import CS, CV, TS
from samhandling.standards.definition import OSLO, Element, Tidspunkt
from samhandling.standards.msghead import Address as Where
from samhandling.standards.msghead import (
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
class Envelope:
    """A message's outside. `at` is aware; `status` is of 7309; `version` "" is the newest that is written."""

    msg_id: str
    at: dt.datetime
    sender: Address
    receiver: Address
    patient: About | None = None
    copies: tuple[Address, ...] = ()
    refers_to: Reference | None = None
    status: str = "N"
    version: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a patient lives and is rung, as the header says it."""

    address: Where | None = None
    tele_com: tuple[TeleCom, ...] = ()


def head(
    type_code: str, envelope: Envelope, content: Element, reached: Reached, consent: CV | None
) -> MsgHead:
    """The whole document around its content. `reached` is the patient's address and telephones."""
    row = catalogue.type_of(type_code)
    at = envelope.at.astimezone(OSLO).replace(microsecond=0)
    info = MsgInfo(
        type=CS(V=type_code, DN=row.name if row else type_code),
        gen_date=Tidspunkt.of(at),
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
    reference = RefDoc(
        issue_date=TS(V=Tidspunkt.of(at.replace(tzinfo=None))),
        msg_type=cs("8114", "XML"),
        content=Content(innhold=[content]),
    )
    return MsgHead(msg_info=info, innhold=[Document(consent=consent, ref_doc=reference)])


def cs(system: str, value: str) -> CS:
    """A code whose system the standard gives, with its name."""
    return CS(V=value, DN=codes.name(system, value))


def cv(system: str, value: str) -> CV:
    """A code with its system and name."""
    return CV(V=value, S=f"{codes.ROOT}{system}", DN=codes.name(system, value))


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
