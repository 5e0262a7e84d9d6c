"""The components of PLO 2.0 that Henvisning 2.0 is made of (poKomponent 2017-11-30)."""

from __future__ import annotations

from samhandling.standards.datatypes import CS, CV, HealthcareProfessional, Organisation, Person
from samhandling.standards.definition import Date, Element, Year

from .navnerom import PO_2_0


class TilleggsopplysningPasient(Element, ns=PO_2_0):
    sivil_status: CS | None = None
    bor_alene: bool | None = None
    sprak: CS | None = None
    mottar_kommunale_tjenester: bool | None = None
    merknad: str | None = None


class ParorendeForesatt(Element, ns=PO_2_0):
    slektskap: CS | None = None
    omsorgsfunksjon: CS | None = None
    fodselsar_mindrearig_parorende: Year | None = None
    narmeste_parorende: bool | None = None
    referanseperson: Person
    merknad: str | None = None


class TilknyttetEnhet(Element, ns=PO_2_0):
    kontaktenhet: Organisation
    merknad: str | None = None


class KontaktpersonHelsepersonell(Element, ns=PO_2_0):
    kontaktperson: HealthcareProfessional
    merknad: str | None = None


class AnsvarForRapport(Element, ns=PO_2_0):
    ansvarlig_rapport: HealthcareProfessional
    godkjent_dato: Date | None = None
    type_relasjon: CV | None = None
    merknad: str | None = None


class SendtDokument(Element, ns=PO_2_0):
    opplysning: CV
    ja_nei: bool
    dato_sendt: Date | None = None
    type_mottaker: CV | None = None
    navn_mottaker: str | None = None
    merknad: str | None = None


class TypeInnholdIMelding(Element, ns=PO_2_0):
    type_innhold: CV
    merknad: str | None = None


class AssistertKommunikasjon(Element, ns=PO_2_0):
    person_tolkebehov: Person | None = None
    horselsvikt: bool | None = None
    synsvikt: bool | None = None
    behov_tolk_sprak: CS | None = None
    preferert_tolk: Person | None = None
    behov_opphort_dato: Date | None = None
    merknad: str | None = None


class InfoAssistertKommunikasjon(Element, ns=PO_2_0):
    assistert_kommunikasjon: AssistertKommunikasjon


class OpplysningerOmIndividuellPlan(Element, ns=PO_2_0):
    individuell_plan_foreligger: bool | None = None
    koordinator_oppnevnt: bool | None = None
    merknad: str | None = None


class PasientrelatertKontaktperson(Element, ns=PO_2_0):
    stilling_rolle: str | None = None
    arbeidssted: str | None = None
    referanseperson: Person
    merknad: str | None = None


class Legemiddelgjennomgang(Element, ns=PO_2_0):
    dato_legemiddelgjennomgang: Date | None = None
    dato_samstemming: Date | None = None
    merknad: str | None = None
