"""AppRec 1.0 and 1.1, application receipt (HIS 80415)."""

from __future__ import annotations

from typing import Annotated

from . import bases
from .bases import Identified, Kind
from .datatypes import CS, CV
from .definition import DateTime, Default, Element, Many, Ns, Type

AR = Ns(
    "ar",
    v1_0="http://www.kith.no/xmlstds/apprec/2004-11-21",
    v1_1="http://www.kith.no/xmlstds/apprec/2012-02-15",
)
MIG_VERSION_1_0 = "1.0 2004-11-21"
MIG_VERSION_1_1 = "v1.1 2012-02-15"


class AdditionalId(bases.AdditionalId, Element, ns=AR):
    pass


class HCProf(Identified, Kind, Element, ns=AR):
    additional_id: Many[AdditionalId] = ()


class HCPerson(Identified, Element, ns=AR):
    """A person in an organisation, level 2."""

    additional_id: Many[AdditionalId] = ()


class Dept(Identified, Kind, Element, ns=AR):
    """A service or department, level 2."""

    additional_id: Many[AdditionalId] = ()


class Inst(Identified, Element, ns=AR):
    """The virksomhet, level 1."""

    dept: Many[Dept] = ()
    additional_id: Many[AdditionalId] = ()
    HCPerson: Many[HCPerson] = ()


class Address(bases.Address, Element, ns=AR):
    pass


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
