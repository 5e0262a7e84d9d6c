"""The eight messages; MeldingFravar exists in 1.5 only."""

from __future__ import annotations

from samhandling.standards.definition import Absent, Element, Many, Ns, Some
from samhandling.standards.epj import Legemiddelinfo

from .forsendelse import (
    AnsvarForRapport,
    Fraversassistent,
    InformasjonOmForsendelsen,
    KontaktpersonHelsepersonell,
    OpplysningerTilSoknad,
    ParorendeForesatt,
    SendtDokument,
    TilknyttetEnhet,
    TilleggsopplysningPasient,
)
from .hendelser import InfoKontrolltime, OpplysningOpphold, TidsfestetHendelse, UtskrevetTil
from .medisinsk import (
    InfoAndreViktigeOpplysninger,
    InfoIPLOSrelevantInformasjon,
    InfoMedisinskDiagnose,
    InfoReservasjon,
    InnholdKonsultasjon,
    MedisinskfagligeOpplysninger,
    TypeInnholdIMelding,
)
from .navnerom import po
from .sykepleie import OpplysningerAndreFaggrupper, OpplysningerOmHjelpemidler, Sykepleierdokumentasjon
from .tjenester import (
    AssistertKommunikasjon,
    EksisterendeTjeneste,
    InfoAssistertKommunikasjon,
    InfoInformasjonGitt,
    InfoKartleggingFunksjonsniva,
    TjenesteBehov,
)


class PloMelding(Element, abstract=True):
    """What every PLO message starts with."""

    informasjon_om_forsendelsen: InformasjonOmForsendelsen
    tilleggsopplysning_pasient: TilleggsopplysningPasient | None = None
    parorende_foresatt: Many[ParorendeForesatt] = ()
    tilknyttet_enhet: Many[TilknyttetEnhet] = ()
    kontaktperson_helsepersonell: Many[KontaktpersonHelsepersonell] = ()
    ansvar_for_rapport: Many[AnsvarForRapport] = ()
    sendt_dokument: Many[SendtDokument] = ()


P1 = po("p1", "Pasientlogistikk")


class OrienteringOmDod(Element, ns=P1):
    tidsfestet_hendelse: TidsfestetHendelse


class MeldingInnlagtPasient(Element, ns=P1):
    tidsfestet_hendelse: TidsfestetHendelse


class MeldingOmUtskrevetPasient(Element, ns=P1):
    utskrevet_til: UtskrevetTil
    tidsfestet_hendelse: TidsfestetHendelse
    info_informasjon_gitt: InfoInformasjonGitt | None = None


class MeldingUtskrivningsklarPasient(Element, ns=P1):
    tidsfestet_hendelse: Some[TidsfestetHendelse]


class AvmeldingUtskrivningsklarPasient(Element, ns=P1):
    tidsfestet_hendelse: Some[TidsfestetHendelse]


class Pasientlogistikk(PloMelding, ns=P1):
    """Patient logistics: one use per message."""

    anvendelse: (
        OrienteringOmDod
        | MeldingOmUtskrevetPasient
        | MeldingUtskrivningsklarPasient
        | AvmeldingUtskrivningsklarPasient
        | MeldingInnlagtPasient
    )


class MeldingFravar(PloMelding, ns=Ns("p2", v1_5="http://www.kith.no/xmlstds/po/MeldingFravar/2009-06-30")):
    """Absence; only in 1.5."""

    fraversassistent: Fraversassistent


class OrienteringOmTjenestetilbud(PloMelding, ns=po("p3", "OrienteringOmTjenestetilbud")):
    eksisterende_tjeneste: Some[EksisterendeTjeneste]
    assistert_kommunikasjon: Many[AssistertKommunikasjon] = ()


class OverforingMedisinskeOpplysninger(
    PloMelding, ns=po("p4", "MedisinskeOpplysninger", "OverforingMedisinskeOpplysninger")
):
    type_innhold_i_melding: TypeInnholdIMelding | None = None
    opplysninger_til_soknad: OpplysningerTilSoknad | None = None
    info_medisinsk_diagnose: InfoMedisinskDiagnose | None = None
    medisinskfaglige_opplysninger: MedisinskfagligeOpplysninger | None = None
    legemiddelinfo: Many[Legemiddelinfo] = ()
    info_iplos_relevant_informasjon: InfoIPLOSrelevantInformasjon | None = None
    opplysninger_andre_faggrupper: Many[OpplysningerAndreFaggrupper] = ()
    info_kartlegging_funksjonsniva: InfoKartleggingFunksjonsniva | None = None
    info_assistert_kommunikasjon: Many[InfoAssistertKommunikasjon] = ()
    info_informasjon_gitt: Many[InfoInformasjonGitt] = ()
    tjeneste_behov: Many[TjenesteBehov] = ()
    info_andre_viktige_opplysninger: InfoAndreViktigeOpplysninger | None = None
    info_reservasjon: Many[InfoReservasjon] = ()


