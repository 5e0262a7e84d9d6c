"""What happened: messages and receipts, as typed facts. Local acts are in `acts.py`.

An event holds what the document says and nothing that only one end knows: arrival times, queues and read
marks are no part of it. Two nodes that hold the same document hold equal events.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from samhandling.stay.times import Moment

INNLAGT, UTSKREVET, UTSKRIVNINGSKLAR, AVMELDT, DOD = "1", "2", "3", "4", "13"
FORVENTET = "5"
"""Hendelseskoder of 9121 (HIS 1149); 5 is in 80704's change log only, the examples write 3 instead."""

ADMISSION, EXPECTED, READY_CODES = (INNLAGT,), (UTSKRIVNINGSKLAR, FORVENTET), (UTSKRIVNINGSKLAR,)


class Address(NamedTuple):
    """A party at both address levels (HIS 1153): HER-ids and names of virksomhet and tjeneste or person."""

    virksomhet: int
    tjeneste: int | None = None
    name: str = ""
    service: str = ""

    @property
    def her(self) -> int:
        """The HER-id of level 2, else of level 1."""
        return self.tjeneste or self.virksomhet


class Recipient(NamedTuple):
    """A receiver of a message, PRIM or COP (8112)."""

    address: Address
    role: str = "PRIM"


@dataclass(frozen=True, slots=True)
class Patient:
    """The patient as the header writes her.

    `idents` are (type of 8116, value); an H-number is told from others' by its issuer, so its value holds the
    issuing HER-id too.
    """

    idents: tuple[tuple[str, str], ...]
    family_name: str = ""
    given_name: str = ""
    date_of_birth: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A named professional: role as TypeHealthcareProfessional writes it (9060), HPR number, telephone."""

    name: str
    role: str = ""
    hpr: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Hendelse:
    """A TidsfestetHendelse.

    `anslag` is kept for display and never decides anything: HIS 1149 and the official examples contradict
    each other on what true means.
    """

    code: str
    when: Moment
    anslag: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Logistikk:
    """Innlagt, utskrivningsklar, avmelding, utskrevet, død (HIS 1149)."""

    hendelser: tuple[Hendelse, ...] = ()
    ut_til: str = ""  # 8408
    uttilstand: str = ""  # 8431
    decided_by: Person | None = None


@dataclass(frozen=True, slots=True)
class Helseopplysninger:
    """Health information with the expected discharge (HIS 1144); `type_innhold` is of 9140."""

    type_innhold: str = ""
    hendelser: tuple[Hendelse, ...] = ()


@dataclass(frozen=True, slots=True)
class Rapport:
    """Innleggelsesrapport (HIS 1143), utskrivningsrapport (HIS 1148) or epikrise."""

    hendelser: tuple[Hendelse, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialog:
    """A dialogue message (HIS 80603): the usage by its code system and value, and the text."""

    system: str = ""  # four digits: 9155, 7322, 9069, 8117, 9152 …
    value: str = ""
    text: str = ""


Content = Logistikk | Helseopplysninger | Rapport | Dialog | None


@dataclass(frozen=True, slots=True)
class Message:
    """A message and what it says. `said_at` is MsgInfo/GenDate: when the sender knew and said it."""

    msg_id: str
    type_code: str  # 8279
    said_at: datetime
    sender: Address
    receivers: tuple[Recipient, ...]
    patient: Patient
    status: str = ""  # 7309: N, M, C; A and O of old systems are read as M
    parent_id: str = ""
    conversation_id: str = ""  # RefToConversation, else the own MsgId
    content: Content = None
    refers_to: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """MsgIds that this message points back to, the nearest first."""

    def __post_init__(self) -> None:
        refs = (self.parent_id, self.conversation_id)
        object.__setattr__(self, "refers_to", tuple(ref for ref in refs if ref and ref != self.msg_id))

    def hendelse(self, codes: tuple[str, ...]) -> Hendelse | None:
        """The first event of one of these codes, None where there is none."""
        for hendelse in getattr(self.content, "hendelser", ()):
            if hendelse.code in codes:
                return hendelse  # type: ignore[no-any-return]
        return None

    def moment(self, codes: tuple[str, ...]) -> Moment | None:
        """The time of the first event of one of these codes."""
        hendelse = self.hendelse(codes)
        return hendelse.when if hendelse else None


@dataclass(frozen=True, slots=True)
class Receipt:
    """An AppRec: one receiver's word about one message. `at` is its GenDate: when the receiver had it.

    `hers` are the HER-ids of the one who gives it, level 1 and 2. `status` is of 8258: "1" OK, "2" Avvist.
    """

    receipt_id: str
    msg_id: str
    hers: tuple[int, ...]
    status: str
    at: datetime
    errors: tuple[str, ...] = ()
