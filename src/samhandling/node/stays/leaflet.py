"""The utskrivningsrapport on paper for the patient (HISD 80806: a copy goes with her), under plain headings.

The texts are those that were sent: nobody rewrites what a nurse or a doctor has signed. What the plain
headings have no place for comes last, under the standard's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samhandling.standards import codes
from samhandling.standards.content import business_contents
from samhandling.standards.definition import local_name
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.reading import read_tree

if TYPE_CHECKING:
    from samhandling.standards.definition import XmlElement

RAPPORT = "TverrfagligEpikrise"
Heading = tuple[str, str]  # number of the code system, value
WHY: tuple[Heading, ...] = (("9142", "AAI"), ("9142", "PROB"))
DONE: tuple[Heading, ...] = (("9142", "FU"), ("9142", "FO"), ("9142", "VU"))
NEXT: tuple[Heading, ...] = (("9142", "OP"), ("9142", "IP"), ("9141", "14"))
WHEN_LEFT: tuple[Heading, ...] = (("9141", "12"), ("9141", "8"))


@dataclass(frozen=True)
class Medicine:
    """One medicine as the report has it. `note` says what changed."""

    name: str
    how: str
    use: str
    note: str


@dataclass(frozen=True)
class Leaflet:
    """`parts` are (plain heading, texts); `phones` are (who, number)."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]
    more: tuple[tuple[str, str], ...]
    cave: tuple[str, ...]
    medicines: tuple[Medicine, ...]
    phones: tuple[tuple[str, str], ...]


def leaflet(document: bytes) -> Leaflet | None:
    """What the report says to the patient; None for a document that is none. Raises MessageError."""
    contents = [one for one in business_contents(read_tree(document)) if local_name(one.tag) == RAPPORT]
    return _leaflet(contents[0]) if contents else None


def _leaflet(report: XmlElement) -> Leaflet:
    notes = list(_notes(report))
    plain = {
        _("Hvorfor du var på sykehuset"): WHY,
        _("Hva vi fant, og hva som ble gjort"): DONE,
        _("Slik hadde du det da du reiste"): WHEN_LEFT,
        _("Hva som skjer videre"): NEXT,
    }
    parts = [(name, _said(notes, headings)) for name, headings in plain.items()]
    placed = {heading for headings in plain.values() for heading in headings}
    return Leaflet(
        parts=tuple((name, texts) for name, texts in parts if texts),
        more=tuple((codes.name(*heading) or "", told) for heading, told in notes if heading not in placed),
        cave=tuple(dict.fromkeys(text(one, "CaveStikkord") for one in report.iter("{*}StikkordCave"))),
        medicines=tuple(_medicine(one) for one in report.iter("{*}ForenkletForskrivning")),
        phones=tuple(_phones(report)),
    )


def _notes(report: XmlElement) -> list[tuple[Heading, str]]:
    """Headed notes in the order of the report; those without a known heading are about the record itself."""
    found = []
    for one in report.iter("{*}Journaltekst"):
        system = value(one, "Overskriftskode", attribute="S").rpartition(".")[2]
        heading, told = (system, value(one, "Overskriftskode")), text(one, "Notat")
        if told and codes.name(*heading):
            found.append((heading, told))
    return found


def _said(notes: list[tuple[Heading, str]], headings: tuple[Heading, ...]) -> tuple[str, ...]:
    return tuple(told for wanted in headings for heading, told in notes if heading == wanted)


def _medicine(one: XmlElement) -> Medicine:
    told = child(one, "Forskrivningsinfo")
    strength = " ".join(filter(None, (value(told, "Styrke"), value(told, "Styrke", attribute="U"))))
    return Medicine(
        name=" ".join(filter(None, (text(told, "Navn"), strength))),
        how=text(told, "DosVeiledEnkel"),
        use=codes.name("9101", value(told, "Bruk")) or "",
        note=text(one, "Merknad"),
    )


def _phones(report: XmlElement) -> list[tuple[str, str]]:
    """Wards that can be rung (TilknyttetEnhet)."""
    found = []
    for unit in children(report, "TilknyttetEnhet"):
        contact = child(unit, "Kontaktenhet")
        number = next((value(tele, "TeleAddress") for tele in children(contact, "TeleCom")), "")
        if number:
            found.append((text(contact, "OrganisationName"), number.removeprefix("tel:")))
    return found
