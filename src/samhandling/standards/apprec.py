"""AppRec 1.0 and 1.1, application receipt (HIS 80415)."""

from __future__ import annotations

from typing import Annotated

from .datatypes import CS, CV, URL
from .definition import DateTime, Default, Element, Many, Node, Ns, Type

AR = Ns(
    "ar",
    v1_0="http://www.kith.no/xmlstds/apprec/2004-11-21",
    v1_1="http://www.kith.no/xmlstds/apprec/2012-02-15",
)
MIG_VERSION_1_0 = "1.0 2004-11-21"
MIG_VERSION_1_1 = "v1.1 2012-02-15"


class AdditionalId(Element, ns=AR):
    """Another identification that the unit is or has been known by."""

    id: str
    type: CS


class Identified(Node, abstract=True):
    """A name and an identification, the same in several elements."""

    name: str | None = None
    id: str | None = None
    type_id: CS | None = None


class HCProf(Element, ns=AR):
    type: CS | None = None
    name: str | None = None
    id: str | None = None
    type_id: CS | None = None
    additional_id: Many[AdditionalId] = ()


class HCPerson(Identified, Element, ns=AR):
    """A person in an organisation, level 2."""

    additional_id: Many[AdditionalId] = ()


class Dept(Element, ns=AR):
    """A service or department, level 2."""

    type: CS | None = None
    name: str | None = None
    id: str | None = None
    type_id: CS | None = None
    additional_id: Many[AdditionalId] = ()


class Inst(Identified, Element, ns=AR):
    """The virksomhet, level 1."""

    dept: Many[Dept] = ()
    additional_id: Many[AdditionalId] = ()
    HCPerson: Many[HCPerson] = ()


class Address(Element, ns=AR):
    type: CS
    street_adr: str | None = None
    postal_code: str | None = None
    city: str | None = None
    county: CS | None = None
    country: CS | None = None
    city_distr: CS | None = None
    tele_address: Many[URL] = ()


class HCP(Element, ns=AR):
    """A party: institution or health professional."""

    part: Inst | HCProf
    med_speciality: CV | None = None
    address: Address | None = None


class Part(Type, ns=AR):
    """Sender or receiver."""

    role: CS | None = None
    HCP: HCP


class OriginalMsgId(Element, ns=AR):
    """What this is the receipt of; `issue_date` is the GenDate of the original, text for text."""

    msg_type: CS
    issue_date: DateTime
    id: str


class AppRec(Element, ns=AR):
    msg_type: CS
    MIGversion: Annotated[str, Default(MIG_VERSION_1_1)] = MIG_VERSION_1_1
    software_name: str | None = None
    software_version: str | None = None
    gen_date: DateTime
    id: str
    sender: Part
    receiver: Part
    status: CS
    error: Many[CV] = ()
    original_msg_id: OriginalMsgId

    class v1_0:  # noqa: N801  the version's name
        MIGversion: Annotated[str, Default(MIG_VERSION_1_0)]
