"""MsgHead 1.2, hodemelding (HIS 80601): the envelope of every message but the oldest."""

from __future__ import annotations

from typing import Annotated

from . import datatypes as fk1
from .bases import Reference
from .datatypes import CS, CV, TS, Navn, Rolle
from .definition import (
    AnyElement,
    DateTime,
    Element,
    Fixed,
    Many,
    Node,
    Ns,
    Oid,
    Or,
    Some,
    Text,
    Type,
)
from .xmldsig import Signature

MH = Ns("mh", "http://www.kith.no/xmlstds/msghead/2006-05-24")
B64 = Ns("b64", "http://www.kith.no/xmlstds/base64container")
MIG_VERSION = "v1.2 2006-05-24"


class Address(fk1.Address, ns=MH):
    pass


class TeleCom(fk1.TeleCom, ns=MH):
    pass


class Ident(fk1.Ident, ns=MH):
    pass


class Kontakt(Node, abstract=True):
    """How a person is identified and reached."""

    ident: Many[Ident] = ()
    address: Address | None = None
    tele_com: Many[TeleCom] = ()


class Patient(Kontakt, Navn, Element, ns=MH):
    pass


class Person(Kontakt, Navn, Element, ns=MH):
    pass


class HealthcareProfessional(Kontakt, Navn, Rolle, Element, ns=MH):
    ident: Some[Ident]


class Organisation(Element, ns=MH, may_be_empty=True):
    """Level 1 is the virksomhet; level 2 below it a service (`organisation`) or a person."""

    organisation_name: str
    type_organisation: CV | None = None
    ident: Some[Ident]
    address: Address | None = None
    tele_com: Many[TeleCom] = ()
    organisation: Organisation | None = None
    healthcare_professional: HealthcareProfessional | None = None


class Part(Node, abstract=True):
    com_method: CS | None = None
    organisation: Organisation


class Sender(Part, Element, ns=MH):
    pass


class Receiver(Part, Element, ns=MH):
    pass


class OtherReceiver(Element, ns=MH):
    """A copy receiver, among others (8112)."""

    com_method: CS | None = None
    role_receiver: CS
    organisation: Organisation | None = None
    patient: Or[Patient | None] = None
    person: Or[fk1.Person | None] = None
    healthcare_professional: Or[HealthcareProfessional | None] = None


class ConversationRef(Element, ns=MH):
    """Absent on the first message of a conversation: parent is the one before, conversation the first."""

    ref_to_parent: str
    ref_to_conversation: str


class MsgInfo(Element, ns=MH):
    type: CS
    MIGversion: Annotated[str, Fixed(MIG_VERSION)] = MIG_VERSION
    gen_date: DateTime
    msg_id: str
    processing_status: CS | None = None
    requested_priority: CS | None = None
    ack: CS | None = None
    conversation_ref: ConversationRef | None = None
    sender: Sender
    receiver: Receiver
    other_receiver: Many[OtherReceiver] = ()
    patient: Patient | None = None


class Base64Container(Element, ns=B64):
    """An attached file; `innhold` is the file's own bytes."""

    innhold: Text[bytes]


class Content(Type, ns=MH):
    """Any declared element; that there is one only is a rule above the schema."""

    innhold: Many[AnyElement] = ()


class RefDoc(Reference, Element, ns=MH):
    content: Or[Content | None] = None


class Document(Element, ns=MH):
    document_connection: CS | None = None
    content_type: CV | None = None
    content_description: str | None = None
    content_category: CV | None = None
    consent: CV | None = None
    annotation: str | None = None
    from_date: TS | None = None
    to_date: TS | None = None
    oid_ref: Oid | None = None
    enquiry_ref_id: str | None = None
    ref_doc: RefDoc

    @property
    def innhold(self) -> tuple[Element, ...]:
        """The elements in Content."""
        content = self.ref_doc.content
        return tuple(content.innhold) if content else ()

    @property
    def attached(self) -> bytes | None:
        """The attached file, decoded from base64 (not decompressed); None where there is none."""
        match self.innhold:
            case (Base64Container(innhold=data),):
                return data
        return None


class PatientReport(Element, ns=MH):
    """For reports to registers only."""

    document_connection: CS | None = None
    case_no: str
    document: Some[Document]
    patient: Patient | None = None


class MsgHead(Element, ns=MH):
    msg_info: MsgInfo
    innhold: Some[Document] | Some[PatientReport]
    signature: Signature | None = None

    @property
    def documents(self) -> tuple[Document, ...]:
        """The message's Document elements in order, those of patient reports included."""
        found: list[Document] = []
        for one in self.innhold:
            found += [one] if isinstance(one, Document) else one.document
        return tuple(found)

    @property
    def melding(self) -> Element | None:
        """The business message: the one element in the first Document; None unless there is exactly one."""
        first = self.documents[0].innhold if self.documents else ()
        return first[0] if len(first) == 1 and not isinstance(first[0], Base64Container) else None

    @property
    def attachments(self) -> tuple[Document, ...]:
        """The documents after the first."""
        return self.documents[1:]
