"""What every PLO message may begin with: the sending, next of kin, units, who answers for it."""

from __future__ import annotations

from samhandling.standards.datatypes import CS, CV, HealthcareProfessional, Organisation, Person
from samhandling.standards.definition import Absent, Date, Element, Year

from .navnerom import PO


class ParorendeForesatt(Element, ns=PO):
    slektskap: CS | None = None
    omsorgsfunksjon: CS | None = None
    fodselsar_mindrearig_parorende: Year | None = None
    referanseperson: Person
    merknad: str | None = None

    class v1_5:  # noqa: N801  the version's name
        fodselsar_mindrearig_parorende: Absent


class TilknyttetEnhet(Element, ns=PO):
    kontaktenhet: Organisation
    merknad: str | None = None


class KontaktpersonHelsepersonell(Element, ns=PO):
    kontaktperson: HealthcareProfessional
    merknad: str | None = None


class TilleggsopplysningPasient(Element, ns=PO):
    sivil_status: CS | None = None
    bor_alene: bool | None = None
    sprak: CS | None = None


class SendtDokument(Element, ns=PO):
    opplysning: CV
    ja_nei: bool
    dato_sendt: Date | None = None
    type_mottaker: CV | None = None
    navn_mottaker: str | None = None
    merknad: str | None = None


class Foresporsel(Element, ns=PO):
    type_foresp: CV
    formål: CV | None = None
    hastegrad: CS | None = None
    type_journalinfo: CV | None = None
    sporsmal: str | None = None
    begrunnelse: str | None = None
    fra_dato: Date | None = None
    til_dato: Date | None = None
    ref_dok_id_foresp: str | None = None


class InformasjonOmForsendelsen(Element, ns=PO):
    forsendelsesstatus: CS
    forbehold_om_videresending: bool | None = None
    svar_paa_foresporsel: bool | None = None
    foresporsel: Foresporsel | None = None


class AnsvarForRapport(Element, ns=PO):
    ansvarlig_rapport: HealthcareProfessional
    godkjent_dato: Date | None = None
    type_relasjon: CV | None = None
    merknad: str | None = None


class Fraversassistent(Element, ns=PO):
    mottaker_fravarende: bool
    melding_videresendt: bool | None = None
    fravarende_fra_dato: Date | None = None
    fravarende_til_dato: Date | None = None
    videresendt_til: HealthcareProfessional | None = None
    merknad: str | None = None


class OpplysningerTilSoknad(Element, ns=PO):
    egensoknad_sendt: bool
    merknad: str | None = None
