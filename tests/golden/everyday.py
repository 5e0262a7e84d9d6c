"""Daily life: kin, services, function, aids, interpreter, wishes, information given, appointments."""

from __future__ import annotations

from decimal import Decimal

from samhandling.standards.definition import Tidspunkt
from samhandling.standards.plo import (
    Ansvarlig,
    AssistertKommunikasjon,
    EksisterendeTjeneste,
    FasteHjelpemidler,
    Hjelpemiddelbeskrivelse,
    InfoAssistertKommunikasjon,
    InfoInformasjonGitt,
    InfoKartleggingFunksjonsniva,
    InfoKontrolltime,
    InfoReservasjon,
    InformasjonGitt,
    InformasjonOmTentativTime,
    InformasjonOmTime,
    InformertOm,
    KartlagtFunksjon,
    KontrolltimeBestill,
    OpplysningerOmHjelpemidler,
    ParorendeForesatt,
    ReservasjonOnske,
    SamletVurderingFunksjonsniva,
    SendtDokument,
    StatusHjelpemiddel,
    TilleggsopplysningPasient,
    TjenesteBehov,
)

from .people import BARNEBARN, DATTER, HJEMMESYKEPLEIER, HJEMMETJENESTEN, KOORDINATOR, TOLK, person
from .short import AIDS, enkel, kode, ts, utenfor

