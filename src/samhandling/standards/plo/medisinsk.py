"""Diagnoses, medical information and the patient's wishes."""

from __future__ import annotations

from samhandling.standards.datatypes import CS, CV, Person
from samhandling.standards.definition import Date, Element, Many, Some
from samhandling.standards.epj import Allerginotat, Cave, GenereltJournalnotat, Journaltekst

from .hendelser import TidsfestetHendelse
from .navnerom import PO


class MedisinskDiagnose(Element, ns=PO):
    hoveddiagnose: bool | None = None
    diagnosekode: CV | None = None
    diagnose_beskrivelse: str | None = None

    class v1_5:  # noqa: N801  the version's name
        hoveddiagnose: bool


class InfoMedisinskDiagnose(Element, ns=PO):
    medisinsk_diagnose: Some[MedisinskDiagnose]


class TidsperiodeDiagnose(Element, ns=PO):
    startdato_diagnose: Date
    sluttdato_diagnose: Date | None = None
    medisinsk_diagnose: MedisinskDiagnose


class InfoIPLOSrelevantInformasjon(Element, ns=PO):
    tidsperiode_diagnose: Many[TidsperiodeDiagnose] = ()
    tidsfestet_hendelse: TidsfestetHendelse | None = None


class RegistrertBlodtype(Element, ns=PO):
    blodtype: CS
    rhesusgruppe: CS | None = None
    merknad: str | None = None


class TidligereSykdomFragment(Element, ns=PO):
    funksjonshemming_kronisk_sykdom: bool
    tidligere_sykdom: str
    diagnosekode: CV | None = None


class InfoTidligereSykdommer(Element, ns=PO):
    tidligere_sykdom_fragment: TidligereSykdomFragment | None = None
    journaltekst: Journaltekst | None = None


class MedisinskfagligeOpplysninger(Element, ns=PO):
    registrert_blodtype: RegistrertBlodtype | None = None
    info_tidligere_sykdommer: Many[InfoTidligereSykdommer] = ()
    cave: Cave | None = None
    allerginotat: Many[Allerginotat] = ()
    generelt_journalnotat: Many[GenereltJournalnotat] = ()


class InfoAndreViktigeOpplysninger(Element, ns=PO):
    generelt_journalnotat: Many[GenereltJournalnotat] = ()
    allerginotat: Many[Allerginotat] = ()


class InnholdKonsultasjon(Element, ns=PO):
    type_innhold_konsultasjon: CS
    merknad: str | None = None


class TypeInnholdIMelding(Element, ns=PO):
    type_innhold: CV
    merknad: str | None = None


class ReservasjonOnske(Element, ns=PO):
    gjelder: str
    framsatt_av: Person
    framsatt_dato: Date
    trukket_tilbake_av: Person | None = None
    trukket_tilbake_dato: Date | None = None
    merknad: str | None = None


class InfoReservasjon(Element, ns=PO):
    reservasjon_onske: Some[ReservasjonOnske]
