"""What a message says about itself: type, status, who, whom, when, about which patient.

Facts are read leniently from the XML tree, so that a document which breaks the schema still has them, as far
as they can be read. They are the same for a valid message.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from samhandling.errors import InvalidMessage, Issue
from samhandling.standards import catalogue
from samhandling.standards.addresses import NOBODY, Party, Recipient, read_party
from samhandling.standards.attachments import AttachmentFacts, attachments
from samhandling.standards.catalogue import MessageType
from samhandling.standards.content import business_contents
from samhandling.standards.definition.tidspunkt import Tidspunkt
from samhandling.standards.definition.tree import XmlElement, local_name, namespace
from samhandling.standards.identifiers import digits
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.msghead import MsgHead
from samhandling.standards.reading import read_tree
from samhandling.standards.writing import to_xml

Status = Literal["N", "M", "C"]

STATUSES: dict[str, Status] = {"N": "N", "M": "M", "C": "C", "O": "M", "A": "M"}
"""What a Forsendelsesstatus (7309) is handled as. O and A are no longer to be used, but old systems send
them: both are taken as a change (HISD 1154:2018, HISD 80806). Any other value is None."""


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """The patient as the header names them. `sex` is a code of 3101; idents are (type of 8116, number)."""

    family: str
    middle: str
    given: str
    date_of_birth: dt.date | None
    sex: str
    idents: tuple[tuple[str, str], ...]

    def ident(self, *types: str) -> str | None:
        """The first number of the first of these types that the patient has."""
        return next((number for wanted in types for kind, number in self.idents if kind == wanted), None)


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """The envelope of a message.

    `gen_date` is aware (a time without zone is Norwegian) and None when it cannot be read; `gen_date_text` is
    GenDate letter by letter, as a receipt must echo it. `conversation_id` is RefToConversation, else the own
    MsgId. `version` and `namespace` are of the business message; both None where there is none or several,
    and `version` None for a format that is not ours. `status` is None for types that have none.
    """

    type_code: str
    type_name: str
    version: str | None
    namespace: str | None
    status: Status | None
    msg_id: str
    gen_date: dt.datetime | None
    gen_date_text: str
    sender: Party
    receivers: tuple[Recipient, ...]
    parent_id: str | None
    conversation_id: str
    patient: PatientFacts | None
    attachments: tuple[AttachmentFacts, ...]


def facts(document: bytes | MsgHead) -> MessageFacts:
    """The facts of a message. Raises MessageError for bytes that are no XML or no MsgHead."""
    root = read_tree(to_xml(document) if isinstance(document, MsgHead) else document)
    info = child(root, "MsgInfo")
    if local_name(root.tag) != "MsgHead" or info is None:
        raise InvalidMessage([_NO_HEADER])
    return facts_of(info, root)


_NO_HEADER = Issue(
    0,
    "/",
    "no-header",
    "the document is no MsgHead with a MsgInfo",
    "dokumentet er ikke et MsgHead med MsgInfo",
)


def facts_of(info: XmlElement, root: XmlElement | None = None) -> MessageFacts:
    """The facts of a MsgInfo, and of the documents under `root` where that could be read too."""
    contents = [] if root is None else business_contents(root)
    content = contents[0] if len(contents) == 1 else None
    gen_date, msg_id = text(info, "GenDate"), text(info, "MsgId")
    code, row = value(info, "Type"), catalogue.type_of(value(info, "Type"))
    return MessageFacts(
        type_code=code,
        type_name=_type_name(info, row, content),
        version=None if content is None else catalogue.version_of(namespace(content.tag)),
        namespace=None if content is None else namespace(content.tag),
        status=_status(content),
        msg_id=msg_id,
        gen_date=Tidspunkt(gen_date).moment,
        gen_date_text=gen_date,
        sender=read_party(child(info, "Sender")),
        receivers=_receivers(info),
        parent_id=text(info, "ConversationRef", "RefToParent") or None,
        conversation_id=text(info, "ConversationRef", "RefToConversation") or msg_id,
        patient=_patient(child(info, "Patient")),
        attachments=() if root is None else attachments(root),
    )


def _type_name(info: XmlElement, row: MessageType | None, content: XmlElement | None) -> str:
    """The usage's name, the type's, else what came: DN, V."""
    if row is None:
        return value(info, "Type", attribute="DN") or value(info, "Type")
    tema = child(content, "Notat", "TemaKodet")
    return row.usage(value(tema, attribute="S"), value(tema))


def _status(content: XmlElement | None) -> Status | None:
    return STATUSES.get(value(content, "InformasjonOmForsendelsen", "Forsendelsesstatus"))


def _receivers(info: XmlElement) -> tuple[Recipient, ...]:
    primary = (read_party(part) for part in children(info, "Receiver"))
    copies = children(info, "OtherReceiver")
    found = [Recipient(party, "PRIM") for party in primary]
    found += [Recipient(read_party(part), _copy_role(part)) for part in copies]
    return tuple(recipient for recipient in found if recipient.party != NOBODY)


def _copy_role(part: XmlElement) -> Literal["PRIM", "COP"]:
    return "PRIM" if value(part, "RoleReceiver") == "PRIM" else "COP"


def _patient(patient: XmlElement | None) -> PatientFacts | None:
    if patient is None:
        return None
    idents = (
        (value(ident, "TypeId").upper(), digits(text(ident, "Id"))) for ident in children(patient, "Ident")
    )
    return PatientFacts(
        family=text(patient, "FamilyName"),
        middle=text(patient, "MiddleName"),
        given=text(patient, "GivenName"),
        date_of_birth=Tidspunkt(text(patient, "DateOfBirth")).day,
        sex=value(patient, "Sex"),
        idents=tuple((kind, number) for kind, number in idents if number),
    )
