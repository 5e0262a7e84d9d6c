"""The envelope of a letter: who writes to whom about whom, in answer to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.standards import catalogue
from samhandling.standards import codes as code_tables
from samhandling.standards.codes import ROOT
from samhandling.standards.datatypes import CS, CV, TS
from samhandling.standards.definition import OSLO, Element, Tidspunkt
from samhandling.standards.msghead import (
    Content,
    ConversationRef,
    Document,
    Ident,
    MsgHead,
    MsgInfo,
    Organisation,
    Patient,
    Receiver,
    RefDoc,
    Sender,
)
from samhandling.standards.writing import to_xml

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.patients.models import Patient as Registered


@dataclass(frozen=True)
class Party:
    """A tjeneste with its virksomhet: both levels of an address (HIS 1153)."""

    virksomhet: int
    virksomhet_name: str
    her: int
    name: str
    phone: str = ""


@dataclass(frozen=True)
class Author:
    """Who answers for a letter. `profession` is of 9060."""

    family: str
    given: str
    profession: str
    hpr: str = ""
    phone: str = ""

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True)
class Envelope:
    """`at` is aware; `refers_to` is the MsgId that both references hold; `status` is of 7309."""

    msg_id: str
    at: dt.datetime
    sender: Party
    receiver: Party
    author: Author
    patient: Registered
    refers_to: str = ""
    status: str = "N"
    unit: str = ""  # the ward that can be rung, when it is not the service itself


def seal(envelope: Envelope, type_code: str, content: Element) -> bytes:
    """The whole document. Raises InvalidMessage when the content goes against the standard."""
    issued = TS(V=moment(envelope.at))
    body = RefDoc(issue_date=issued, msg_type=cs(8114, "XML"), content=Content(innhold=[content]))
    return to_xml(MsgHead(msg_info=_info(envelope, type_code), innhold=[Document(ref_doc=body)]))


def cv(system: int, value: str) -> CV:
    """A value with its code system, and its name as our tables have it."""
    return CV(V=value, S=f"{ROOT}{system}", DN=code_tables.name(str(system), value))


def cs(system: int, value: str) -> CS:
    """A value whose code system the standard gives."""
    return CS(V=value, DN=code_tables.name(str(system), value))


def moment(at: dt.datetime) -> Tidspunkt:
    """Norwegian wall-clock time, to the second, as the standards' examples write it."""
    return Tidspunkt.of(at.astimezone(OSLO).replace(microsecond=0, tzinfo=None))


def _info(envelope: Envelope, type_code: str) -> MsgInfo:
    row = catalogue.type_of(type_code)
    refers = envelope.refers_to
    return MsgInfo(
        type=CS(V=type_code, DN=row.name if row else type_code),
        gen_date=Tidspunkt.of(envelope.at.astimezone(OSLO).replace(microsecond=0)),
        msg_id=envelope.msg_id,
        conversation_ref=ConversationRef(ref_to_parent=refers, ref_to_conversation=refers)
        if refers
        else None,
        sender=Sender(organisation=_party(envelope.sender)),
        receiver=Receiver(organisation=_party(envelope.receiver)),
        patient=_patient(envelope.patient),
    )


def _party(party: Party) -> Organisation:
    below = Organisation(organisation_name=party.name, ident=[_her(party.her)])
    upper = [_her(party.virksomhet)]
    return Organisation(organisation_name=party.virksomhet_name, ident=upper, organisation=below)


def _her(her: int) -> Ident:
    return Ident(id=str(her), type_id=cv(9051, "HER"))


def _patient(patient: Registered) -> Patient:
    """Name, birth and numbers; no address: none of these letters needs it."""
    numbers = [row for row in patient.identities.all() if row.kind in {"FNR", "DNR", "FHN", "HNR"}]
    return Patient(
        family_name=patient.family_name,
        middle_name=patient.middle_name or None,
        given_name=patient.given_name,
        date_of_birth=Tidspunkt.of(patient.date_of_birth) if patient.date_of_birth else None,
        sex=cs(3101, patient.sex) if patient.sex else None,
        ident=[Ident(id=row.value, type_id=cv(8116, row.kind)) for row in numbers],
    )
