"""A message's address as a receipt writes it (HIS 80415, table of mirrored addresses).

Level 1 becomes Inst; a level-2 Organisation becomes Dept; a level-2 HealthcareProfessional becomes HCPerson.
A person *under* a tjeneste signs the message and is not mirrored. A person without organisation becomes
HCProf. The HER-id becomes Id; every other id becomes AdditionalId. The oldest messages (HCP) are mirrored in
the same way: a HCPerson beside a Dept is left out.
"""

from typing import Any

from samhandling.standards import apprec
from samhandling.standards.addresses import is_person, levels, name_of_level, person_of
from samhandling.standards.datatypes import CS
from samhandling.standards.definition import XmlElement
from samhandling.standards.lenient import child, children, text, value


def mirrored(part: XmlElement | None) -> apprec.HCP:
    """The address of a Sender, Receiver, Requester or the like, as much of it as there is."""
    organisation, below = levels(part)
    if organisation is not None:
        return apprec.HCP(part=_institution(organisation, below))
    person = person_of(part)
    return apprec.HCP(part=apprec.HCProf(type=_profession(person), **_identity(person)))


def _institution(organisation: XmlElement, below: XmlElement | None) -> apprec.Inst:
    return apprec.Inst(
        **_identity(organisation),
        dept=[] if below is None or is_person(below) else [apprec.Dept(**_identity(below))],
        HCPerson=[apprec.HCPerson(**_identity(below))] if is_person(below) else [],
    )


def _identity(level: XmlElement | None) -> dict[str, Any]:
    """Name, the address itself, and every other id."""
    found = sorted(_ids(level), key=_is_not_her)
    own = found[0] if found else (None, None)
    return {
        "name": name_of_level(level) or None,
        "id": own[1],
        "type_id": own[0],
        "additional_id": [apprec.AdditionalId(id=number, type=kind) for kind, number in found[1:] if kind],
    }


def _is_not_her(one: tuple[CS | None, str]) -> bool:
    return one[0] is None or (one[0].V or "").upper() != "HER"


def _ids(level: XmlElement | None) -> list[tuple[CS | None, str]]:
    """Every (type, number) of a level, in the message's order."""
    holders = [(ident, "TypeId") for ident in children(level, "Ident")]
    holders += [(level, "TypeId")] if level is not None else []
    holders += [(extra, "Type") for extra in children(level, "AdditionalId")]
    return [(_coded(child(one, kind)), text(one, "Id")) for one, kind in holders if text(one, "Id")]


def _profession(person: XmlElement | None) -> CS | None:
    given = child(person, "TypeHealthcareProfessional")
    return _coded(child(person, "Type") if given is None else given)


def _coded(element: XmlElement | None) -> CS | None:
    if element is None or not value(element):
        return None
    return CS(V=value(element), DN=value(element, attribute="DN") or None)
