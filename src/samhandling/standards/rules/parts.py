"""Parts of a message that several rules look at, read once."""

from dataclasses import dataclass
from typing import NamedTuple

from samhandling.standards import codes
from samhandling.standards.attachments import attachment_elements, decoded
from samhandling.standards.definition import Tidspunkt, XmlElement
from samhandling.standards.identifiers import PersonNumber, classify, digits
from samhandling.standards.lenient import first_by_name, text, value

PERSON_NUMBERS = ("FNR", "DNR", "FHN", "HNR")


Coded = tuple[XmlElement, dict[str, str]]
"""An element with a coded value or a time, and its attributes."""


@dataclass(frozen=True, slots=True)
class Event:
    """One TidsfestetHendelse as it can be read. `code` is of 9121, empty where there is none."""

    element: XmlElement
    code: str
    when: Tidspunkt
    is_estimate: bool

    @property
    def name(self) -> str:
        return codes.words("9121", self.code)


def read_event(element: XmlElement) -> Event:
    when = Tidspunkt(value(element, "TidspunktForHendelse"))
    return Event(element, value(element, "Hendelsekode"), when, text(element, "Anslag") in ("true", "1"))


class Number(NamedTuple):
    """An identity number: where it stands, its type of 8116 or 9051, and the number without blanks.

    `type_id` is the element that gives the type, in an Ident that has one. `person` is what the number itself
    says; None for other types, and for what is no person's number.
    """

    where: XmlElement
    kind: str
    number: str
    person: PersonNumber | None
    type_id: XmlElement | None = None


def read_number(ident: XmlElement) -> Number:
    parts = first_by_name(ident)
    type_id = parts.get("TypeId")
    return number_at(ident, value(type_id).upper(), digits(text(parts.get("Id"))), type_id)


def number_at(where: XmlElement, kind: str, number: str, type_id: XmlElement | None = None) -> Number:
    person = classify(number) if kind in PERSON_NUMBERS else None
    return Number(where, kind, number, person, type_id)


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment: its number from 1, its RefDoc, its container, its bytes (None: broken base64)."""

    number: int
    reference: XmlElement
    container: XmlElement
    content: bytes | None


def read_attached(root: XmlElement) -> list[Attached]:
    found = enumerate(attachment_elements(root), 1)
    return [
        Attached(number, reference, container, _bytes(container)) for number, (reference, container) in found
    ]


def _bytes(container: XmlElement) -> bytes | None:
    try:
        return decoded(container)
    except ValueError:
        return None
