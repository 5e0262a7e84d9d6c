"""What a rule looks at: one message that has been opened, and what is known around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from samhandling.standards.addresses import Address
from samhandling.standards.catalogue import MessageType, types_of_content
from samhandling.standards.content import business_contents, documents
from samhandling.standards.definition.tidspunkt import Tidspunkt
from samhandling.standards.definition.tree import XmlElement, attributes, local_name, namespace
from samhandling.standards.facts import MessageFacts
from samhandling.standards.header import Header
from samhandling.standards.lenient import child, children, value
from samhandling.standards.policy import DEFAULT, ReceivingPolicy
from samhandling.standards.rules.parts import (
    Attached,
    Coded,
    Event,
    Number,
    number_at,
    read_attached,
    read_event,
    read_number,
)

XHTML = "{http://www.w3.org/1999/xhtml}"
TIMES = frozenset({
    "AdmSlutt", "AdmStart", "ApprDate", "BehovOpphortDato", "DateOfBirth", "DateOfDeath",
    "DateResultValue", "DoseringSluttidspunkt", "DoseringStarttidspunkt", "EndDateTime", "FromDate",
    "GenDate", "InvDate", "IssueDate", "KontaktAvsluttet", "KontaktStartet", "OrgDate", "PlanningDate",
    "ReceiptDate", "ReqDate", "ScheduledDate", "StartDateTime", "TidspunktForHendelse", "ToDate",
    "TranslatorEndDate",
})  # fmt: skip
"""Elements of type TS: the time is in V, of any precision."""


_LOOKED_FOR: dict[str, str] = {}
"""Names of elements that rules ask for, and how libxml2 is asked: a document is searched for all at once."""


def looked_for(*names: str) -> tuple[str, ...]:
    """Names that may be asked of `Letter.named`; said where a rule is written."""
    _LOOKED_FOR.update((name, f"{{*}}{name}") for name in names)
    return names


IDENT, EVENT, SERVICE = looked_for("Ident", "TidsfestetHendelse", "ReqServ")
_TIMES = looked_for(*sorted(TIMES))


@dataclass(frozen=True)
class Letter:
    """A message, its header, its facts, and what transport and the receiver add to them.

    `row` is the catalogue's row of MsgInfo/Type, None for a type that we do not take. `has_record` tells
    whether the patient has a record at the receiver, None where nobody asked. `has_instructions` tells of
    processing instructions in the document, which the tree does not have.
    """

    root: XmlElement
    header: Header
    facts: MessageFacts
    row: MessageType | None
    size: int = 0
    transport_from: int | None = None
    transport_to: int | None = None
    policy: ReceivingPolicy = DEFAULT
    has_record: bool | None = None
    has_instructions: bool = False

    def at(self, *names: str) -> XmlElement:
        """Where to point: the deepest element that is there, down a path from MsgInfo."""
        found = self.info
        for name in names:
            below = child(found, name)
            if below is None:
                break
            found = below
        return found

    @property
    def info(self) -> XmlElement:
        """Its MsgInfo, or its Message where that is the header."""
        return self.header.info

    @cached_property
    def contents(self) -> list[XmlElement]:
        """The business messages in Content: one in a sound message."""
        return business_contents(self.root)

    @cached_property
    def content(self) -> XmlElement | None:
        """The one business message, None when there is none, when there are several, or of another type."""
        if len(self.contents) != 1 or self.row not in self.types:
            return None
        return self.contents[0]

    @cached_property
    def documents(self) -> list[XmlElement]:
        """The Document elements of its MsgHead."""
        return documents(self.root)

    @cached_property
    def notes(self) -> list[XmlElement]:
        """The notes of a dialogue message."""
        return children(self.content, "Notat")

    @cached_property
    def conversation(self) -> XmlElement | None:
        """What says to which messages it belongs."""
        return child(self.info, "ConversationRef")

    @cached_property
    def types(self) -> tuple[MessageType, ...]:
        """The types that the one content may be."""
        if len(self.contents) != 1:
            return ()
        tag = self.contents[0].tag
        return types_of_content(namespace(tag), local_name(tag))

    @property
    def has_head(self) -> bool:
        """Whether it stands in a MsgHead, as all but the oldest referrals and epikriser do."""
        return self.header.body is None

    @property
    def patient(self) -> XmlElement:
        """Where to point when something is wrong with the patient."""
        return self.info if self.header.patient is None else self.header.patient

    @property
    def at_birth(self) -> XmlElement:
        """Where to point when something is wrong with the date of birth."""
        found = child(self.patient, "DateOfBirth")
        return self.patient if found is None else found

    @cached_property
    def formatted(self) -> list[XmlElement]:
        """The elements of XHTML, in formatted text: most messages have none."""
        return list(self.root.iter(f"{XHTML}*"))

    @cached_property
    def elements(self) -> list[XmlElement]:
        """Every element of the document but those of XHTML."""
        return self._unformatted(self.root.iter("*"))

    @cached_property
    def coded(self) -> list[Coded]:
        """The elements with a coded value or a time: those with V or S."""
        found = [(one, dict(given)) for one in self.elements if (given := attributes(one))]
        return [(one, given) for one, given in found if "V" in given or "S" in given]

    def named(self, *names: str) -> list[XmlElement]:
        """Every element with one of these names (`looked_for`): name by name, each in document order."""
        return [element for name in names for element in self._by_name[name]]

    @cached_property
    def _by_name(self) -> dict[str, list[XmlElement]]:
        found: dict[str, list[XmlElement]] = {name: [] for name in _LOOKED_FOR}
        for element in self._unformatted(self.root.iter(*_LOOKED_FOR.values())):
            found[local_name(element.tag)].append(element)
        return found

    def _unformatted(self, found: Iterable[XmlElement]) -> list[XmlElement]:
        """Those that are not XHTML; a tag is dear to ask for, so not where nothing is."""
        return [one for one in found if not one.tag.startswith(XHTML)] if self.formatted else list(found)

    @cached_property
    def times(self) -> list[tuple[XmlElement, Tidspunkt]]:
        """Every TS with a value."""
        found = ((one, one.get("V", "").strip()) for one in self.named(*_TIMES))
        return [(one, Tidspunkt(given)) for one, given in found if given]

    @cached_property
    def addresses(self) -> list[Address]:
        """The sender and the receivers of the header."""
        every = (self.header.sender_address, *self.header.receiver_addresses)
        return [one for one in every if one.part is not None]

    @cached_property
    def idents(self) -> list[Number]:
        """Every Ident, of people and units."""
        return [read_number(ident) for ident in self.named(IDENT)]

    @cached_property
    def numbers(self) -> list[Number]:
        """Every identity number: the idents, and those of a patient in the oldest messages."""
        patient = None if self.has_head else self.facts.patient
        own = patient.idents if patient else ()
        return [*self.idents, *(number_at(self.patient, kind, number) for kind, number in own)]

    @cached_property
    def events(self) -> list[Event]:
        """The events of the one message, in document order."""
        return [] if self.content is None else [read_event(one) for one in self.named(EVENT)]

    @cached_property
    def attached(self) -> list[Attached]:
        """The attachments, decoded."""
        return read_attached(self.root) if self.facts.attachments else []

    @cached_property
    def is_urgent(self) -> bool:
        """A referral of hastegrad 0 (8304, 8306), øyeblikkelig hjelp: taken whoever the patient is."""
        may_be = self.row is not None and self.row.may_be_urgent
        return may_be and any(value(one, "Priority") == "0" for one in self.named(SERVICE))

    @property
    def is_cancellation(self) -> bool:
        """A cancellation may leave out all but the minimum (HISD 1154)."""
        return self.facts.status == "C"
