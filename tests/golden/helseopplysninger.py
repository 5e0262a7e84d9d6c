"""Helseopplysninger: the warning within 24 hours of admission, its updates, its cancellation."""

from __future__ import annotations

from collections.abc import Iterator

from samhandling.standards.definition import Tidspunkt
from samhandling.standards.msghead import MsgHead
from samhandling.standards.plo import (
    AnsvarForRapport,
    HelseopplysningerVedSoknad,
    KontaktpersonHelsepersonell,
    MedisinskfagligeOpplysninger,
    OpplysningerTilSoknad,
    OpplysningOpphold,
    TidsfestetHendelse,
    TilknyttetEnhet,
    TypeInnholdIMelding,
)

from .envelope import Letter
from .everyday import ALENE, BEHOV, FUNKSJON, INFORMERT, KOMMUNIKASJON, SENDTE
from .logistics import forsendelse
from .medical import HOFTEBRUDD, cave, diagnoser
from .nursing import FYSIOTERAPI, sykepleie
from .people import BORGHILD, FROGNER_SAK, GERIATRI, KOORDINATOR, SENGEPOST, SYKEPLEIER
from .reports import parorende
from .short import Komponenter, journaltekst, kode, ts

STATUS = journaltekst(
    "9145",
    "1",
    "Innlagt etter fall med lårhalsbrudd, operert 17.11. Stabil. Trenger hjelp av to ved forflytning.",
)
VENTET = journaltekst(
    "9145",
    "2",
    "Mobiliseres daglig. Forventes å gå med rullator og én person om en uke.\nTrolig behov for korttidsplass.",
)
NYTT = journaltekst(
    "9145",
    "2",
    "Endret siden varselet: går nå 20 meter med rullator. Forventet dato er flyttet fram to dager.",
)


def forventet(day: str) -> OpplysningOpphold:
    """The date on which the patient is expected to be ready: an estimate, never the notice itself."""
    return OpplysningOpphold(
        tidsfestet_hendelse=TidsfestetHendelse(
            hendelsekode=kode("9121", "3"),
            beskrivelse_av_hendelse="Forventet utskrivningsklar",
            tidspunkt_for_hendelse=ts(day),
            anslag=True,
        )
    )


def helseopplysninger(name: str, status: str, version: str) -> HelseopplysningerVedSoknad:
    """The whole content; an update replaces what was sent before."""
    ids = Komponenter(name)
    new = version == "1.6"
    first = status == "N"
    return HelseopplysningerVedSoknad(
        informasjon_om_forsendelsen=forsendelse(status),
        tilleggsopplysning_pasient=ALENE,
        parorende_foresatt=parorende(version),
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=SENGEPOST)],
        kontaktperson_helsepersonell=[KontaktpersonHelsepersonell(kontaktperson=SYKEPLEIER)],
        ansvar_for_rapport=[
            AnsvarForRapport(ansvarlig_rapport=KOORDINATOR, godkjent_dato=Tidspunkt("2026-11-17"))
        ],
        sendt_dokument=SENDTE[1:],
        type_innhold_i_melding=TypeInnholdIMelding(type_innhold=kode("9140", "1" if first else "2"))
        if new
        else None,
        opplysning_opphold=[forventet("2026-11-26" if first else "2026-11-24")] if new else (),
        opplysninger_til_soknad=OpplysningerTilSoknad(
            egensoknad_sendt=not first, merknad=None if first else "Søknad om korttidsplass er sendt 19.11."
        ),
        info_medisinsk_diagnose=[diagnoser(HOFTEBRUDD)],
        medisinskfaglige_opplysninger=MedisinskfagligeOpplysninger(
            cave=cave(ids), generelt_journalnotat=[ids.notat(STATUS, VENTET if first else NYTT)]
        ),
        sykepleierdokumentasjon=sykepleie(
            journaltekst("9141", "8", "Klar og orientert. Smertelindret. Spiser litt, drikker godt."),
            journaltekst("9141", "14", "Datteren er informert om varselet til bydelen."),
        ),
        opplysninger_andre_faggrupper=[FYSIOTERAPI],
        info_kartlegging_funksjonsniva=FUNKSJON,
        info_assistert_kommunikasjon=KOMMUNIKASJON,
        info_informasjon_gitt=[INFORMERT],
        tjeneste_behov=BEHOV,
    )


def cancelled() -> HelseopplysningerVedSoknad:
    """A cancellation holds the least there may be."""
    return HelseopplysningerVedSoknad(
        informasjon_om_forsendelsen=forsendelse("C"),
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=SENGEPOST)],
        type_innhold_i_melding=TypeInnholdIMelding(type_innhold=kode("9140", "2")),
        opplysning_opphold=[forventet("2026-11-24")],
    )


USES = (
    ("N", "varsel-ny", None, "2026-11-17T14:20:00+01:00"),
    ("M", "oppdaterte-endring", "varsel-ny", "2026-11-20T09:00:00+01:00"),
    ("C", "kansellering", "oppdaterte-endring", "2026-11-20T10:30:00+01:00"),
)


def letters(version: str) -> Iterator[tuple[str, MsgHead]]:
    """Warning, update and cancellation in 1.6; the application's information in 1.5."""
    for status, use, parent, at in USES if version == "1.6" else USES[:1]:
        stem = f"plo-{version}/helseopplysninger-"
        letter = Letter(
            stem + use,
            "HELSEOPPL_SOKNAD",
            sender=GERIATRI,
            receiver=FROGNER_SAK,
            patient=BORGHILD,
            at=at,
            parent=parent and stem + parent,
            first=f"{stem}varsel-ny",
        )
        made = cancelled() if status == "C" else helseopplysninger(stem + use, status, version)
        yield stem + use, letter.sealed(made, version)
