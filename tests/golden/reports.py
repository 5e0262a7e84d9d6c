"""The two long reports: Innleggelsesrapport from the municipality, Utskrivningsrapport from the hospital."""

from __future__ import annotations

from collections.abc import Iterator

from samhandling.standards.definition import Tidspunkt
from samhandling.standards.msghead import MsgHead
from samhandling.standards.plo import (
    AnsvarForRapport,
    InfoAndreViktigeOpplysninger,
    InformasjonOmForsendelsen,
    Innleggelsesrapport,
    KontaktpersonHelsepersonell,
    OpplysningOpphold,
    ParorendeForesatt,
    Sykepleierdokumentasjon,
    TilknyttetEnhet,
    TverrfagligEpikrise,
    TypeInnholdIMelding,
)

from .envelope import Letter
from .everyday import (
    ALENE,
    BEHOV,
    FUNKSJON,
    HJELPEMIDLER,
    INFORMERT,
    KOMMUNIKASJON,
    KONTROLLTIMER,
    PARORENDE,
    RESERVASJON,
    SENDTE,
    TJENESTER,
)
from .logistics import forsendelse, hendelse
from .medical import FALL, HOFTEBRUDD, HYPERTENSJON, OSTEOPOROSE, diagnoser, medisinskfaglig, smitte
from .medicines import gitt_i_dag, liste_hjemme, liste_ut
from .nursing import FARMASI, FYSIOTERAPI, full_sykepleie, sykepleie
from .people import (
    BORGHILD,
    FROGNER_SPL,
    GERIATRI,
    GERIATRISK_POST,
    HJEMMESYKEPLEIER,
    HJEMMETJENESTEN,
    KOORDINATOR,
    MAJORSTUEN,
    SENGEPOST,
    SOMATIKK,
    SYKEHUSLEGE,
    SYKEPLEIER,
)
from .short import Komponenter, enkel, journaltekst, kode

SAMTYKKE = kode("9064", "1")
HVORFOR = journaltekst(
    "9142",
    "AAI",
    "Falt på badet mandag kveld og ble liggende i to timer før trygghetsalarmen ble utløst.\n"
    "Sterke smerter i høyre hofte, klarte ikke å reise seg. Ambulanse ble tilkalt kl. 21.50.",
)
HJEMME = (
    journaltekst("9141", "1", "Våken og klar, men urolig. Redd for å miste leiligheten."),
    journaltekst(
        "9141",
        "8",
        "Ernæring: spiser lite til middag, liker grøt og suppe.\n"
        "Hud: tørr hud på leggene, smøres morgen og kveld.\n"
        "Søvn: står opp to ganger om natten.",
    ),
    journaltekst(
        "9141", "14", "Datteren har nøkkel. Nøkkelboks ved inngangsdøren, kode hos hjemmetjenesten."
    ),
)
FORLOP = (
    journaltekst("9142", "PROB", "Fall hjemme med brudd i høyre lårhals."),
    journaltekst(
        "9142",
        "FO",
        "Operert 17.11.2026 med hemiprotese i spinalbedøvelse. Ukomplisert forløp.\r\n"
        "Forbigående forvirring andre natt, gikk over etter skjerming og væske.",
    ),
    journaltekst("9142", "FU", "Hb 10,4 ved utskrivning. Røntgenkontroll 18.11. viser god stilling."),
    journaltekst(
        "9142",
        "OP",
        "Fragmin til og med 15.12. Ny Hb hos fastlege om to uker. Suturer fjernes 1.12.",
        "Fastlege er orientert i epikrisen.",
    ),
)
SYKEPLEIERENS = (
    journaltekst(
        "9141", "8", "Trenger hjelp til nedre stell og strømper. Spiser selv når maten er tilrettelagt."
    ),
    journaltekst(
        "9141", "12", "Går med rullator og én person 20 meter. Sår tørt og rent. Smertestillende hjelper."
    ),
    journaltekst("9141", "13", "Gleder seg til opptrening, men er engstelig for å falle igjen."),
    journaltekst("9141", "14", "Medisiner for to døgn, sårutstyr og rullator følger med i drosjen."),
)


