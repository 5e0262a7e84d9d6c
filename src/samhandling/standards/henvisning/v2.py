"""Henvisning 2.0 (HIS 1207 ny tilstand, HIS 1208 viderehenvisning): a message in a MsgHead.

Two traps: the id is DocumentId (the standard's text says Id), and its times are the elements' own text.
"""

from __future__ import annotations

from samhandling.standards.datatypes import CS, CV, PQ
from samhandling.standards.definition import Date, DateTime, Element, Many, Some

from .komponenter import (
    AnsvarForRapport,
    InfoAssistertKommunikasjon,
    KontaktpersonHelsepersonell,
    Legemiddelgjennomgang,
    OpplysningerOmIndividuellPlan,
    ParorendeForesatt,
    PasientrelatertKontaktperson,
    SendtDokument,
    TilknyttetEnhet,
    TilleggsopplysningPasient,
    TypeInnholdIMelding,
)
from .navnerom import REF_2_0


class PatientPrecaution(Element, ns=REF_2_0):
    precaution: str
    start_date_time: DateTime | None = None
    end_date_time: DateTime | None = None


class InfItem(Element, ns=REF_2_0):
    """One piece of clinical information; `type` (8233) tells what it is."""

    what: ResultItem | Medication | Observation
    type: CV
    start_date_time: DateTime | None = None
    end_date_time: DateTime | None = None
    org_date: DateTime | None = None


class Medication(Element, ns=REF_2_0):
    drug_id: CV
    comment: str | None = None
    status: CS
    intended_duration: PQ | None = None
    quantity_supplied: PQ | None = None
    unit_dose: PQ | None = None
    dosage_text: str | None = None


class Observation(Element, ns=REF_2_0):
    description: str | None = None
    comment: str | None = None


class ResultItem(Element, ns=REF_2_0):
    result: TextResult | Interval | DateResult | NumResult
    serv_type: CS | None = None
    inv_date: DateTime | None = None
    comment: str | None = None
    dev_result_ind: CS | None = None
    clin_inv: ClinInv


class NumResult(Element, ns=REF_2_0):
    arithmetic_comp: CS | None = None
    num_result_value: PQ


class TextResult(Element, ns=REF_2_0):
    result: Result | None = None


class Interval(Element, ns=REF_2_0):
    low: PQ | None = None
    high: PQ | None = None


class DateResult(Element, ns=REF_2_0):
    date_result_value: Date


class ClinInv(Element, ns=REF_2_0):
    id: CV
    spec: Many[CV] = ()


class Result(Element, ns=REF_2_0):
    heading: CS | None = None
    text_result_value: str | None = None
    text_code: CV | None = None


class ReasonAsText(Element, ns=REF_2_0):
    """Why the patient is referred, in words under a heading of 8231; PROB is mandatory."""

    heading: CV | None = None
    text_result_value: str | None = None
    text_code: Many[CV] = ()


class Diagnosis(Element, ns=REF_2_0):
    """Why the patient is referred, as a code; the first is the main one."""

    concept: CV
    modifier: Many[Modifier] = ()


class Modifier(Element, ns=REF_2_0):
    name: CS
    value: Some[CV]


class ReqServ(Element, ns=REF_2_0):
    """How urgent it is (8306), and what is asked for."""

    serv_type: CS
    req_date: Date | None = None
    priority: CS
    comment: str | None = None


class Comment(Element, ns=REF_2_0):
    heading: CV | None = None
    text_result_value: str | None = None
    coded_comment: Many[CV] = ()


class VurderingAvHenvisning(Element, ns=REF_2_0):
    """How the first specialist assessed the referral: viderehenvisning only."""

    dato_mottak_og_vurdering: Some[DatoMottakOgVurdering]
    opplysninger: Opplysninger | None = None


class DatoMottakOgVurdering(Element, ns=REF_2_0):
    """A date of 9147; that of seniority (1) is always there."""

    type_dato: CV
    dato: Date


class Opplysninger(Element, ns=REF_2_0):
    """The outcome of the assessment."""

    fritt_sykehusvalg: bool | None = None
    ventetid_sluttkode: CV | None = None
    forlops_id: str
    rett_til_helsehjelp: bool
    utfall_av_vurdering: CV


class Pakkeforlop(Element, ns=REF_2_0):
    """A package pathway: cancer (8480), mental health and addiction (9327)."""

    pakkeforlopskode: CV
    merknad: str | None = None


class Consent(Element, ns=REF_2_0):
    consent_status: CV
    consent_date: Date | None = None
    merknad: str | None = None
    given_by: str | None = None


class Henvisning(Element, ns=REF_2_0):
    """A referral: ny tilstand, or viderehenvisning from one specialist to another."""

    serv_type: CS
    issue_date: DateTime
    payment_cat: CS | None = None
    req_comment: str | None = None
    document_id: str
    basis_for_health_services: CS | None = None
    tilleggsopplysning_pasient: TilleggsopplysningPasient | None = None
    parorende_foresatt: Many[ParorendeForesatt] = ()
    tilknyttet_enhet: Many[TilknyttetEnhet] = ()
    kontaktperson_helsepersonell: Many[KontaktpersonHelsepersonell] = ()
    ansvar_for_rapport: Many[AnsvarForRapport] = ()
    sendt_dokument: Many[SendtDokument] = ()
    type_innhold_i_melding: TypeInnholdIMelding
    info_assistert_kommunikasjon: Many[InfoAssistertKommunikasjon] = ()
    opplysninger_om_individuell_plan: OpplysningerOmIndividuellPlan | None = None
    pasientrelatert_kontaktperson: Many[PasientrelatertKontaktperson] = ()
    legemiddelgjennomgang: Legemiddelgjennomgang | None = None
    patient_precaution: Many[PatientPrecaution] = ()
    inf_item: Many[InfItem] = ()
    reason_as_text: Many[ReasonAsText] = ()
    diagnosis: Many[Diagnosis] = ()
    req_serv: ReqServ
    comment: Many[Comment] = ()
    vurdering_av_henvisning: VurderingAvHenvisning | None = None
    pakkeforlop: Many[Pakkeforlop] = ()
    consent: Many[Consent] = ()
