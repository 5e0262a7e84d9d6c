"""Medicines: in use, course, as needed, stopped, and given on the day of transfer."""

from __future__ import annotations

from samhandling.standards.datatypes import CS
from samhandling.standards.epj import (
    AdmAvHelsepersonell,
    AdministrertLegemiddel,
    Egenadministrering,
    ForenkletForskrivning,
    Forskrivningsinfo,
    Legemiddelinfo,
    LegemidlerAdministrertVedOverforing,
    UtlevertLegemiddel,
)

from .people import FASTLEGE, SYKEHUSLEGE, SYKEPLEIER
from .short import Komponenter, enkel, mengde, ts, unique

TABLETT, DEPOTTABLETT, KAPSEL = "53", "25", "32"


def atc(value: str, name: str) -> CS:
    """An ATC code (7180)."""
    return CS(V=value, DN=name)


PARACET = Forskrivningsinfo(
    bruksomrade_tekst="Mot smerter",
    dos_veiled_enkel="1 tablett kl. 08, 14, 20 og ved sengetid",
    nr="009999",
    navn="Paracet",
    generisk_navn="Paracetamol",
    atc=atc("N02BE01", "Paracetamol"),
    legemiddelform=enkel("7448", TABLETT),
    styrke=mengde("1", "g"),
    bruk=enkel("9101", "1"),
    dosering_starttidspunkt=ts("2026-11-17"),
    skal_ikke_tas_sammen_med_annet_legemiddel=False,
)
ALENDRONAT = Forskrivningsinfo(
    bruksomrade_tekst="Mot beinskjørhet",
    dos_veiled_enkel="1 tablett mandag morgen, fastende, med et stort glass vann",
    navn="Alendronat",
    generisk_navn="Alendronsyre",
    atc=atc("M05BA04", "Alendronsyre"),
    legemiddelform=enkel("7448", TABLETT),
    styrke=mengde("70", "mg"),
    bruk=enkel("9101", "1"),
    dosering_starttidspunkt=ts("2024-03"),
    skal_ikke_tas_sammen_med_annet_legemiddel=True,
)
FRAGMIN = Forskrivningsinfo(
    bruksomrade_tekst="Forebygger blodpropp etter operasjonen",
    dos_veiled_enkel="1 sprøyte under huden kl. 20",
    navn="Fragmin",
    generisk_navn="Dalteparin",
    atc=atc("B01AB04", "Dalteparin"),
    styrke=mengde("2500", "IE"),
    bruk=enkel("9101", "2"),
    dosering_starttidspunkt=ts("2026-11-17"),
    dosering_sluttidspunkt=ts("2026-12-15"),
)
OXYNORM = Forskrivningsinfo(
    bruksomrade_tekst="Mot sterke smerter",
    dos_veiled_enkel="1 kapsel ved behov, inntil 3 i døgnet",
    navn="Oxynorm",
    generisk_navn="Oksykodon",
    legemiddelform=enkel("7448", KAPSEL),
    styrke=mengde("2.5", "mg"),
    bruk=enkel("9101", "3"),
    dosering_starttidspunkt=ts("2026-11-18"),
)
IMOVANE = Forskrivningsinfo(navn="Imovane", legemiddelform=enkel("7448", TABLETT), styrke=mengde("5", "mg"))
METOPROLOL = Forskrivningsinfo(
    bruksomrade_tekst="Mot høyt blodtrykk",
    dos_veiled_enkel="1 depottablett kl. 08",
    navn="Metoprolol",
    atc=atc("C07AB02", "Metoprolol"),
    legemiddelform=enkel("7448", DEPOTTABLETT),
    styrke=mengde("47.5", "mg"),
    bruk=enkel("9101", "1"),
    dosering_starttidspunkt=ts("2019"),
)


def legemiddel(
    ids: Komponenter,
    info: Forskrivningsinfo,
    *,
    status: str | None = None,
    multidose: str | None = "1",
    merknad: str | None = None,
    resept: str | None = None,
) -> Legemiddelinfo:
    """One medicine. `status` is of 9104, `multidose` of 9103."""
    return Legemiddelinfo(
        informasjonskategori="Legemidler",
        komponentID=ids(),
        referanseViktigTilleggsinfo=unique("viktig") if status == "2" else None,
        forenklet_forskrivning=ForenkletForskrivning(
            status_til_forskrivningen=enkel("9104", status) if status else None,
            inngaar_i_multidose=enkel("9103", multidose) if multidose else None,
            resept_id=unique(resept) if resept else None,
            merknad=merknad,
            forskriver=(SYKEHUSLEGE if status else FASTLEGE) if resept else None,
            forskrivningsinfo=info,
        ),
    )


def liste_hjemme(ids: Komponenter) -> list[Legemiddelinfo]:
    """What she takes at home."""
    return [
        legemiddel(ids, METOPROLOL, multidose="2"),
        legemiddel(ids, ALENDRONAT, merknad="Skal sitte eller stå oppreist i 30 minutter etter inntak."),
        legemiddel(ids, IMOVANE, multidose=None, merknad="Brukes sjelden."),
    ]


def liste_ut(ids: Komponenter) -> list[Legemiddelinfo]:
    """What she goes home with."""
    return [
        legemiddel(ids, METOPROLOL, multidose="2"),
        legemiddel(ids, PARACET, status="1", merknad="Trappes ned av fastlege.", resept="resept/paracet"),
        legemiddel(
            ids, FRAGMIN, status="1", merknad="Datteren er lært opp, men ønsker hjelp den første uken."
        ),
        legemiddel(ids, OXYNORM, status="3", merknad="Medgitt 6 kapsler fra sykehuset."),
        legemiddel(ids, IMOVANE, status="2", merknad="Seponert 17.11. på grunn av fallfare."),
    ]


def gitt_i_dag(ids: Komponenter) -> LegemidlerAdministrertVedOverforing:
    """What was given on the day of discharge, and what was handed out."""
    return LegemidlerAdministrertVedOverforing(
        informasjonskategori="Legemidler",
        komponentID=ids(),
        referanseViktigTilleggsinfo=unique("viktig"),
        administrering=[
            AdmAvHelsepersonell(
                adm_enkeltdose=mengde("1", "tablett"),
                adm_start=ts("2026-11-25T08:05:00"),
                administrert_av=SYKEPLEIER,
                adm_status=enkel("9083", "1"),
                administrert_legemiddel=AdministrertLegemiddel(kvantum="1 tablett"),
                forskrivningsinfo=PARACET,
            ),
            AdmAvHelsepersonell(
                adm_start=ts("2026-11-24T20:00:00"),
                adm_slutt=ts("2026-11-24T20:05:00"),
                adm_status=enkel("9083", "1"),
                forskrivningsinfo=FRAGMIN,
            ),
            Egenadministrering(
                adm_enkeltdose=mengde("1", "kapsel"),
                adm_start=ts("2026-11-25T12:00:00"),
                adm_slutt=ts("2026-11-27"),
                administrert_av=SYKEPLEIER,
                utlevert_legemiddel=[UtlevertLegemiddel(ant_enkeltdoser=6)],
                forskrivningsinfo=OXYNORM,
            ),
        ],
    )
