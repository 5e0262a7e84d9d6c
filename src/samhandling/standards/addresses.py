"""Who sends and who receives, on the two levels of HIS 1153: virksomhet, and its tjeneste or a person there.

Both levels have a HER-id and a name. The HER-id of level 2 is the address that transport uses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from samhandling.standards.definition.tree import XmlElement, local_name
from samhandling.standards.identifiers import her_id, legacy_her_ids
from samhandling.standards.lenient import child, children, first_by_name, text, value


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


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an address: its element, None where it is not there, and its HER-ids as written."""

    element: XmlElement | None
    hers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """A part that names somebody, such as Sender, and the two levels of the address in it."""

    part: XmlElement | None
    upper: Level
    lower: Level

    @property
    def party(self) -> Party:
        """The address; NOBODY where there is none."""
        level_1, level_2 = self.upper.element, self.lower.element
        if level_1 is None:
            return _person_alone(self.part)
        upper, lower = _hers(self.upper, self.lower)
        kind: Literal["organisation", "person"] = "person" if is_person(level_2) else "organisation"
        return Party(upper, name_of_level(level_1), lower, name_of_level(level_2), kind)


def read_address(part: XmlElement | None) -> Address:
    """The address in a Sender, Receiver, ServProvider or the like, as it was written."""
    upper, lower = (Level(element, tuple(her_texts(element))) for element in levels(part))
    return Address(part, upper, lower)


def read_party(part: XmlElement | None) -> Party:
    """The same, as who it is; NOBODY where there is none."""
    return read_address(part).party


def her_of(part: XmlElement | None) -> int | None:
    """Its HER-id alone (`Party.her`). The same few write again and again, so what was found is remembered."""
    written = b"" if part is None else etree.tostring(part, with_tail=False)
    her = _known.get(written)
    if her is None and (her := read_party(part).her) and len(written) <= _LARGEST:
        if len(_known) >= _MOST:
            _known.clear()
        _known[written] = her
    return her


_known: dict[bytes, int] = {}
_MOST, _LARGEST = 1000, 8000  # addresses; bytes of one


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
    if person is None:
        return NOBODY
    return Party(None, "", _her(her_texts(person)), name_of_level(person), "person")


def person_of(part: XmlElement | None) -> XmlElement | None:
    """The person in a part that names no organisation."""
    places = (("HealthcareProfessional",), ("Person",), ("Patient",), ("HCP", "HCProf"))
    return next((found for place in places if (found := child(part, *place)) is not None), None)


def _hers(upper: Level, lower: Level) -> tuple[int | None, int | None]:
    """HER-ids of both levels; the old dotted form on either level speaks for both."""
    plain = _her(upper.hers), _her(lower.hers)
    if all(plain):
        return plain
    dotted = _legacy(upper.hers) or _legacy(lower.hers) or (None, None)
    return plain[0] or dotted[0], plain[1] or dotted[1]


def _her(written: Iterable[str]) -> int | None:
    return next((her for number in written if (her := her_id(number))), None)


def _legacy(written: Iterable[str]) -> tuple[int, int] | None:
    return next((both for number in written if (both := legacy_her_ids(number))), None)


def her_texts(element: XmlElement | None) -> list[str]:
    """The HER-ids of one level, as they were written."""
    return [number for kind, number in identifications(element) if kind.upper() == "HER"]


def identifications(element: XmlElement | None) -> list[tuple[str, str]]:
    """Every (type, number) of one level: its Idents; in the oldest messages its own Id and those besides.

    The code system of the type is 9051 or 8116, or not given: it is never compared (HIS 1153, HIS 1168).
    """
    found = [identification(ident) for ident in children(element, "Ident")]
    if not found:
        found = [(value(element, "TypeId"), text(element, "Id"))]
        found += [(value(extra, "Type"), text(extra, "Id")) for extra in children(element, "AdditionalId")]
    return [(kind, number) for kind, number in found if number]


def identification(ident: XmlElement) -> tuple[str, str]:
    """The (type, number) of an Ident."""
    parts = first_by_name(ident)
    return value(parts.get("TypeId")), text(parts.get("Id"))


def name_of_level(element: XmlElement | None) -> str:
    """The name of a unit or a person."""
    parts = first_by_name(element)
    return text(parts.get("OrganisationName")) or text(parts.get("Name")) or _person_name(parts)


def person_name(element: XmlElement | None) -> str:
    """Given, middle and family name, as far as they are there."""
    return _person_name(first_by_name(element))


def _person_name(parts: Mapping[str, XmlElement]) -> str:
    names = (text(parts.get(name)) for name in ("GivenName", "MiddleName", "FamilyName"))
    return " ".join(filter(None, names))
