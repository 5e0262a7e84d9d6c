"""A message's address as a receipt writes it (HIS 80415, table of mirrored addresses).

Level 1 becomes Inst; a level-2 Organisation becomes Dept; a level-2 HealthcareProfessional becomes HCPerson.
A person *under* a tjeneste signs the message and is not mirrored. A person without organisation becomes
HCProf. The HER-id becomes Id; every other id becomes AdditionalId.
"""

from collections.abc import Iterator

from samhandling.standards import apprec
from samhandling.standards.addresses import person_name, person_of
from samhandling.standards.datatypes import CS
from samhandling.standards.definition import XmlElement
from samhandling.standards.lenient import child, children, text, value


def mirrored(part: XmlElement | None) -> apprec.HCP:
    """The address of a Sender, Receiver or OtherReceiver, as much of it as there is."""
    organisation = child(part, "Organisation")
    if organisation is not None:
        return apprec.HCP(part=_institution(organisation))
    return apprec.HCP(part=_professional(person_of(part)))


def _institution(organisation: XmlElement) -> apprec.Inst:
    tjeneste, person = child(organisation, "Organisation"), child(organisation, "HealthcareProfessional")
    own, more = _ids(organisation)
    return apprec.Inst(
        name=text(organisation, "OrganisationName") or None,
        id=text(own, "Id") or None,
        type_id=_type(own),
        dept=[] if tjeneste is None else [_department(tjeneste)],
        additional_id=more,
        HCPerson=[] if tjeneste is not None or person is None else [_person(person)],
    )


def _department(tjeneste: XmlElement) -> apprec.Dept:
    own, more = _ids(tjeneste)
    name = text(tjeneste, "OrganisationName") or None
    return apprec.Dept(name=name, id=text(own, "Id") or None, type_id=_type(own), additional_id=more)


def _person(person: XmlElement) -> apprec.HCPerson:
    own, more = _ids(person)
    name = person_name(person) or None
    return apprec.HCPerson(name=name, id=text(own, "Id") or None, type_id=_type(own), additional_id=more)


def _professional(person: XmlElement | None) -> apprec.HCProf:
    own, more = _ids(person)
    return apprec.HCProf(
        type=_coded(child(person, "TypeHealthcareProfessional")),
        name=person_name(person) or None,
        id=text(own, "Id") or None,
        type_id=_type(own),
        additional_id=more,
    )


def _ids(element: XmlElement | None) -> tuple[XmlElement | None, list[apprec.AdditionalId]]:
    """The address itself, and every other id."""
    idents = sorted(children(element, "Ident"), key=_is_not_her)
    return (idents[0] if idents else None), list(_additional(idents[1:]))


def _is_not_her(ident: XmlElement) -> bool:
    return value(ident, "TypeId").upper() != "HER"


def _additional(idents: list[XmlElement]) -> Iterator[apprec.AdditionalId]:
    for ident in idents:
        kind = _type(ident)
        if kind is not None and text(ident, "Id"):
            yield apprec.AdditionalId(id=text(ident, "Id"), type=kind)


def _type(ident: XmlElement | None) -> CS | None:
    return _coded(child(ident, "TypeId"))


def _coded(element: XmlElement | None) -> CS | None:
    if element is None or not value(element):
        return None
    return CS(V=value(element), DN=value(element, attribute="DN") or None)
