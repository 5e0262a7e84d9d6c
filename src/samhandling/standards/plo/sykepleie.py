"""Nursing: agreements, assessments, measures, aids."""

from __future__ import annotations

from samhandling.standards.datatypes import CS, CV, PQ, HealthcareProfessional
from samhandling.standards.definition import Absent, Date, Element, Many
from samhandling.standards.epj import Journaltekst, LegemidlerAdministrertVedOverforing

from .navnerom import PO
from .tjenester import Ansvarlig


class OpplysningerRelevantOppfolging(Element, ns=PO):
    bandasjemateriell_engangsutstyr: bool | None = None
    hjelp_legemiddeladm: bool | None = None
    endring_funksjonsnivaa: str | None = None
    merknad_til_bandasjemateriell: str | None = None
    merknad_til_legemiddeladministrering: str | None = None

    class v1_5:  # noqa: N801  the version's name
        merknad_til_bandasjemateriell: Absent
        merknad_til_legemiddeladministrering: Absent


class InfoFraSykepleier(Element, ns=PO):
    opplysninger_relevant_oppfolging: OpplysningerRelevantOppfolging | None = None
    journaltekst: Many[Journaltekst] = ()


class AdmInstrukser(Element, ns=PO):
    utleveringsform: CS | None = None
    sarskilte_tiltak: Many[CS] = ()


class GjennomforingAvTiltak(Element, ns=PO):
    utfort_tidspunkt: Date
    tiltak_kan_termineres: bool | None = None
    merknad: str | None = None


class PlanlagtGjennomforingTiltak(Element, ns=PO):
    planlagt_start: Date
    planlagt_slutt: Date | None = None
    faste_ukedager: Many[CS] = ()
    gjentagelse_intervall: PQ | None = None
    etter_behov: bool | None = None


class Tiltaksbeskrivelse(Element, ns=PO):
    intervensjon_tiltak_kode: Many[CV] = ()
    intervensjon_tiltak_beskrivelse: str | None = None
    kategori_helsepersonell: CS | None = None
    stikkord: Many[str] = ()
    evaluering_tidspunkt: Date | None = None
    merknad: str | None = None
    gjennomforing_av_tiltak: Many[GjennomforingAvTiltak] = ()
    planlagt_gjennomforing_tiltak: PlanlagtGjennomforingTiltak | None = None


class AvtaleOmAdmLegemidler(Element, ns=PO):
    avtale_adm_legemidler: bool
    avtale_adm_multidose: bool
    merknad: str | None = None
    adm_instrukser: AdmInstrukser | None = None
    tiltaksbeskrivelse: Many[Tiltaksbeskrivelse] = ()


class InfoAvtaleOmLegemiddeladm(Element, ns=PO):
    avtale_om_adm_legemidler: AvtaleOmAdmLegemidler


class Enkeltvurdering(Element, ns=PO):
    funksjonsområde: CV | None = None
    kodet_vurdering: CV | None = None
    vurdering_tekst: str | None = None


class InnholdVurdering(Element, ns=PO):
    vurderingen_gjelder: str
    stikkord: Many[str] = ()
    fra_dato: Date | None = None
    til_dato: Date | None = None
    kategori_helsepersonell: CS | None = None
    enkeltvurdering: Many[Enkeltvurdering] = ()


class InfoVurderinger(Element, ns=PO):
    innhold_vurdering: InnholdVurdering
    journaltekst: Many[Journaltekst] = ()


class IverksatteTiltak(Element, ns=PO):
    tiltaksbeskrivelse: Tiltaksbeskrivelse


class AnbefaltVidereTiltak(Element, ns=PO):
    tiltaksbeskrivelse: Tiltaksbeskrivelse


class InnholdMaaldokument(Element, ns=PO):
    maal_forventet_resultat: CV | None = None
    forventet_grad_maaloppnaaelse: CV | None = None
    beskrivelse: str | None = None
    kategori_helsepersonell: CS | None = None
    forventes_oppnaadd: Date | None = None
    fra_dato: Date | None = None
    til_dato: Date | None = None
    stikkord: Many[str] = ()


class InfoMaalForventetRes(Element, ns=PO):
    innhold_maaldokument: InnholdMaaldokument
    journaltekst: Many[Journaltekst] = ()


class Sykepleierdokumentasjon(Element, ns=PO):
    info_fra_sykepleier: InfoFraSykepleier | None = None
    legemidler_administrert_ved_overforing: LegemidlerAdministrertVedOverforing | None = None
    info_avtale_om_legemiddeladm: InfoAvtaleOmLegemiddeladm | None = None
    info_vurderinger: Many[InfoVurderinger] = ()
    iverksatte_tiltak: Many[IverksatteTiltak] = ()
    anbefalt_videre_tiltak: Many[AnbefaltVidereTiltak] = ()
    info_maal_forventet_res: Many[InfoMaalForventetRes] = ()
    ansvarlig: Many[Ansvarlig] = ()


class AndreFagrapporter(Element, ns=PO):
    behandling_start: Date | None = None
    status_innleggelse: str | None = None
    status_behandlingsstart: str | None = None
    forventet_status_utskriving: str | None = None
    ansvarlig_rapport: HealthcareProfessional | None = None
    journaltekst: Many[Journaltekst] = ()


class OpplysningerAndreFaggrupper(Element, ns=PO):
    andre_fagrapporter: AndreFagrapporter | None = None
    anbefalt_videre_tiltak: Many[AnbefaltVidereTiltak] = ()
    info_vurderinger: Many[InfoVurderinger] = ()


class FasteHjelpemidler(Element, ns=PO):
    briller: CS | None = None
    hjelpemiddel_horsel: CS | None = None
    pacemaker: bool | None = None
    merknad: str | None = None


class Hjelpemiddelbeskrivelse(Element, ns=PO):
    sekvensnummer: int | None = None
    HjelpemiddelkodeRTV: CV | None = None
    betegnelse_hjelpemiddel: str


class StatusHjelpemiddel(Element, ns=PO):
    status: CS
    hjelpemiddelbeskrivelse: Hjelpemiddelbeskrivelse


class OpplysningerOmHjelpemidler(Element, ns=PO):
    faste_hjelpemidler: Many[FasteHjelpemidler] = ()
    status_hjelpemiddel: Many[StatusHjelpemiddel] = ()
