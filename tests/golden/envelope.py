"""The header around each letter: MsgHead 1.2 with its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samhandling.standards import catalogue
from samhandling.standards.datatypes import CS, CV
from samhandling.standards.definition import Element, Tidspunkt
from samhandling.standards.msghead import (
    Base64Container,
    Content,
    ConversationRef,
    Document,
    MsgHead,
    MsgInfo,
    OtherReceiver,
    Receiver,
    RefDoc,
    Sender,
    Signature,
)

from .people import Part, Pasient
from .short import enkel, ts, unique


@dataclass(frozen=True)
class Vedlegg:
    """A file that goes with a letter."""

    name: str
    mime_type: str
    content: bytes
    at: str
    note: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    """More fields of Document."""


@dataclass(frozen=True)
class Letter:
    """Who writes to whom about whom, when, and in answer to what (names of letters)."""

    name: str
    code: str
    sender: Part
    receiver: Part
    patient: Pasient | None
    at: str
    parent: str | None = None
    first: str | None = None
    """First letter of the conversation; the parent, if not given."""
    copies: Sequence[Part] = ()
    consent: CV | None = None
    files: Sequence[Vedlegg] = ()
    signature: Signature | None = None

    def sealed(self, melding: Element, version: str | None = None) -> MsgHead:
        """The whole document, with the content moved to a version of its standard."""
        content = melding.in_version(version) if version else melding
        main = Document(
            document_connection=enkel("4702", "H") if self.files else None,
            consent=self.consent,
            ref_doc=RefDoc(
                issue_date=ts(self.at[:19]),
                msg_type=enkel("8114", "XML"),
                content=Content(innhold=[content]),
            ),
        )
        return MsgHead(
            msg_info=self._info(),
            innhold=[main, *(self._attached(number, one) for number, one in enumerate(self.files, 1))],
            signature=self.signature,
        )

    def _info(self) -> MsgInfo:
        row = catalogue.MESSAGE_TYPES[self.code]
        return MsgInfo(
            type=CS(V=self.code, DN=row.name),
            gen_date=Tidspunkt(self.at),
            msg_id=unique(self.name),
            processing_status=enkel("8213", "P") if self.files else None,
            requested_priority=enkel("8115", "H") if self.files else None,
            ack=CS(V="J", DN="Ja") if self.files else None,
            conversation_ref=self._reference(),
            sender=Sender(com_method=enkel("8235", "EDI"), organisation=self.sender.organisation()),
            receiver=Receiver(com_method=enkel("8235", "EDI"), organisation=self.receiver.organisation()),
            other_receiver=[
                OtherReceiver(
                    com_method=enkel("8235", "EDI"),
                    role_receiver=enkel("8112", "COP"),
                    organisation=part.organisation(),
                )
                for part in self.copies
            ],
            patient=self.patient.head() if self.patient else None,
        )

    def _reference(self) -> ConversationRef | None:
        if not self.parent:
            return None
        return ConversationRef(
            ref_to_parent=unique(self.parent), ref_to_conversation=unique(self.first or self.parent)
        )

    def _attached(self, number: int, one: Vedlegg) -> Document:
        return Document(
            document_connection=enkel("4702", "V"),
            annotation=one.note,
            **one.details,
            ref_doc=RefDoc(
                issue_date=ts(one.at),
                msg_type=enkel("8114", "A"),
                id=unique(f"{self.name}/vedlegg/{number}"),
                mime_type=one.mime_type,
                description=one.name,
                content=Content(innhold=[Base64Container(innhold=one.content)]),
            ),
        )
