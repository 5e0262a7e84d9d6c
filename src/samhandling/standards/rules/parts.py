"""Parts of a message that several rules look at, read once."""

from dataclasses import dataclass

from samhandling.standards import codes
from samhandling.standards.attachments import attachment_elements, decoded
from samhandling.standards.definition import Tidspunkt, XmlElement
from samhandling.standards.lenient import text, value


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
