"""Nursing: summaries, agreements on medicines, assessments, measures, goals; and other professions."""

from __future__ import annotations

from samhandling.standards.definition import Tidspunkt
from samhandling.standards.epj import Journaltekst, LegemidlerAdministrertVedOverforing
from samhandling.standards.plo import (
    AdmInstrukser,
    AnbefaltVidereTiltak,
    AndreFagrapporter,
    Ansvarlig,
    AvtaleOmAdmLegemidler,
    Enkeltvurdering,
    GjennomforingAvTiltak,
    InfoAvtaleOmLegemiddeladm,
    InfoFraSykepleier,
    InfoMaalForventetRes,
    InfoVurderinger,
    InnholdMaaldokument,
    InnholdVurdering,
    IverksatteTiltak,
    OpplysningerAndreFaggrupper,
    OpplysningerRelevantOppfolging,
    PlanlagtGjennomforingTiltak,
    Sykepleierdokumentasjon,
    Tiltaksbeskrivelse,
)

from .people import FARMASOYT, FYSIOTERAPEUT, SENGEPOST, SYKEPLEIER
from .short import NANDA, NIC, NOC, enkel, journaltekst, kode, mengde, tekst, utenfor

AVTALE = InfoAvtaleOmLegemiddeladm(
    avtale_om_adm_legemidler=AvtaleOmAdmLegemidler(
        avtale_adm_legemidler=True,
        avtale_adm_multidose=True,
        merknad="Multidose fra Vitusapotek Frogner, leveres annenhver torsdag.",
        adm_instrukser=AdmInstrukser(
            utleveringsform=enkel("9135", "3"), sarskilte_tiltak=[enkel("9136", "1"), enkel("9136", "3")]
        ),
        tiltaksbeskrivelse=[
            Tiltaksbeskrivelse(
                intervensjon_tiltak_beskrivelse="Dele ut medisiner fra multidose morgen og kveld",
                kategori_helsepersonell=enkel("9060", "HF"),
            )
        ],
    )
)
OPPFOLGING = OpplysningerRelevantOppfolging(
    bandasjemateriell_engangsutstyr=True,
    hjelp_legemiddeladm=True,
    endring_funksjonsnivaa="Gikk uten støtte inne før bruddet, trenger nå rullator og én person.",
    merknad_til_bandasjemateriell="Mepilex Border 10 x 20 cm, 5 stykker følger med.",
    merknad_til_legemiddeladministrering="Trenger hjelp til Fragmin-sprøyte hver kveld.",
)
SMERTE = InfoVurderinger(
    innhold_vurdering=InnholdVurdering(
        vurderingen_gjelder="Smerter ved mobilisering",
        stikkord=["smerte", "mobilisering"],
        fra_dato=Tidspunkt("2026-11-18"),
        til_dato=Tidspunkt("2026-11-25"),
        kategori_helsepersonell=enkel("9060", "SP"),
        enkeltvurdering=[
            Enkeltvurdering(
                funksjonsområde=kode("9536", "1"),
                kodet_vurdering=utenfor(NANDA, "00132", "Akutt smerte"),
                vurdering_tekst="NRS 3 i ro og 6 ved bevegelse den første dagen.",
            ),
            Enkeltvurdering(
                funksjonsområde=kode("9536", "2"),
                vurdering_tekst="NRS 1 i ro og 3 ved gange ved utskrivning.",
            ),
        ],
    ),
    journaltekst=[journaltekst("9141", "7", "Akutt smerte relatert til brudd og operasjon.")],
)
MOBILISERING = Tiltaksbeskrivelse(
    intervensjon_tiltak_kode=[utenfor(NIC, "0221", "Mobiliseringsbehandling: gange")],
    intervensjon_tiltak_beskrivelse="Gå med prekestol, senere rullator, tre ganger daglig",
    kategori_helsepersonell=enkel("9060", "FT"),
    stikkord=["gange"],
    evaluering_tidspunkt=Tidspunkt("2026-12-02"),
    merknad="Full belastning er tillatt.",
    gjennomforing_av_tiltak=[
        GjennomforingAvTiltak(utfort_tidspunkt=Tidspunkt("2026-11-18"), merknad="Sto ved seng"),
        GjennomforingAvTiltak(
            utfort_tidspunkt=Tidspunkt("2026-11-20"), tiltak_kan_termineres=False, merknad="Gikk 20 meter"
        ),
    ],
)
SARSTELL = Tiltaksbeskrivelse(
    intervensjon_tiltak_beskrivelse="Skifte bandasje og se etter tegn til infeksjon",
    kategori_helsepersonell=enkel("9060", "SP"),
    planlagt_gjennomforing_tiltak=PlanlagtGjennomforingTiltak(
        planlagt_start=Tidspunkt("2026-11-26"),
        planlagt_slutt=Tidspunkt("2026-12-08"),
        faste_ukedager=[enkel("9082", "1"), enkel("9082", "4")],
        gjentagelse_intervall=mengde("3", "d"),
        etter_behov=True,
    ),
)
GAA_TRAPP = InfoMaalForventetRes(
    innhold_maaldokument=InnholdMaaldokument(
        maal_forventet_resultat=utenfor(NOC, "0208", "Mobilitet"),
        forventet_grad_maaloppnaaelse=utenfor(NOC, "4", "I liten grad redusert"),
        beskrivelse="Går selvstendig med rullator inne og klarer trappen til inngangsdøren med støtte.",
        kategori_helsepersonell=enkel("9060", "FT"),
        forventes_oppnaadd=Tidspunkt("2026-12-20"),
        fra_dato=Tidspunkt("2026-11-25"),
        til_dato=Tidspunkt("2026-12-20"),
        stikkord=["gange", "trapp"],
    ),
    journaltekst=[journaltekst("9141", "13", "«Jeg vil hjem til jul og sitte ved mitt eget bord.»")],
)
ANSVARLIG = Ansvarlig(
    type_hendelse=kode("9131", "3"),
    tidspunkt_for_hendelse=Tidspunkt("2026-11-25T10:30:00+01:00"),
    ekstern=False,
    ansvarlig_tjenesteyter=SYKEPLEIER,
    virksomhet=SENGEPOST,
    merknad="Skrevet sammen med pasienten.",
)


