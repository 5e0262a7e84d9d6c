"""Who sends and who receives, on the two levels of HIS 1153: virksomhet, and its tjeneste or a person there.

Both levels have a HER-id and a name. The HER-id of level 2 is the address that transport uses.
"""

from dataclasses import dataclass
from typing import Literal

from samhandling.standards.definition.tree import XmlElement, local_name
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
    """The address in a Sender, Receiver, ServProvider or the like; NOBODY where there is none."""
    level_1, level_2 = levels(part)
    if level_1 is None:
        return _person_alone(part)
    upper, lower = _hers(level_1, level_2)
    kind: Literal["organisation", "person"] = "person" if is_person(level_2) else "organisation"
    return Party(upper, name_of_level(level_1), lower, name_of_level(level_2), kind)


def levels(part: XmlElement | None) -> tuple[XmlElement | None, XmlElement | None]:
    """The elements of both levels. A person beside a tjeneste signs: that is no address."""
    for place, tjeneste, person in _LEVELS:
        upper = child(part, *place)
        if upper is not None:
            lower = child(upper, tjeneste)
            return upper, child(upper, person) if lower is None else lower
    return None, None


_LEVELS = (
    (("Organisation",), "Organisation", "HealthcareProfessional"),  # MsgHead
    (("HCP", "Inst"), "Dept", "HCPerson"),  # the oldest messages
)


def is_person(level: XmlElement | None) -> bool:
    """Whether an element from `levels` is a health worker."""
    return level is not None and local_name(level.tag) in ("HealthcareProfessional", "HCPerson")


def _person_alone(part: XmlElement | None) -> Party:
    person = person_of(part)
    return NOBODY if person is None else Party(None, "", _her(person), name_of_level(person), "person")


def person_of(part: XmlElement | None) -> XmlElement | None:
    """The person in a part that names no organisation."""
    places = (("HealthcareProfessional",), ("Person",), ("Patient",), ("HCP", "HCProf"))
    return next((found for place in places if (found := child(part, *place)) is not None), None)


def _hers(upper: XmlElement, lower: XmlElement | None) -> tuple[int | None, int | None]:
    """HER-ids of both levels; the old dotted form on either level speaks for both."""
    plain = _her(upper), _her(lower)
    if all(plain):
        return plain
    dotted = _legacy(upper) or _legacy(lower) or (None, None)
    return plain[0] or dotted[0], plain[1] or dotted[1]


def _her(element: XmlElement | None) -> int | None:
    return next((her for number in her_texts(element) if (her := her_id(number))), None)


def _legacy(element: XmlElement | None) -> tuple[int, int] | None:
    return next((both for number in her_texts(element) if (both := legacy_her_ids(number))), None)


def her_texts(element: XmlElement | None) -> list[str]:
    """The HER-ids of one level, as they were written."""
    return [number for kind, number in identifications(element) if kind.upper() == "HER"]


def identifications(element: XmlElement | None) -> list[tuple[str, str]]:
    """Every (type, number) of one level: its Idents; in the oldest messages its own Id and those besides.

    The code system of the type is 9051 or 8116, or not given: it is never compared (HIS 1153, HIS 1168).
    """
    found = [(value(ident, "TypeId"), text(ident, "Id")) for ident in children(element, "Ident")]
    if not found:
        found = [(value(element, "TypeId"), text(element, "Id"))]
        found += [(value(extra, "Type"), text(extra, "Id")) for extra in children(element, "AdditionalId")]
    return [(kind, number) for kind, number in found if number]


def name_of_level(element: XmlElement | None) -> str:
    """The name of a unit or a person."""
    return text(element, "OrganisationName") or text(element, "Name") or person_name(element)


def person_name(element: XmlElement | None) -> str:
    """Given, middle and family name, as far as they are there."""
    parts = (text(element, name) for name in ("GivenName", "MiddleName", "FamilyName"))
    return " ".join(filter(None, parts))
