"""Who takes part in an epikrise: institutions, people, the patient."""

from __future__ import annotations

from samhandling.standards import bases
from samhandling.standards.bases import Identified, Kind
from samhandling.standards.datatypes import CS, CV, TS
from samhandling.standards.definition import Absent, Element, Many

from .navnerom import DIS


class AdditionalId(bases.AdditionalId, Element, ns=DIS):
    pass


class HCProf(Element, ns=DIS):
    """A health worker who is not said to belong anywhere."""

    type: CS | None = None
    position: CV | None = None
    name: str | None = None
    qual: Many[CV] = ()
    id: str | None = None
    type_id: CS | None = None
    additional_id: Many[AdditionalId] = ()


class HCPerson(Identified, Element, ns=DIS):
    """A person in an institution, level 2."""

    additional_id: Many[AdditionalId] = ()


class Dept(Identified, Kind, Element, ns=DIS):
    """A service or department, level 2."""

    additional_id: Many[AdditionalId] = ()


class Inst(Element, ns=DIS):
    """The virksomhet, level 1."""

    name: str | None = None
    type: Absent = None
    id: str | None = None
    type_id: CS | None = None
    dept: Many[Dept] = ()
    HCPerson: Many[HCPerson] = ()
    additional_id: Many[AdditionalId] = ()

    class v1_1:  # noqa: N801  the version's name
        type: CS | None


class Address(bases.Address, Element, ns=DIS):
    pass


class HCP(Element, ns=DIS):
    """A party: an institution or a health worker."""

    part: Inst | HCProf
    med_specialty: CV | None = None
    party_id_by_requester: Absent = None
    party_id_by_serv_prov: Absent = None
    address: Address | None = None

    class v1_1:  # noqa: N801  the version's name
        party_id_by_requester: str | None
        party_id_by_serv_prov: str | None


class ServProvider(Element, ns=DIS):
    """The sender: the one who gave the care."""

    role: CS | None = None
    com_method: CS | None = None
    HCP: HCP


class Requester(Element, ns=DIS):
    """The primary receiver: the one who referred the patient."""

    role: CS | None = None
    com_method: CS | None = None
    HCP: HCP


class CopyDestRole(Element, ns=DIS):
    msg_type: CS
    req_com_method: CS | None = None
    act_com_method: CS | None = None


class CopyDest(Element, ns=DIS):
    """A copy receiver."""

    role: CS | None = None
    copy_dest_role: Many[CopyDestRole] = ()
    HCP: HCP


class RelServProvider(Element, ns=DIS):
    """One who took part in the care or in the report, such as the doctor who answers for it."""

    relation: CS
    role: CS | None = None
    HCP: HCP


class PatRelHCP(Element, ns=DIS):
    """One who cares for the patient whatever happens, such as the GP."""

    relation: CS
    start_date_time: TS | None = None
    end_date_time: TS | None = None
    role: Absent = None
    HCP: HCP

    class v1_1:  # noqa: N801  the version's name
        role: CS | None


class PatientRelParty(Element, ns=DIS):
    """One of the patient's own, such as next of kin."""

    relation: CS
    name: str | None = None
    rel_party_off_id: str | None = None
    address: Address | None = None


class PatientPrecaution(Element, ns=DIS):
    precaution: str
    start_date_time: TS | None = None
    end_date_time: TS | None = None


class Patient(Element, ns=DIS):
    sex: CS | None = None
    date_of_birth: TS | None = None
    date_of_death: TS | None = None
    name: str | None = None
    id_by_serv_provider: str | None = None
    id_by_requester: str | None = None
    off_id: str | None = None
    type_off_id: CS | None = None
    patient_precaution: Many[PatientPrecaution] = ()
    patient_rel_party: Many[PatientRelParty] = ()
    pat_rel_hcp: Many[PatRelHCP] = ()
    additional_id: Many[AdditionalId] = ()
    address: Address | None = None
