"""The answer of the register, read strictly where we build on it. Pure: no network, no clock."""

import datetime as dt

from lxml import etree

from samhandling.standards.definition import OSLO
from samhandling.standards.definition.tree import XmlElement, local_name, parser
from samhandling.transport.address_register.fields import (
    code_of,
    flag,
    number,
    places,
    reaches,
    text,
)
from samhandling.transport.address_register.names import INSTANCE, UNKNOWN, common, hpr, party, soap
from samhandling.transport.address_register.party import Kind, Party
from samhandling.transport.address_register.problems import (
    DoctypeInAnswer,
    RegisterSaysNo,
    UnknownHer,
    WrongAnswer,
)

LONGEST_NAME = 200
LONGEST_FAULT = 500
EARLIEST = 1900
"""The first year of a time; what is not set is in the year 1 where the register's program comes from."""
KINDS: dict[str, Kind] = {
    "Organization": "virksomhet",
    "Service": "tjeneste",
    "Department": "tjeneste",  # of older versions of the contract
    "OrganizationPerson": "person",
    "Person": "person",
}
"""The type of the result (xsi:type), else its element Type, and what it is here."""


def read_answer(document: bytes, her: int) -> Party:
    """Read the answer to a question about a HER-id.

    Raises UnknownHer, RegisterSaysNo, DoctypeInAnswer or WrongAnswer.
    """
    body = _root(document).find(soap("Body"))
    if body is None:
        raise WrongAnswer("The answer is not a SOAP 1.2 envelope with a body")
    if (fault := body.find(soap("Fault"))) is not None:
        raise _fault(fault, her)
    result = body.find(f"{party('GetCommunicationPartyDetailsResponse')}/{party(_RESULT)}")
    if result is None or result.get(f"{{{INSTANCE}}}nil") == "true":
        raise WrongAnswer("The answer holds no party")
    return _party(result, her)


_RESULT = "GetCommunicationPartyDetailsResult"


def _root(document: bytes) -> XmlElement:
    try:
        root = etree.fromstring(document, parser())
    except etree.XMLSyntaxError as error:
        raise WrongAnswer(f"The answer is not XML: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DoctypeInAnswer("The answer has a DOCTYPE, which is never read")
    if root.tag != soap("Envelope"):
        raise WrongAnswer(f"The answer is not a SOAP 1.2 envelope but {local_name(str(root.tag))}")
    return root


def _fault(fault: XmlElement, her: int) -> UnknownHer | RegisterSaysNo:
    detail = fault.find(f"{soap('Detail')}/{common('GenericFault')}")
    code = text(detail, common("ErrorCode")) if detail is not None else ""
    if code == UNKNOWN:
        return UnknownHer(her)
    reason = fault.find(f"{soap('Reason')}/{soap('Text')}")
    words = (text(detail, common("Message")) if detail is not None else "") or _words(reason)
    said = ": ".join(filter(None, (code, words))) or "a fault without words"
    return RegisterSaysNo(said[:LONGEST_FAULT])


def _words(element: XmlElement | None) -> str:
    return " ".join((element.text or "").split()) if element is not None else ""


def _party(told: XmlElement, asked: int) -> Party:
    kind, her = _kind(told), number(told, party("HerId"))
    if her != asked:
        raise WrongAnswer(f"The answer is about HER-id {her}, not {asked}")
    level1 = kind == "virksomhet"
    code = told.find(party("Code"))
    return Party(
        her=asked,
        kind=kind,
        name=_name(told),
        active=flag(told, party("Active")),
        addressable=flag(told, party("IsValidCommunicationParty")),
        valid_from=_moment(told, "From"),
        valid_to=_moment(told, "To"),
        display_name=text(told, party("DisplayName")),
        orgnr=_orgnr(told, "OrganizationNumber" if level1 else "ParentOrganizationNumber"),
        business=code_of(told.find(party("BusinessType" if level1 else "ParentBusinessType"))),
        parent_her=number(told, party("ParentHerId")),
        parent_name=text(told, party("ParentName")),
        code_system=number(code, common("OID")) if code is not None else None,
        code=code_of(code),
        code_name=text(code, common("CodeText")) if code is not None else "",
        hpr=_hpr(told),
        reaches=reaches(told),
        places=places(told),
    )


def _kind(told: XmlElement) -> Kind:
    said = (told.get(f"{{{INSTANCE}}}type") or "").rpartition(":")[2] or text(told, party("Type"))
    if said not in KINDS:
        raise WrongAnswer(f"The answer is about something else than an address: {said or 'without a type'}")
    return KINDS[said]


def _name(told: XmlElement) -> str:
    name = text(told, party("Name"))
    if not 0 < len(name) <= LONGEST_NAME:
        raise WrongAnswer("The party has no name, or one that is far too long")
    return name


def _orgnr(told: XmlElement, element: str) -> str:
    """Nine digits: the register writes a number, without leading zeros."""
    found = number(told, party(element))
    return f"{found:09d}" if found is not None else ""


def _hpr(told: XmlElement) -> str:
    found = told.find(f"{party('Person')}/{hpr('HPRInformation')}")
    return text(found, hpr("HPRNo")) if found is not None else ""


def _moment(told: XmlElement, end: str) -> dt.datetime | None:
    """An end of the period of validity; the register writes Norwegian time without saying so.

    A beginning in the year 1 was never set. An end there would close the address: it is no answer.
    """
    period = told.find(party("Valid"))
    words = text(period, common(end)) if period is not None else ""
    if not words:
        return None
    try:
        found = dt.datetime.fromisoformat(words)
    except ValueError as error:
        raise _no_time(end, words) from error
    if found.year >= EARLIEST:
        return found if found.tzinfo else found.replace(tzinfo=OSLO)
    if end == "From":
        return None
    raise _no_time(end, words)


def _no_time(end: str, words: str) -> WrongAnswer:
    return WrongAnswer(f"Valid/{end} is no time: {words[:40]!r}")