def innleggelsesrapport(name: str, status: str, version: str) -> Innleggelsesrapport:
    """What the home services know, for the ward."""
    ids = Komponenter(name)
    return Innleggelsesrapport(
        informasjon_om_forsendelsen=forsendelse(status),
        tilleggsopplysning_pasient=ALENE,
        parorende_foresatt=parorende(version),
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=HJEMMETJENESTEN)],
        kontaktperson_helsepersonell=[
            KontaktpersonHelsepersonell(kontaktperson=HJEMMESYKEPLEIER, merknad="Dagvakt")
        ],
        ansvar_for_rapport=[
            AnsvarForRapport(ansvarlig_rapport=HJEMMESYKEPLEIER, godkjent_dato=Tidspunkt("2026-11-17"))
        ],
        sendt_dokument=SENDTE[1:],
        info_medisinsk_diagnose=[diagnoser(HYPERTENSJON, OSTEOPOROSE)],
        medisinskfaglige_opplysninger=medisinskfaglig(ids, HVORFOR),
        legemiddelinfo=liste_hjemme(ids),
        eksisterende_tjeneste=TJENESTER,
        info_kartlegging_funksjonsniva=FUNKSJON,
        info_andre_viktige_opplysninger=_changed(ids) if status == "M" else None,
        sykepleierdokumentasjon=sykepleie(*HJEMME),
        opplysninger_andre_faggrupper=FYSIOTERAPI,
        opplysninger_om_hjelpemidler=HJELPEMIDLER,
        info_assistert_kommunikasjon=KOMMUNIKASJON,
        info_reservasjon=[RESERVASJON],
        info_informasjon_gitt=[INFORMERT],
    )


def _changed(ids: Komponenter) -> InfoAndreViktigeOpplysninger:
    what = "Endret siden forrige rapport: Metoprolol ble økt til 47,5 mg av fastlegen 12.11."
    return InfoAndreViktigeOpplysninger(generelt_journalnotat=[ids.notat(journaltekst("9141", "88", what))])


def parorende(version: str) -> list[ParorendeForesatt]:
    """The birth year of a minor came with 1.6."""
    if version == "1.6":
        return list(PARORENDE)
    return [one.replace(fodselsar_mindrearig_parorende=None) for one in PARORENDE]


def utskrivningsrapport(name: str, status: str, version: str) -> TverrfagligEpikrise:
    """Everything that the next ones need to know, on the day of discharge."""
    ids = Komponenter(name)
    return TverrfagligEpikrise(
        informasjon_om_forsendelsen=InformasjonOmForsendelsen(
            forsendelsesstatus=enkel("7309", status), forbehold_om_videresending=True
        ),
        tilleggsopplysning_pasient=ALENE,
        parorende_foresatt=parorende(version),
        tilknyttet_enhet=[
            TilknyttetEnhet(kontaktenhet=SENGEPOST),
            TilknyttetEnhet(kontaktenhet=GERIATRISK_POST),
        ],
        kontaktperson_helsepersonell=[KontaktpersonHelsepersonell(kontaktperson=SYKEPLEIER)],
        ansvar_for_rapport=[
            AnsvarForRapport(
                ansvarlig_rapport=KOORDINATOR,
                godkjent_dato=Tidspunkt("2026-11-25"),
                type_relasjon=kode("8254", "ASO"),
                merknad="Ansvarlig for sykepleieopplysningene",
            ),
            AnsvarForRapport(ansvarlig_rapport=SYKEHUSLEGE, type_relasjon=kode("8254", "AMO")),
        ],
        sendt_dokument=SENDTE,
        type_innhold_i_melding=TypeInnholdIMelding(
            type_innhold=kode("9139", "11"), merknad="Endelig rapport"
        ),
        opplysning_opphold=[
            OpplysningOpphold(tidsfestet_hendelse=hendelse("1", "2026-11-16T22:40:00", sted="Akuttmottaket")),
            OpplysningOpphold(tidsfestet_hendelse=hendelse("3", "2026-11-24T12:00:00")),
            OpplysningOpphold(tidsfestet_hendelse=hendelse("2", "2026-11-25")),
        ],
        info_medisinsk_diagnose=[diagnoser(HOFTEBRUDD, HYPERTENSJON), diagnoser(FALL)],
        medisinskfaglige_opplysninger=medisinskfaglig(ids, *FORLOP),
        legemiddelinfo=liste_ut(ids),
        info_andre_viktige_opplysninger=smitte(ids),
        sykepleierdokumentasjon=_nursing(ids, version),
        opplysninger_andre_faggrupper=[FYSIOTERAPI, FARMASI],
        info_kartlegging_funksjonsniva=FUNKSJON,
        tjeneste_behov=BEHOV,
        info_informasjon_gitt=[INFORMERT],
        info_assistert_kommunikasjon=KOMMUNIKASJON,
        info_reservasjon=[RESERVASJON],
        info_kontrolltime=KONTROLLTIMER if version == "1.6" else KONTROLLTIMER[:2],
        opplysninger_om_hjelpemidler=HJELPEMIDLER,
    )