class HelseopplysningerVedSoknad(PloMelding, ns=po("p5", "HelseopplysningerVedSoknad")):
    type_innhold_i_melding: TypeInnholdIMelding
    opplysning_opphold: Some[OpplysningOpphold]
    opplysninger_til_soknad: OpplysningerTilSoknad | None = None
    info_medisinsk_diagnose: Many[InfoMedisinskDiagnose] = ()
    medisinskfaglige_opplysninger: MedisinskfagligeOpplysninger | None = None
    sykepleierdokumentasjon: Sykepleierdokumentasjon | None = None
    opplysninger_andre_faggrupper: Many[OpplysningerAndreFaggrupper] = ()
    info_kartlegging_funksjonsniva: InfoKartleggingFunksjonsniva | None = None
    info_assistert_kommunikasjon: Many[InfoAssistertKommunikasjon] = ()
    info_informasjon_gitt: Many[InfoInformasjonGitt] = ()
    tjeneste_behov: Many[TjenesteBehov] = ()

    class v1_5:  # noqa: N801  the version's name
        type_innhold_i_melding: Absent
        opplysning_opphold: Absent
        opplysninger_til_soknad: OpplysningerTilSoknad


class Konsultasjon(PloMelding, ns=po("p6", "HelseopplysningerTilLege", "Konsultasjon")):
    innhold_konsultasjon: InnholdKonsultasjon | None = None
    info_medisinsk_diagnose: Many[InfoMedisinskDiagnose] = ()
    medisinskfaglige_opplysninger: MedisinskfagligeOpplysninger | None = None
    legemiddelinfo: Many[Legemiddelinfo] = ()
    info_andre_viktige_opplysninger: InfoAndreViktigeOpplysninger | None = None
    sykepleierdokumentasjon: Sykepleierdokumentasjon | None = None
    info_kartlegging_funksjonsniva: InfoKartleggingFunksjonsniva | None = None
    info_informasjon_gitt: Many[InfoInformasjonGitt] = ()
    info_assistert_kommunikasjon: Many[InfoAssistertKommunikasjon] = ()
    info_reservasjon: Many[InfoReservasjon] = ()


class Innleggelsesrapport(PloMelding, ns=po("p7", "Innleggelsesrapport")):
    info_medisinsk_diagnose: Many[InfoMedisinskDiagnose] = ()
    medisinskfaglige_opplysninger: MedisinskfagligeOpplysninger | None = None
    legemiddelinfo: Many[Legemiddelinfo] = ()
    eksisterende_tjeneste: Many[EksisterendeTjeneste] = ()
    info_kartlegging_funksjonsniva: InfoKartleggingFunksjonsniva | None = None
    info_andre_viktige_opplysninger: InfoAndreViktigeOpplysninger | None = None
    sykepleierdokumentasjon: Sykepleierdokumentasjon | None = None
    opplysninger_andre_faggrupper: OpplysningerAndreFaggrupper | None = None
    opplysninger_om_hjelpemidler: OpplysningerOmHjelpemidler | None = None
    info_assistert_kommunikasjon: Many[InfoAssistertKommunikasjon] = ()
    info_reservasjon: Many[InfoReservasjon] = ()
    info_informasjon_gitt: Many[InfoInformasjonGitt] = ()


class TverrfagligEpikrise(PloMelding, ns=po("p8", "TverrfagligEpikrise")):
    """Discharge report (utskrivningsrapport)."""

    type_innhold_i_melding: TypeInnholdIMelding
    opplysning_opphold: Many[OpplysningOpphold] = ()
    info_medisinsk_diagnose: Many[InfoMedisinskDiagnose] = ()
    medisinskfaglige_opplysninger: MedisinskfagligeOpplysninger | None = None
    legemiddelinfo: Many[Legemiddelinfo] = ()
    info_andre_viktige_opplysninger: InfoAndreViktigeOpplysninger | None = None
    sykepleierdokumentasjon: Sykepleierdokumentasjon | None = None
    opplysninger_andre_faggrupper: Many[OpplysningerAndreFaggrupper] = ()
    info_kartlegging_funksjonsniva: InfoKartleggingFunksjonsniva | None = None
    tjeneste_behov: Many[TjenesteBehov] = ()
    info_informasjon_gitt: Many[InfoInformasjonGitt] = ()
    info_assistert_kommunikasjon: Many[InfoAssistertKommunikasjon] = ()
    info_reservasjon: Many[InfoReservasjon] = ()
    info_kontrolltime: Many[InfoKontrolltime] = ()
    opplysninger_om_hjelpemidler: OpplysningerOmHjelpemidler | None = None
