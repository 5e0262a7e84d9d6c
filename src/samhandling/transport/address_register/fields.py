"""The single fields of an answer: texts, numbers, yes and no, codes and addresses."""

from dataclasses import astuple

from samhandling.standards.definition.tree import XmlElement
from samhandling.transport.address_register.names import NOBODY, common, party
from samhandling.transport.address_register.party import Place, Reach
from samhandling.transport.address_register.problems import WrongAnswer

_FLAGS = {"true": True, "1": True, "false": False, "0": False}
MOST_PLACES, LONGEST_LINE = 20, 200
_LARGEST = 2**31 - 1  # xs:int


def text(told: XmlElement, name: str) -> str:
    """A child's text on one line; empty where there is none."""
    return " ".join((told.findtext(name) or "").split())


def flag(told: XmlElement, name: str) -> bool:
    """A child that is true or false. Raises WrongAnswer when it is neither, or not there."""
    said = text(told, name)
    if said not in _FLAGS:
        raise WrongAnswer(f"{_local(name)} is neither true nor false: {said[:40]!r}")
    return _FLAGS[said]


def number(told: XmlElement, name: str) -> int | None:
    """A child that is a whole number from 0; None where it is not there, or nobody's (-1).

    Raises WrongAnswer when it is something else.
    """
    said = text(told, name)
    if said in {"", str(NOBODY)}:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= 10 and int(said) <= _LARGEST):
        raise WrongAnswer(f"{_local(name)} is no number: {said[:40]!r}")
    return int(said)


def code_of(told: XmlElement | None) -> str:
    """The value of a Code; empty where it is nil or not there."""
    return text(told, common("CodeValue")) if told is not None else ""


def reaches(told: XmlElement) -> tuple[Reach, ...]:
    """The electronic addresses."""
    found = told.iterfind(f"{party('ElectronicAddresses')}/{common('ElectronicAddress')}")
    read = (
        Reach(
            kind=text(one, common("TypeCodeValue")) or code_of(one.find(common("Type"))),
            value=text(one, common("Address")),
            inherited=text(one, common("Inherited")) in {"true", "1"},
        )
        for one in found
    )
    return tuple(one for one in read if one.kind and one.value)


def places(told: XmlElement) -> tuple[Place, ...]:
    """The physical addresses. Raises WrongAnswer when they are more, or longer, than any can be."""
    found = told.findall(f"{party('PhysicalAddresses')}/{common('PhysicalAddress')}")
    read = tuple(map(_place, found[: MOST_PLACES + 1]))
    longest = max((len(words) for place in read for words in astuple(place)), default=0)
    if len(found) > MOST_PLACES or longest > LONGEST_LINE:
        raise WrongAnswer("PhysicalAddresses are more, or longer, than anybody has")
    return read


def _place(told: XmlElement) -> Place:
    postal_code = number(told, common("PostalCode"))
    country = told.find(common("Country"))
    return Place(
        kind=text(told, common("TypeCodeValue")) or code_of(told.find(common("Type"))),
        street=text(told, common("StreetAddress")),
        postbox=text(told, common("Postbox")),
        postal_code=f"{postal_code:04d}" if postal_code is not None else "",
        city=text(told, common("City")),
        country=text(country, common("CodeText")) if country is not None else "",
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2]