def sykepleie(*notes: Journaltekst) -> Sykepleierdokumentasjon:
    """The nurse's notes alone."""
    return Sykepleierdokumentasjon(info_fra_sykepleier=InfoFraSykepleier(journaltekst=notes))


def full_sykepleie(
    given: LegemidlerAdministrertVedOverforing, *notes: Journaltekst
) -> Sykepleierdokumentasjon:
    """Everything a discharge report may say of nursing."""
    return Sykepleierdokumentasjon(
        info_fra_sykepleier=InfoFraSykepleier(
            opplysninger_relevant_oppfolging=OPPFOLGING, journaltekst=notes
        ),
        legemidler_administrert_ved_overforing=given,
        info_avtale_om_legemiddeladm=AVTALE,
        info_vurderinger=[SMERTE],
        iverksatte_tiltak=[IverksatteTiltak(tiltaksbeskrivelse=MOBILISERING)],
        anbefalt_videre_tiltak=[
            AnbefaltVidereTiltak(tiltaksbeskrivelse=SARSTELL),
            AnbefaltVidereTiltak(
                tiltaksbeskrivelse=Tiltaksbeskrivelse(
                    intervensjon_tiltak_kode=[tekst("Ernæring")],
                    intervensjon_tiltak_beskrivelse="Veie ukentlig og tilby næringsdrikk",
                )
            ),
        ],
        info_maal_forventet_res=[GAA_TRAPP],
        ansvarlig=[ANSVARLIG],
    )


FYSIOTERAPI = OpplysningerAndreFaggrupper(
    andre_fagrapporter=AndreFagrapporter(
        behandling_start=Tidspunkt("2026-11-18"),
        status_innleggelse="Gikk med rullator ute, uten hjelpemiddel inne.",
        status_behandlingsstart="Sto ved seng med støtte av to.",
        forventet_status_utskriving="Går 50 meter med rullator og tilsyn.",
        ansvarlig_rapport=FYSIOTERAPEUT,
        journaltekst=[
            journaltekst("9142", "HJ", "SPPB 5/12 poeng. Anbefaler trening i gruppe etter korttidsoppholdet.")
        ],
    ),
    anbefalt_videre_tiltak=[AnbefaltVidereTiltak(tiltaksbeskrivelse=MOBILISERING)],
    info_vurderinger=[
        InfoVurderinger(innhold_vurdering=InnholdVurdering(vurderingen_gjelder="Balanse og fallfare"))
    ],
)
FARMASI = OpplysningerAndreFaggrupper(
    andre_fagrapporter=AndreFagrapporter(
        ansvarlig_rapport=FARMASOYT,
        journaltekst=[
            journaltekst("9142", "VU", "Legemiddelsamstemming er gjort 18.11. Ingen uavklarte avvik.")
        ],
    )
)
