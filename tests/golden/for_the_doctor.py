"""Between fastlege and municipality: Medisinske opplysninger, Helseopplysninger til lege, Tjenestetilbud."""

from __future__ import annotations

from collections.abc import Iterator

from samhandling.standards.definition import Element, Tidspunkt
from samhandling.standards.msghead import MsgHead
from samhandling.standards.plo import (
    AnsvarForRapport,
    Foresporsel,
    InfoAndreViktigeOpplysninger,
    InfoIPLOSrelevantInformasjon,
    InformasjonOmForsendelsen,
    InnholdKonsultasjon,
    IverksatteTiltak,
    Konsultasjon,
    KontaktpersonHelsepersonell,
    OpplysningerTilSoknad,
    OrienteringOmTjenestetilbud,
    OverforingMedisinskeOpplysninger,
    ParorendeForesatt,
    Sykepleierdokumentasjon,
    TidsfestetHendelse,
    TidsperiodeDiagnose,
    TilknyttetEnhet,
    Tiltaksbeskrivelse,
    TypeInnholdIMelding,
)

from .envelope import Letter
from .everyday import (
    ALENE,
    BEHOV,
    FUNKSJON,
    INFORMERT,
    KOMMUNIKASJON,
    RESERVASJON,
    SENDTE,
    TJENESTER,
    TOLK_IKKE_LENGER,
    TOLKING,
)
from .logistics import forsendelse
from .medical import FALL, HYPERTENSJON, OSTEOPOROSE, diagnoser, jordbaer, medisinskfaglig
from .medicines import liste_hjemme
from .nursing import FARMASI
from .people import (
    FASTLEGE,
    FROGNER_SAK,
    FROGNER_SPL,
    HELSEHUS,
    HJEMMESYKEPLEIER,
    HJEMMETJENESTEN,
    LEGEKONTOR,
    MAJORSTUEN,
    NASRIN,
    SAKSBEHANDLER,
    SOKNADSKONTOR,
    TILSYNSLEGE,
    TORLEIF,
    VESTRE_AKER_SPL,
    VINDEREN,
    Part,
    Pasient,
    person,
)
from .short import Komponenter, enkel, journaltekst, kode, ts

KONTAKT = [KontaktpersonHelsepersonell(kontaktperson=TILSYNSLEGE)]
NEVO = ParorendeForesatt(
    slektskap=enkel("9033", "AS"),
    referanseperson=person("Geir", "Måneskinn", phone="+4720000924"),
    merknad="Nevø",
)
SPURT = Foresporsel(
    type_foresp=kode("9152", "1"),
    sporsmal="Ber om diagnoser, siste konsultasjon og medisinliste til søknad om korttidsopphold.",
    ref_dok_id_foresp="FORESP-2026-118",
)


def medisinske_opplysninger(name: str) -> OverforingMedisinskeOpplysninger:
    """The GP's answer to a request, for an application."""
    ids = Komponenter(name)
    return OverforingMedisinskeOpplysninger(
        informasjon_om_forsendelsen=InformasjonOmForsendelsen(
            forsendelsesstatus=forsendelse("N").forsendelsesstatus,
            svar_paa_foresporsel=True,
            foresporsel=SPURT,
        ),
        tilleggsopplysning_pasient=ALENE,
        parorende_foresatt=[NEVO],
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=LEGEKONTOR)],
        kontaktperson_helsepersonell=KONTAKT,
        ansvar_for_rapport=[AnsvarForRapport(ansvarlig_rapport=FASTLEGE, type_relasjon=kode("8254", "FLE"))],
        sendt_dokument=SENDTE[1:],
        type_innhold_i_melding=TypeInnholdIMelding(type_innhold=kode("9138", "4")),
        opplysninger_til_soknad=OpplysningerTilSoknad(egensoknad_sendt=True, merknad="Sendt av datteren"),
        info_medisinsk_diagnose=diagnoser(HYPERTENSJON, OSTEOPOROSE, FALL),
        medisinskfaglige_opplysninger=medisinskfaglig(
            ids,
            journaltekst(
                "9142", "PROB", "Gradvis dårligere gangfunksjon siste halvår, tre fall siden sommeren."
            ),
            journaltekst(
                "9142", "UTRED", "Trenger korttidsopphold med trening. Hjelp til medisiner hver dag."
            ),
        ),
        legemiddelinfo=liste_hjemme(ids),
        info_iplos_relevant_informasjon=InfoIPLOSrelevantInformasjon(
            tidsperiode_diagnose=[
                TidsperiodeDiagnose(
                    startdato_diagnose=Tidspunkt("2019-05-20"), medisinsk_diagnose=HYPERTENSJON
                ),
                TidsperiodeDiagnose(
                    startdato_diagnose=Tidspunkt("2023-01-09"),
                    sluttdato_diagnose=Tidspunkt("2023-04-01"),
                    medisinsk_diagnose=FALL,
                ),
            ],
            tidsfestet_hendelse=TidsfestetHendelse(
                beskrivelse_av_hendelse="Siste konsultasjon",
                tidspunkt_for_hendelse=ts("2026-11-02"),
                anslag=False,
            ),
        ),
        opplysninger_andre_faggrupper=[FARMASI],
        info_kartlegging_funksjonsniva=FUNKSJON,
        info_assistert_kommunikasjon=KOMMUNIKASJON,
        info_informasjon_gitt=[INFORMERT],
        tjeneste_behov=BEHOV,
        info_andre_viktige_opplysninger=InfoAndreViktigeOpplysninger(allerginotat=[jordbaer(ids)]),
        info_reservasjon=[RESERVASJON],
    )


