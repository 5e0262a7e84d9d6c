"""Who sends and who receives, on the two levels of HIS 1153: virksomhet, and its tjeneste or a person there.

Both levels have a HER-id and a name. The HER-id of level 2 is the address that transport uses.
"""

from dataclasses import dataclass
from typing import Literal

from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.identifiers import her_id, legacy_her_ids
from samhandling.standards.lenient import child, children, text, value


@dataclass(frozen=True, slots=True)
class Party:
    """One address. A HER-id is None where the message holds none that can be read; a name may be empty.

    `kind` tells whether level 2 is a tjeneste ("organisation") or a health worker ("person").
    """

    virksomhet_her: int | None
    virksomhet_name: str
    tjeneste_her: int | None
    tjeneste_name: str
    kind: Literal["organisation", "person"] = "organisation"

    @property
    def her(self) -> int | None:
        """The address: level 2, else level 1; None when neither can be read."""
        return self.tjeneste_her or self.virksomhet_her

    @property
    def name(self) -> str:
        """Both names as people say them: `Bydel Frogner, Sykepleietjeneste`."""
        return ", ".join(filter(None, (self.virksomhet_name, self.tjeneste_name)))


NOBODY = Party(None, "", None, "")


@dataclass(frozen=True, slots=True)
class Recipient:
    """A receiver of a message and its role (8112): PRIM for Receiver, COP for OtherReceiver."""

    party: Party
    role: Literal["PRIM", "COP"]


def read_party(part: XmlElement | None) -> Party:
    """The address in a Sender, Receiver or OtherReceiver; NOBODY where there is none."""
    organisation = child(part, "Organisation")
    if organisation is None:
        return _person_alone(part)
    tjeneste = child(organisation, "Organisation")
    person = child(organisation, "HealthcareProfessional")
    below = person if tjeneste is None else tjeneste  # a person beside a tjeneste signs, it is no address
    upper, lower = _hers(organisation, below)
    kind: Literal["organisation", "person"] = (
        "person" if tjeneste is None and person is not None else "organisation"
    )
    return Party(upper, text(organisation, "OrganisationName"), lower, _name(below), kind)


def _person_alone(part: XmlElement | None) -> Party:
    person = person_of(part)
    return NOBODY if person is None else Party(None, "", _her(person), _name(person), "person")


def person_of(part: XmlElement | None) -> XmlElement | None:
    """The person in an OtherReceiver, which may be one without an organisation."""
    names = ("HealthcareProfessional", "Person", "Patient")
    return next((found for name in names if (found := child(part, name)) is not None), None)


def _hers(upper: XmlElement, lower: XmlElement | None) -> tuple[int | None, int | None]:
    """HER-ids of both levels; the old dotted form on either level speaks for both."""
    plain = _her(upper), _her(lower)
    if all(plain):
        return plain
    dotted = _legacy(upper) or _legacy(lower) or (None, None)
    return plain[0] or dotted[0], plain[1] or dotted[1]


def _her(element: XmlElement | None) -> int | None:
    return next((her for ident in her_idents(element) if (her := her_id(text(ident, "Id")))), None)


def _legacy(element: XmlElement | None) -> tuple[int, int] | None:
    return next((both for ident in her_idents(element) if (both := legacy_her_ids(text(ident, "Id")))), None)


def her_idents(element: XmlElement | None) -> list[XmlElement]:
    """The Ident elements of type HER. S is 9051 or 8116, or absent: never compared (HIS 1153, HIS 1168)."""
    return [ident for ident in children(element, "Ident") if value(ident, "TypeId").upper() == "HER"]


def _name(element: XmlElement | None) -> str:
    return text(element, "OrganisationName") or person_name(element)


def person_name(element: XmlElement | None) -> str:
    """Given, middle and family name, as far as they are there."""
    parts = (text(element, name) for name in ("GivenName", "MiddleName", "FamilyName"))
    return " ".join(filter(None, parts))
