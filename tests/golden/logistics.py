"""Pasientlogistikk: admitted, ready for discharge, withdrawn, discharged, dead. No health information."""

from __future__ import annotations

from collections.abc import Iterator

from samhandling.standards.datatypes import Person
from samhandling.standards.definition import Tidspunkt
from samhandling.standards.msghead import MsgHead
from samhandling.standards.plo import (
    AnsvarForRapport,
    AvmeldingUtskrivningsklarPasient,
    InfoInformasjonGitt,
    InformasjonGitt,
    InformasjonOmForsendelsen,
    KontaktpersonHelsepersonell,
    MeldingInnlagtPasient,
    MeldingOmUtskrevetPasient,
    MeldingUtskrivningsklarPasient,
    OrienteringOmDod,
    ParorendeForesatt,
    Pasientlogistikk,
    SendtDokument,
    StedForHendelse,
    TidsfestetHendelse,
    TilknyttetEnhet,
    TilleggsopplysningPasient,
    UtskrevetTil,
)

from .envelope import Letter
from .people import (
    BORGHILD,
    FASTLEGE,
    FROGNER_SAK,
    FROGNER_SPL,
    GERIATRI,
    KOORDINATOR,
    LEGEKONTOR,
    MAJORSTUEN,
    OTTAR,
    SENGEPOST,
    SOMATIKK,
    SYKEHUSLEGE,
    SYKEPLEIER,
    person,
)
from .short import enkel, kode, ts

NAMES = {"N": "ny", "C": "kansellering"}


def hendelse(
    code: str, at: str, *, anslag: bool = False, merknad: str | None = None, sted: str | None = None
) -> TidsfestetHendelse:
    """An event of 9121 at a point in time."""
    return TidsfestetHendelse(
        hendelsekode=kode("9121", code),
        tidspunkt_for_hendelse=ts(at),
        anslag=anslag,
        merknad=merknad,
        sted_for_hendelse=StedForHendelse(sted_hendelse=sted) if sted else None,
    )


def forsendelse(status: str) -> InformasjonOmForsendelsen:
    """What every message says first: new, changed or cancelled."""
    return InformasjonOmForsendelsen(forsendelsesstatus=enkel("7309", status))


INNLAGT = MeldingInnlagtPasient(
    tidsfestet_hendelse=hendelse("1", "2026-11-16T22:40:00", sted="Akuttmottaket, Diakonhjemmet sykehus")
)
KLAR = MeldingUtskrivningsklarPasient(
    tidsfestet_hendelse=[hendelse("1", "2026-11-16T22:40:00"), hendelse("3", "2026-11-20T11:30:00")]
)
AVMELDT = AvmeldingUtskrivningsklarPasient(
    tidsfestet_hendelse=[
        hendelse("1", "2026-11-16T22:40:00"),
        hendelse("3", "2026-11-20T11:30:00"),
        hendelse(
            "4", "2026-11-21T08:15:00", merknad="Ny melding kommer når pasienten igjen er utskrivningsklar."
        ),
    ]
)
UTSKREVET = MeldingOmUtskrevetPasient(
    utskrevet_til=UtskrevetTil(
        uttilstand=kode("8431", "1"),
        ut_til=kode("8408", "11"),
        merknad="Ullern helsehus, korttidsavdeling 2. Transport er bestilt til kl. 13.",
    ),
    tidsfestet_hendelse=hendelse("2", "2026-11-25"),
    info_informasjon_gitt=InfoInformasjonGitt(
        informasjon_gitt=[
            InformasjonGitt(
                type_informasjon=kode("9502", "A"),
                beskrivelse_informasjon="Pasienten og datteren er informert om tidspunkt og sted for utskrivningen.",
                muntlig_informasjon=True,
                informasjon_gitt_til=Person(family_name="Rypefjær", given_name="Synnøve"),
                informasjon_gitt_dato=Tidspunkt("2026-11-24"),
                informasjon_gitt_av=KOORDINATOR,
            )
        ]
    ),
)
DOD = OrienteringOmDod(
    tidsfestet_hendelse=TidsfestetHendelse(
        hendelsekode=kode("9121", "13"),
        beskrivelse_av_hendelse="Døde hjemme",
        tidspunkt_for_hendelse=ts("2026-11-19"),
        anslag=False,
        merknad="Pårørende er informert.",
    )
)


def melding(use: object, status: str) -> Pasientlogistikk:
    """A logistics message of the hospital, with the doctor who decides."""
    return Pasientlogistikk(
        informasjon_om_forsendelsen=forsendelse(status),
        tilleggsopplysning_pasient=TilleggsopplysningPasient(sprak=enkel("3303", "NO")),
        parorende_foresatt=[
            ParorendeForesatt(referanseperson=person("Synnøve", "Rypefjær", phone="+4720000921"))
        ],
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=SENGEPOST, merknad="Vakttelefon hele døgnet")],
        kontaktperson_helsepersonell=[KontaktpersonHelsepersonell(kontaktperson=SYKEPLEIER)],
        ansvar_for_rapport=[
            AnsvarForRapport(
                ansvarlig_rapport=SYKEHUSLEGE,
                godkjent_dato=Tidspunkt("2026-11-20"),
                type_relasjon=kode("8254", "ALE"),
            )
        ],
        sendt_dokument=[SendtDokument(opplysning=kode("8329", "4"), ja_nei=False)],
        anvendelse=use,
    )


def dodsfall(status: str) -> Pasientlogistikk:
    """The GP's notice to the home services."""
    return Pasientlogistikk(
        informasjon_om_forsendelsen=forsendelse(status),
        tilknyttet_enhet=[TilknyttetEnhet(kontaktenhet=LEGEKONTOR)],
        ansvar_for_rapport=[AnsvarForRapport(ansvarlig_rapport=FASTLEGE)],
        anvendelse=DOD,
    )


USES = (
    ("innlagt", "LOG_INNLAGT", SOMATIKK, FROGNER_SPL, BORGHILD, INNLAGT, "2026-11-16T23:05:12+01:00"),
    ("utskrivningsklar", "LOG_UTSKRIVNINGSKLAR", GERIATRI, FROGNER_SAK, BORGHILD, KLAR, "2026-11-20T11:42:00+01:00"),
    ("avmelding", "LOG_AVMELDING", GERIATRI, FROGNER_SAK, BORGHILD, AVMELDT, "2026-11-21T08:16:40+01:00"),
    ("utskrevet", "LOG_UTSKREVET", GERIATRI, FROGNER_SPL, BORGHILD, UTSKREVET, "2026-11-25T13:20:00+01:00"),
    ("dodsfall", "LOG_DOD", MAJORSTUEN, FROGNER_SPL, OTTAR, DOD, "2026-11-19T09:30:00+01:00"),
)  # fmt: skip


def letters(version: str) -> Iterator[tuple[str, MsgHead]]:
    """Each use, new and cancelled, in a version of PLO."""
    for use, code, sender, receiver, patient, content, at in USES:
        for status in ("N", "C") if version == "1.6" else ("N",):
            name = f"plo-{version}/{use}-{NAMES[status]}"
            parent = f"plo-{version}/{use}-ny" if status == "C" else None
            letter = Letter(name, code, sender, receiver, patient, at, parent=parent)
            made = dodsfall(status) if use == "dodsfall" else melding(content, status)
            yield name, letter.sealed(made, version)
