"""What a message says about itself: type, status, who, whom, when, about which patient.

Facts are read leniently from the XML tree, so that a document which breaks the schema still has them, as far
as they can be read. They are the same for a valid message.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Literal

from samhandling.errors import InvalidMessage, Issue
from samhandling.standards import catalogue
from samhandling.standards.addresses import NOBODY, Party, Recipient
from samhandling.standards.attachments import AttachmentFacts, attachments
from samhandling.standards.catalogue import MessageType
from samhandling.standards.content import business_contents, document_id, status_element
from samhandling.standards.definition.tidspunkt import OSLO, Tidspunkt
from samhandling.standards.definition.tree import XmlElement, namespace
from samhandling.standards.header import Header, info_of, read_header
from samhandling.standards.identifiers import digits
from samhandling.standards.lenient import by_name, child, children, text, value
from samhandling.standards.msghead import MsgHead
from samhandling.standards.reading import once, read_tree
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

    A referral or an epikrise keeps `document_id` through its versions. The oldest of them have no
    ConversationRef: their `conversation_id` is made of the sender and that id (see `document_key`).
    `answers` are the ids of the referrals that an epikrise answers.
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
    document_id: str = ""
    answers: tuple[str, ...] = ()


def facts(document: bytes | MsgHead) -> MessageFacts:
    """The facts of a message. Raises MessageError for bytes that are no XML or no MsgHead."""
    root = read_tree(to_xml(document) if isinstance(document, MsgHead) else document)
    info = info_of(root)
    if info is None:
        raise InvalidMessage([_NO_HEADER])
    return facts_of(info, root)


_NO_HEADER = Issue(
    0,
    "/",
    "no-header",
    "the document is no MsgHead with a MsgInfo, and no Message with a report or referral",
    "dokumentet er ikke et MsgHead med MsgInfo eller en Message med epikrise eller henvisning",
)


def facts_of(info: XmlElement, root: XmlElement | None = None, header: Header | None = None) -> MessageFacts:
    """The facts of a MsgInfo or Message, and of the documents under `root` where that could be read too.

    `header` is that of `info`, where it has been read already.
    """
    if root is None:
        return _facts(header or read_header(info), None)
    return once(root, info, lambda: _facts(header or read_header(info), root))


def _facts(header: Header, root: XmlElement | None) -> MessageFacts:
    contents = [] if root is None else business_contents(root)
    content = contents[0] if len(contents) == 1 else None
    row = catalogue.type_of(header.type_code)
    sender, document = header.sender_address.party, document_id(content)
    return MessageFacts(
        type_code=header.type_code,
        type_name=_type_name(header, row, content),
        version=None if content is None else catalogue.version_of(namespace(content.tag)),
        namespace=None if content is None else namespace(content.tag),
        status=_status(content),
        msg_id=header.msg_id,
        gen_date=_gen_date(header),
        gen_date_text=header.gen_date,
        sender=sender,
        receivers=_receivers(header),
        parent_id=text(header.info, "ConversationRef", "RefToParent") or None,
        conversation_id=_conversation(header, sender, document),
        patient=_patient(header),
        attachments=() if root is None else attachments(root),
        document_id=document,
        answers=tuple(filter(None, (text(one, "Id") for one in children(header.body, "ServReq")))),
    )


def _conversation(header: Header, sender: Party, document: str) -> str:
    """The first message's id; where a message cannot tell it, the key of its document."""
    if header.body is not None and document and sender.virksomhet_her:
        return document_key(sender.virksomhet_her, document)
    return text(header.info, "ConversationRef", "RefToConversation") or header.msg_id


def document_key(virksomhet_her: int, document: str) -> str:
    """The id of the chain of versions of one sender's document: the same for all who hold any of them."""
    return f"{DOCUMENT_KEY}{uuid.uuid5(_CHAINS, f'{virksomhet_her}:{document}')}"


DOCUMENT_KEY = "dok-"
"""How such an id begins, unlike any MsgId."""
_CHAINS = uuid.UUID("9d4a9a2e-6a52-5f0f-8a35-2c4f5b1d7a10")


def _gen_date(header: Header) -> dt.datetime | None:
    """When it was made. In the oldest messages a day alone is legal: its first moment."""
    given = Tidspunkt(header.gen_date)
    if header.body is None or given.moment or not given.day:
        return given.moment
    return dt.datetime.combine(given.day, dt.time(), OSLO)


def _type_name(header: Header, row: MessageType | None, content: XmlElement | None) -> str:
    """The usage's name, the type's, else what came: DN, V."""
    if row is None:
        return value(header.type, attribute="DN") or value(header.type)
    tema = child(content, "Notat", "TemaKodet")
    return row.usage(value(tema, attribute="S"), value(tema))


def _status(content: XmlElement | None) -> Status | None:
    return STATUSES.get(value(status_element(content)))


def _receivers(header: Header) -> tuple[Recipient, ...]:
    pairs = zip(header.receiver_addresses, header.receivers, strict=True)
    found = (Recipient(address.party, role) for address, (_, role) in pairs)
    return tuple(recipient for recipient in found if recipient.party != NOBODY)


def _patient(header: Header) -> PatientFacts | None:
    patient = header.patient
    if patient is None:
        return None
    return _from_message(patient) if header.body is not None else _from_head(patient)


def _from_message(patient: XmlElement) -> PatientFacts:
    """The oldest messages have one name, `Danser, Line`, and the official number apart from the others."""
    family, _, given = text(patient, "Name").partition(",")
    idents = [(value(patient, "TypeOffId") or "FNR", text(patient, "OffId"))]
    idents += [(value(one, "Type"), text(one, "Id")) for one in children(patient, "AdditionalId")]
    return PatientFacts(
        family=family.strip(),
        middle="",
        given=given.strip(),
        date_of_birth=Tidspunkt(value(patient, "DateOfBirth")).day,
        sex=value(patient, "Sex"),
        idents=tuple((kind.upper(), digits(number)) for kind, number in idents if digits(number)),
    )


def _from_head(patient: XmlElement) -> PatientFacts:
    parts = by_name(patient)
    first = {name: same[0] for name, same in parts.items()}
    idents = ((value(one, "TypeId").upper(), digits(text(one, "Id"))) for one in parts.get("Ident", ()))
    return PatientFacts(
        family=text(first.get("FamilyName")),
        middle=text(first.get("MiddleName")),
        given=text(first.get("GivenName")),
        date_of_birth=Tidspunkt(text(first.get("DateOfBirth"))).day,
        sex=value(first.get("Sex")),
        idents=tuple((kind, number) for kind, number in idents if number),
    )