ALENE = TilleggsopplysningPasient(sivil_status=enkel("8724", "6"), bor_alene=True, sprak=enkel("3303", "NO"))
PARORENDE = [
    ParorendeForesatt(
        slektskap=enkel("9033", "DA"),
        omsorgsfunksjon=enkel("9050", "6"),
        referanseperson=DATTER,
        merknad="Nærmeste pårørende. Ønsker å bli ringt også om natten.",
    ),
    ParorendeForesatt(
        slektskap=enkel("9033", "BB"),
        fodselsar_mindrearig_parorende=Tidspunkt("2011"),
        referanseperson=BARNEBARN,
        merknad="Bor hos pasienten annenhver uke.",
    ),
]
SENDTE = [
    SendtDokument(
        opplysning=kode("8329", "4"),
        ja_nei=True,
        dato_sendt=Tidspunkt("2026-11-25"),
        type_mottaker=kode("8330", "2"),
        navn_mottaker="Aksel Havrevind, Majorstuen legesenter",
        merknad="Sendt elektronisk",
    ),
    SendtDokument(opplysning=kode("8329", "3"), ja_nei=False, type_mottaker=kode("8330", "4")),
]
TJENESTER = [
    EksisterendeTjeneste(
        IPLOStjenestetype=kode("9151", "15"),
        privat_tjeneste=False,
        tjenesten_levert_av="Hjemmetjenesten Frogner, sone vest",
        opplysninger_om_tjenesten="Morgenstell og medisiner, to besøk om dagen",
        antall_enheter=Decimal("7.5"),
        enhet="timer per uke",
        startdato=Tidspunkt("2025-02-10"),
        merknad="Settes på vent under innleggelsen.",
    ),
    EksisterendeTjeneste(
        IPLOStjenestetype=kode("9151", "6"), privat_tjeneste=False, startdato=Tidspunkt("2024-05-01")
    ),
    EksisterendeTjeneste(
        betegnelse_tjeneste="Rengjøring annenhver uke",
        privat_tjeneste=True,
        tjenesten_levert_av="Privat firma, betalt av pasienten",
        startdato=Tidspunkt("2023-09-01"),
        sluttdato=Tidspunkt("2026-12-31"),
    ),
]
BEHOV = [
    TjenesteBehov(
        IPLOStjenestetype=kode("9151", "19"),
        ved_institusjon="Ullern helsehus",
        beskrivelse_av_tjeneste="Rehabilitering etter hoftebrudd med daglig fysioterapi",
        antall_enheter_onsket=Decimal(21),
        enhet="døgn",
    ),
    TjenesteBehov(betegnelse_tjeneste="Ledsager til kontrolltime"),
]
FUNKSJON = InfoKartleggingFunksjonsniva(
    samlet_vurdering_funksjonsniva=SamletVurderingFunksjonsniva(
        pleietyngde=Decimal("3.5"),
        vurdering_pleietyngde="Trenger en del hjelp",
        merknad="Kartlagt 10.11.2026 i forbindelse med årlig gjennomgang.",
    ),
    kartlagt_funksjon=[
        KartlagtFunksjon(funksjonsvariabel=kode("9111", "5"), vurdering=3, merknad="Støtter seg til møbler"),
        KartlagtFunksjon(funksjonsvariabel=kode("9111", "7"), vurdering=3),
        KartlagtFunksjon(funksjonsvariabel=kode("9111", "15"), vurdering=2, merknad="Glemmer avtaler"),
    ],
    ansvarlig=Ansvarlig(
        type_hendelse=kode("9131", "1"),
        tidspunkt_for_hendelse=Tidspunkt("2026-11-10T13:00:00+01:00"),
        ekstern=False,
        ansvarlig_tjenesteyter=HJEMMESYKEPLEIER,
        virksomhet=HJEMMETJENESTEN,
    ),
)
HJELPEMIDLER = OpplysningerOmHjelpemidler(
    faste_hjelpemidler=[
        FasteHjelpemidler(
            briller=enkel("9113", "4"),
            hjelpemiddel_horsel=enkel("9114", "1"),
            pacemaker=False,
            merknad="Tannprotese oppe",
        )
    ],
    status_hjelpemiddel=[
        StatusHjelpemiddel(
            status=enkel("8230", "6"),
            hjelpemiddelbeskrivelse=Hjelpemiddelbeskrivelse(
                sekvensnummer=1,
                HjelpemiddelkodeRTV=utenfor(AIDS, "120606", "Rullatorer"),
                betegnelse_hjelpemiddel="Rullator",
            ),
        ),
        StatusHjelpemiddel(
            status=enkel("8230", "2"),
            hjelpemiddelbeskrivelse=Hjelpemiddelbeskrivelse(
                sekvensnummer=2, betegnelse_hjelpemiddel="Toalettforhøyer, leveres 24.11."
            ),
        ),
    ],
)
TOLKING = AssistertKommunikasjon(
    person_tolkebehov=person("Nasrin", "Elvesang", born="1951-01-30"),
    horselsvikt=True,
    synsvikt=False,
    behov_tolk_sprak=enkel("3303", "FA"),
    preferert_tolk=TOLK,
    merknad="Forstår enkelt norsk. Bestill tolk til samtaler om behandling.",
)
TOLK_IKKE_LENGER = AssistertKommunikasjon(
    synsvikt=True, behov_opphort_dato=ts("2026-09"), merknad="Trenger ikke lenger opplesing, bruker lupe."
)
RESERVASJON = InfoReservasjon(
    reservasjon_onske=[
        ReservasjonOnske(
            gjelder="Ønsker ikke å bli flyttet til sykehus ved ny forverring uten at datteren er spurt.",
            framsatt_av=person("Borghild", "Rypefjær"),
            framsatt_dato=Tidspunkt("2026-11-22"),
            merknad="Drøftet med ansvarlig lege.",
        ),
        ReservasjonOnske(
            gjelder="Reservasjon mot blodoverføring",
            framsatt_av=person("Borghild", "Rypefjær"),
            framsatt_dato=Tidspunkt("2019-03-04"),
            trukket_tilbake_av=person("Borghild", "Rypefjær"),
            trukket_tilbake_dato=Tidspunkt("2026-11-17"),
        ),
    ]
)
INFORMERT = InfoInformasjonGitt(
    informasjon_gitt=[
        InformasjonGitt(
            type_informasjon=kode("9502", "G"),
            beskrivelse_informasjon="Informert om at opplysninger sendes kommunen, og retten til å motsette seg det.",
            muntlig_informasjon=True,
            informasjon_gitt_til=person("Borghild", "Rypefjær"),
            informasjon_gitt_dato=Tidspunkt("2026-11-17"),
            informasjon_gitt_av=KOORDINATOR,
        ),
        InformasjonGitt(
            beskrivelse_informasjon="Skriftlig råd om trening etter hofteoperasjon",
            muntlig_informasjon=False,
            informasjon_gitt_til=DATTER,
            informasjon_gitt_dato=Tidspunkt("2026-11-24"),
            informasjon_gitt_av=KOORDINATOR,
        ),
    ]
)
BEGGE_VET = InformertOm(pasient_informert=True, parorende_informert=True)
KONTROLLTIMER = [
    InfoKontrolltime(
        time=InformasjonOmTime(
            bestilt_kontrolltime=True,
            tidspunkt_time=Tidspunkt("2027-01-07T09:15:00+01:00"),
            varighet=30,
            sted_time="Ortopedisk poliklinikk, Diakonhjemmet sykehus",
            informert_om=BEGGE_VET,
        )
    ),
    InfoKontrolltime(time=KontrolltimeBestill(pasient_parorende_bestiller=True, informert_om=BEGGE_VET)),
    InfoKontrolltime(
        time=InformasjonOmTentativTime(
            tentativt_tidspunkt_time="I løpet av februar 2027",
            sted_time="Fallpoliklinikken, Diakonhjemmet sykehus",
            merknad="Innkalling sendes i posten.",
            informert_om=InformertOm(pasient_informert=True, parorende_informert=False),
        )
    ),
]
KOMMUNIKASJON = [InfoAssistertKommunikasjon(assistert_kommunikasjon=TOLKING)]