def _nursing(ids: Komponenter, version: str) -> Sykepleierdokumentasjon:
    """The remarks on dressings and medicines came with 1.6."""
    full = full_sykepleie(gitt_i_dag(ids), *SYKEPLEIERENS)
    if version == "1.6":
        return full
    told = full.info_fra_sykepleier
    relevant = told.opplysninger_relevant_oppfolging.replace(
        merknad_til_bandasjemateriell=None, merknad_til_legemiddeladministrering=None
    )
    return full.replace(info_fra_sykepleier=told.replace(opplysninger_relevant_oppfolging=relevant))


def cancelled_admission(name: str) -> Innleggelsesrapport:
    """A cancellation holds the least there may be."""
    del name
    return Innleggelsesrapport(
        informasjon_om_forsendelsen=forsendelse("C"),
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=HJEMMETJENESTEN)],
    )


def cancelled_discharge(name: str) -> TverrfagligEpikrise:
    """A cancellation holds the least there may be."""
    del name
    return TverrfagligEpikrise(
        informasjon_om_forsendelsen=forsendelse("C"),
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=SENGEPOST)],
        type_innhold_i_melding=TypeInnholdIMelding(type_innhold=kode("9139", "11")),
    )


STATUSES = {"N": "ny", "M": "endring", "C": "kansellering"}
REPORTS = (
    ("innleggelsesrapport", "INNLEGGELSESRAPPORT", "2026-11-17T", innleggelsesrapport, cancelled_admission),
    ("utskrivningsrapport", "UTSKRIVNINGSRAPPORT", "2026-11-25T", utskrivningsrapport, cancelled_discharge),
)
TIMES = {"N": "11:30:00+01:00", "M": "14:05:30+01:00", "C": "16:00:00+01:00"}


def letters(version: str) -> Iterator[tuple[str, MsgHead]]:
    """Both reports: new, changed and cancelled in 1.6, new in 1.5."""
    for kind, code, day, make, cancel in REPORTS:
        parent = None
        for status in STATUSES if version == "1.6" else ("N",):
            name = f"plo-{version}/{kind}-{STATUSES[status]}"
            out = code == "UTSKRIVNINGSRAPPORT"
            letter = Letter(
                name,
                code,
                sender=GERIATRI if out else FROGNER_SPL,
                receiver=FROGNER_SPL if out else SOMATIKK,
                patient=BORGHILD,
                at=day + TIMES[status],
                parent=parent,
                first=f"plo-{version}/{kind}-ny",
                copies=[MAJORSTUEN] if out else (),
                consent=SAMTYKKE,
            )
            content = cancel(name) if status == "C" else make(name, status, version)
            yield name, letter.sealed(content, version)
            parent = name
