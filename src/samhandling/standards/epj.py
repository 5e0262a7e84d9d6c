"""EPJ components inside the PLO messages: cave (epj1), notes (epj2), medicines (epj3)."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from .datatypes import CS, CV, PQ, TS, HealthcareProfessional
from .definition import Attr, Attributes, Element, Many, Mark, Ns, Some

EPJ1 = Ns("epj1", "http://www.kith.no/xmlstds/epj/epj1/2008-02-20")
EPJ2 = Ns("epj2", "http://www.kith.no/xmlstds/epj/epj2/2008-02-20")
EPJ3 = Ns("epj3", "http://www.kith.no/xmlstds/epj/epj3/2008-02-20")
M1 = Ns("m1", "http://www.kith.no/xmlstds/epj/meta/2008-02-20")

Kategori = Literal["Cave/allergier", "Legemidler", "Andre notater", "Uspesifisert"]
Basiskomponent = Literal[
    "Mappe",
    "EPJ sak",
    "Importert EPJ sak",
    "Dokument",
    "EPJ dokument",
    "Importert EPJ dokument",
    "Tilleggsinfo",
    "Fragment",
    "EPJ fragment",
    "Dataelement",
    "EPJ ekstrakt",
]
T = TypeVar("T")
MetaAttr = Annotated[T, Mark.ATTRIBUTE, M1]


class Meta(Attributes, ns=M1):
    """The attributes that every component carries."""

    basiskomponenttype: Attr[Basiskomponent | None] = None
    komponenttype: Attr[str | None] = None
    informasjonskategori: Attr[Kategori | None] = None


class EpjKomponent(Element, abstract=True):
    """A component of the health record; its two types are fixed per class (messages with EPJ, 4.14)."""

    basiskomponenttype: MetaAttr[str] = ""
    komponenttype: MetaAttr[str] = ""
    informasjonskategori: MetaAttr[Kategori | None] = None
    komponentID: Attr[str]
    referanseViktigTilleggsinfo: Attr[str | None] = None


def sak(number: str) -> dict[str, str]:
    return {"basiskomponenttype": "EPJ sak", "komponenttype": f"2.16.578.1.12.4.1.6.14.{number}"}


def dokument(number: str) -> dict[str, str]:
    return {"basiskomponenttype": "EPJ dokument", "komponenttype": f"2.16.578.1.12.4.1.6.13.{number}"}


class Journaltekst(Element, ns=EPJ2):
    overskriftskode: CV | None = None
    notat: str
    merknad: str | None = None


class GenereltJournalnotat(EpjKomponent, ns=EPJ2, fixed=dokument("11009.0")):
    journaltekst: Some[Journaltekst]


class Notater(EpjKomponent, ns=EPJ2, fixed=sak("50301.0")):
    generelt_journalnotat: Some[GenereltJournalnotat]


class StikkordCave(Element, ns=EPJ1):
    cave_stikkord: str
    journaltekst: Journaltekst | None = None


class SakshodeCave(EpjKomponent, ns=EPJ1, fixed=dokument("10028.0")):
    stikkord_cave: Many[StikkordCave] = ()


class Allergi(Element, ns=EPJ1):
    hensyn_ved_forskrivning: bool | None = None
    hensyn_mat_drikke: bool | None = None
    kontaktallergi: bool | None = None
    pollen_innsektstikk: bool | None = None
    allergisk_mot: str
    virkestoff_legemiddel: CV | None = None
    kode_annet_stoff: CV | None = None
    anafylaktiske_reaksjoner: CS | None = None


class Allerginotat(EpjKomponent, ns=EPJ1, fixed=dokument("11036.1")):
    journaltekst: Many[Journaltekst] = ()
    allergi: Allergi


class Cave(EpjKomponent, ns=EPJ1, fixed=sak("50001.0")):
    sakshode_cave: SakshodeCave
    allerginotat: Many[Allerginotat] = ()


class Forskrivningsinfo(Element, ns=EPJ3):
    bruksomrade_tekst: str | None = None
    dos_veiled_enkel: str | None = None
    nr: str | None = None
    navn: str
    generisk_navn: str | None = None
    atc: CS | None = None
    legemiddelform: CS | None = None
    styrke: PQ | None = None
    bruk: CS | None = None
    dosering_starttidspunkt: TS | None = None
    dosering_sluttidspunkt: TS | None = None
    skal_ikke_tas_sammen_med_annet_legemiddel: bool | None = None


class ForenkletForskrivning(Element, ns=EPJ3):
    status_til_forskrivningen: CS | None = None
    inngaar_i_multidose: CS | None = None
    resept_id: str | None = None
    merknad: str | None = None
    forskriver: HealthcareProfessional | None = None
    forskrivningsinfo: Forskrivningsinfo


class Legemiddelinfo(EpjKomponent, ns=EPJ3, fixed=dokument("10301.0")):
    forenklet_forskrivning: ForenkletForskrivning


class AdministrertLegemiddel(Element, ns=EPJ3):
    kvantum: str | None = None


class AdmAvHelsepersonell(Element, ns=EPJ3):
    adm_enkeltdose: PQ | None = None
    adm_start: TS
    adm_slutt: TS | None = None
    administrert_av: HealthcareProfessional | None = None
    adm_status: CS | None = None
    administrert_legemiddel: AdministrertLegemiddel | None = None
    forskrivningsinfo: Forskrivningsinfo | None = None


class UtlevertLegemiddel(Element, ns=EPJ3):
    ant_enkeltdoser: int


class Egenadministrering(Element, ns=EPJ3):
    adm_enkeltdose: PQ | None = None
    adm_start: TS
    adm_slutt: TS | None = None
    administrert_av: HealthcareProfessional | None = None
    utlevert_legemiddel: Some[UtlevertLegemiddel]
    forskrivningsinfo: Forskrivningsinfo | None = None


class LegemidlerAdministrertVedOverforing(EpjKomponent, ns=EPJ3, fixed=dokument("10302.0")):
    administrering: Some[AdmAvHelsepersonell | Egenadministrering]


class Legemidler(EpjKomponent, ns=EPJ3, fixed=sak("50302.0")):
    legemiddelinfo: Many[Legemiddelinfo] = ()
    legemidler_administrert_ved_overforing: Many[LegemidlerAdministrertVedOverforing] = ()
