"""Who takes part in Henvisning 1.0 and 1.1: institutions, people, the patient."""

from __future__ import annotations

from samhandling.standards import bases
from samhandling.standards.bases import Identified, Kind
from samhandling.standards.datatypes import BL, CS, CV, TS, Person
from samhandling.standards.definition import Absent, Date, Element, Many, Node
from samhandling.standards.plo import AssistertKommunikasjon
from samhandling.standards.plo import ParorendeForesatt as PloParorendeForesatt

from .navnerom import REF, REF_1_0, REF_1_1
from .opplysninger import InfItem


class AdditionalId(bases.AdditionalId, Element, ns=REF):
    pass


class Typed(Identified, Kind, abstract=True):
    additional_id: Many[AdditionalId] = ()


class HCProf(Typed, Element, ns=REF):
    """A health worker who is not said to belong anywhere."""


class Dept(Typed, Element, ns=REF):
    """A service or department, level 2."""


class HCPerson(Identified, Element, ns=REF):
    """A person in an institution, level 2."""

    additional_id: Many[AdditionalId] = ()


class Inst(Identified, Element, ns=REF):
    """The virksomhet, level 1."""

    additional_id: Many[AdditionalId] = ()
    HCPerson: Many[HCPerson] = ()
    dept: Many[Dept] = ()


class Address(bases.Address, Element, ns=REF):
    pass


class HCP(Element, ns=REF):
    """A party: an institution or a health worker."""

    part: Inst | HCProf
    med_speciality: CV | None = None
    party_id_by_requester: Absent = None
    party_id_by_serv_prov: Absent = None
    address: Address | None = None

    class v1_0:  # noqa: N801  the version's name
        party_id_by_requester: str | None
        party_id_by_serv_prov: str | None


class Party(Node, abstract=True):
    role: CS | None = None
    com_method: CS | None = None
    HCP: HCP

    class v1_0:  # noqa: N801  the version's name
        com_method: Absent


class Requester(Party, Element, ns=REF):
    """The sender: the one who refers the patient."""


class ServProvider(Party, Element, ns=REF):
    """The primary receiver: the one whom the patient is referred to."""


class CopyDestRole(Element, ns=REF):
    msg_type: CS
    req_com_method: CS | None = None
    act_com_method: CS | None = None


class CopyDest(Element, ns=REF):
    """A copy receiver, of the referral or of the epikrise to come."""

    role: CS | None = None
    copy_dest_role: Many[CopyDestRole] = ()
    HCP: HCP


class PatRelHCP(Element, ns=REF):
    """One who cares for the patient whatever happens, such as the GP."""

    relation: CS
    start_date_time: TS | None = None
    end_date_time: TS | None = None
    HCP: HCP


class PatientPrecaution(Element, ns=REF):
    precaution: str
    start_date_time: TS | None = None
    end_date_time: TS | None = None


class Consent(Element, ns=REF):
    consent_status: CV | None = None
    consent_date: Date | None = None
    merknad: str | None = None
    given_by: str | None = None

    class v1_0:  # noqa: N801  the version's name
        consent_date: TS | None
        merknad: str
        given_by: Absent


class ParorendeForesatt(Element, ns=REF_1_1):
    """Declared by the standard, though Patient has that of PLO 1.5 in its place."""

    slektskap: CS | None = None
    omsorgsfunksjon: CS | None = None
    referanseperson: Person
    merknad: str | None = None


class ContactPerson(Element, ns=REF_1_1):
    occupation_role: str | None = None
    working_place: str | None = None
    referanseperson: Person
    merknad: str | None = None


class PatRelInst(Element, ns=REF):
    """An institution outside health care, such as a school."""

    name_inst: str | None = None
    role_inst: str | None = None
    working_time: Absent = None
    contact_person: str | None = None
    merknad: str | None = None
    address: Absent = None

    class v1_0:  # noqa: N801  the version's name
        role_inst: Absent
        working_time: str | None
        contact_person: str
        merknad: Absent
        address: Address | None


class CareSituation(Element, ns=REF_1_0):
    description: str | None = None
    custody_type: CS
    custody_owner: str | None = None
    care_situation_type: CS
    native_language: CS | None = None


class NeedTranslator(Element, ns=REF_1_0):
    person: int | None = None
    is_deaf: BL | None = None
    is_blind: BL | None = None
    language: CS | None = None
    preferred_translator: int | None = None
    translator_end_date: TS | None = None
    note: str | None = None


class Relation(Element, ns=REF_1_0):
    guardien: BL | None = None
    relation_code: CS | None = None
    description: str | None = None


class PatRelperson(Element, ns=REF_1_0):
    description: str | None = None
    date_of_birth: TS | None = None
    sex: CS | None = None
    occupation: CS | None = None
    role: str | None = None
    ethnic_belonging: CS | None = None
    name: str
    off_id: str | None = None
    type_off_id: CS | None = None
    relation: Relation | None = None
    address: Address | None = None
    consent: Consent | None = None


class Patient(Element, ns=REF):
    basis_for_health_services: CS | None = None
    sex: CS | None = None
    date_of_birth: TS | None = None
    date_of_death: TS | None = None
    name: str | None = None
    id_by_requester: str | None = None
    off_id: str | None = None
    type_off_id: CS | None = None
    patient_precaution: Many[PatientPrecaution] = ()
    inf_item: Many[InfItem] = ()
    pat_rel_hcp: Many[PatRelHCP] = ()
    need_translator: Absent = None
    care_situation: Absent = None
    pat_relperson: Absent = None
    assistert_kommunikasjon: Many[AssistertKommunikasjon] = ()
    parorende_foresatt: Many[PloParorendeForesatt] = ()
    contact_person: Many[ContactPerson] = ()
    pat_rel_inst: Many[PatRelInst] = ()
    consent: Consent | None = None
    additional_id: Many[AdditionalId] = ()
    address: Address | None = None

    class v1_0:  # noqa: N801  the version's name
        need_translator: Many[NeedTranslator]
        care_situation: CareSituation | None
        pat_relperson: Many[PatRelperson]
        assistert_kommunikasjon: Absent
        parorende_foresatt: Absent
        contact_person: Absent