def til_lege(name: str) -> Konsultasjon:
    """The home nurse asks the GP to look at the patient."""
    ids = Komponenter(name)
    tung_pust = journaltekst(
        "9142", "PROB", "Tyngre pust siste tre døgn, vektøkning 2,4 kg. Ønsker vurdering i dag."
    )
    return Konsultasjon(
        informasjon_om_forsendelsen=forsendelse("N"),
        tilleggsopplysning_pasient=ALENE,
        parorende_foresatt=[NEVO],
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=HJEMMETJENESTEN)],
        kontaktperson_helsepersonell=KONTAKT,
        ansvar_for_rapport=[AnsvarForRapport(ansvarlig_rapport=HJEMMESYKEPLEIER)],
        sendt_dokument=SENDTE[1:],
        innhold_konsultasjon=InnholdKonsultasjon(
            type_innhold_konsultasjon=enkel("9137", "3"), merknad="Haster; vi har også ringt kontoret."
        ),
        info_medisinsk_diagnose=[diagnoser(HYPERTENSJON)],
        medisinskfaglige_opplysninger=medisinskfaglig(ids, tung_pust),
        legemiddelinfo=liste_hjemme(ids)[:1],
        info_andre_viktige_opplysninger=InfoAndreViktigeOpplysninger(
            generelt_journalnotat=[
                ids.notat(journaltekst("9142", "FU", "BT 168/92, puls 104, SpO2 91 % uten oksygen."))
            ]
        ),
        sykepleierdokumentasjon=Sykepleierdokumentasjon(
            iverksatte_tiltak=[
                IverksatteTiltak(tiltaksbeskrivelse=Tiltaksbeskrivelse(intervensjon_tiltak_beskrivelse=what))
                for what in ("Hevet hodeenden av sengen", "Tilsyn hver annen time, også i natt")
            ]
        ),
        info_kartlegging_funksjonsniva=FUNKSJON,
        info_informasjon_gitt=[INFORMERT],
        info_assistert_kommunikasjon=KOMMUNIKASJON,
        info_reservasjon=[RESERVASJON],
    )


def tjenestetilbud(name: str) -> OrienteringOmTjenestetilbud:
    """What the municipality has decided to offer."""
    del name
    return OrienteringOmTjenestetilbud(
        informasjon_om_forsendelsen=forsendelse("N"),
        tilleggsopplysning_pasient=ALENE,
        parorende_foresatt=[NEVO],
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=SOKNADSKONTOR, merknad="Telefontid 10–14")],
        kontaktperson_helsepersonell=KONTAKT,
        ansvar_for_rapport=[AnsvarForRapport(ansvarlig_rapport=SAKSBEHANDLER)],
        sendt_dokument=SENDTE[1:],
        eksisterende_tjeneste=TJENESTER,
        assistert_kommunikasjon=[TOLKING, TOLK_IKKE_LENGER],
    )


def cancelled(code: str) -> Element:
    """A cancellation holds the least there may be."""
    first = {"informasjon_om_forsendelsen": forsendelse("C")}
    if code == "MEDISINSKE_OPPLYSNINGER":
        return OverforingMedisinskeOpplysninger(
            **first,
            tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=LEGEKONTOR)],
            type_innhold_i_melding=TypeInnholdIMelding(type_innhold=kode("9138", "4")),
        )
    if code == "HELSEOPPLYSNINGER_LEGE":
        return Konsultasjon(
            **first,
            tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=HJEMMETJENESTEN)],
            innhold_konsultasjon=InnholdKonsultasjon(type_innhold_konsultasjon=enkel("9137", "3")),
        )
    unit = [TilknyttetEnhet(kontaktenhet=SOKNADSKONTOR)]
    return OrienteringOmTjenestetilbud(**first, tilknyttet_enhet=unit, eksisterende_tjeneste=TJENESTER[:1])


Use = tuple[str, str, Part, Part, Pasient, str]
USES: tuple[Use, ...] = (
    (
        "medisinske-opplysninger",
        "MEDISINSKE_OPPLYSNINGER",
        MAJORSTUEN,
        FROGNER_SPL,
        TORLEIF,
        "2026-11-18T08:20:00",
    ),
    (
        "helseopplysninger-til-lege",
        "HELSEOPPLYSNINGER_LEGE",
        VESTRE_AKER_SPL,
        VINDEREN,
        NASRIN,
        "2026-11-18T10:05:00",
    ),
    ("tjenestetilbud", "ORIENTERING_TJENESTETILBUD", FROGNER_SAK, MAJORSTUEN, TORLEIF, "2026-11-23T15:00:00"),
)
MAKERS = {
    "MEDISINSKE_OPPLYSNINGER": medisinske_opplysninger,
    "HELSEOPPLYSNINGER_LEGE": til_lege,
    "ORIENTERING_TJENESTETILBUD": tjenestetilbud,
}
ASKED = "dialog-1.1/foresporsel"
"""Medisinske opplysninger answers this request."""


def letters(version: str) -> Iterator[tuple[str, MsgHead]]:
    """Each use, new and (in 1.6) cancelled."""
    for use, code, sender, receiver, patient, at in USES:
        for status in ("ny", "kansellering") if version == "1.6" else ("ny",):
            name = f"plo-{version}/{use}-{status}"
            answers = ASKED if code == "MEDISINSKE_OPPLYSNINGER" else None
            new = status == "ny"
            parent = answers if new else f"plo-{version}/{use}-ny"
            copies = [HELSEHUS] if code == "ORIENTERING_TJENESTETILBUD" and new else ()
            letter = Letter(
                name, code, sender, receiver, patient, at, parent=parent, first=answers, copies=copies
            )
            yield name, letter.sealed(MAKERS[code](name) if new else cancelled(code), version)
