"""The envelope of a letter: who writes to whom about whom, in answer to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.standards import envelope as msghead
from samhandling.standards.writing import to_xml

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.patients.models import Patient
    from samhandling.standards.definition import Element

NUMBERS = frozenset({"FNR", "DNR", "FHN", "HNR"})  # 8116


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
    patient: Patient
    refers_to: str = ""
    status: str = "N"
    unit: str = ""  # the ward that can be rung, when it is not the service itself


def seal(envelope: Envelope, type_code: str, content: Element) -> bytes:
    """The whole document. Raises InvalidMessage when the content goes against the standard."""
    return to_xml(msghead.head(type_code, _head(envelope), content))


def _head(envelope: Envelope) -> msghead.Envelope:
    refers = envelope.refers_to
    return msghead.Envelope(
        msg_id=envelope.msg_id,
        at=envelope.at,
        sender=_address(envelope.sender),
        receiver=_address(envelope.receiver),
        patient=_about(envelope.patient),
        refers_to=msghead.Reference(refers, refers) if refers else None,
    )


def _address(party: Party) -> msghead.Address:
    return msghead.Address(party.virksomhet, party.virksomhet_name, party.her, party.name)


def _about(patient: Patient) -> msghead.About:
    """Name, birth and numbers; no address: none of these letters needs it."""
    rows = [row for row in patient.identities.all() if row.kind in NUMBERS]
    return msghead.About(
        patient.family_name,
        patient.given_name,
        patient.middle_name,
        patient.date_of_birth,
        patient.sex,
        tuple((row.kind, row.value) for row in rows),
    )
