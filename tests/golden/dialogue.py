"""Dialogmelding: requests, answers, faults, notes and helsefaglig dialog with an attachment."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from samhandling.standards.datatypes import CS
from samhandling.standards.definition import Element, FreeContent, Tidspunkt
from samhandling.standards.dialogmelding import (
    Dialogmelding,
    Foresporsel,
    HealthcareProfessional,
    Notat,
    Person,
    RollerRelatertNotat,
    TilknyttetEnhet,
)
from samhandling.standards.msghead import MsgHead, Signature

from .envelope import Letter, Vedlegg
from .people import (
    BORGHILD,
    FROGNER_SAK,
    FROGNER_SPL,
    GERIATRI,
    HJEMMETJENESTEN,
    MAJORSTUEN,
    NASRIN,
    SOMATIKK,
    TORLEIF,
    VESTRE_AKER_SPL,
    VINDEREN,
    Part,
    Pasient,
)
from .short import enkel, epost, kode, person_id, tekst, telefon, ts

SPORSMAL = "Ber om diagnoser, siste konsultasjon og medisinliste til søknad om korttidsopphold."
XHTML = """<div xmlns="http://www.w3.org/1999/xhtml">
<h2>Sår på høyre hæl</h2>
<p>Vi ser <strong>rødhet og væske</strong> siden <em>torsdag</em>, og ber om råd.<br/>Bilde er vedlagt.</p>
<ul><li>Temperatur 37,8</li><li>CRP 42 mg/L</li></ul>
<table><caption>Mål av såret</caption>
<tr><th>Dato</th><th>Lengde</th><th>Bredde</th></tr>
<tr><td>19.11.</td><td>2 cm</td><td>1 cm</td></tr>
<tr><td>21.11.</td><td>3 cm</td><td>2 cm</td></tr></table>
<p>Hilsen sykepleier i bydel Vestre Aker</p></div>"""


def rolle(
    given: str, family: str, profession: str, phone: str, role: str = "21", hpr: str = ""
) -> RollerRelatertNotat:
    """A health worker with name, profession and telephone (HITS 1174)."""
    return RollerRelatertNotat(
        role_to_patient=kode("9034", role),
        hvem=HealthcareProfessional(
            type_healthcare_professional=enkel("9060", profession),
            family_name=family,
            given_name=given,
            ident=[person_id("HPR", hpr)] if hpr else (),
            tele_com=[telefon(phone)],
        ),
    )


def kontakt_hos_mottaker(profession: str) -> RollerRelatertNotat:
    """Which profession a new dialogue is for; no name is needed (HIS 1077)."""
    return RollerRelatertNotat(
        role_to_patient=kode("9034", "24"),
        hvem=HealthcareProfessional(type_healthcare_professional=enkel("9060", profession)),
    )


TARIQ = rolle("Tariq", "Elvebris", "SP", "20000222", hpr="1000063")
AKSEL = rolle("Aksel", "Havrevind", "LE", "20000621", role="6", hpr="1000187")
MAREN = rolle("Maren", "Isbre", "LE", "20000721", role="6", hpr="1000217")


def foresporsel_1_0() -> Dialogmelding:
    """A request as the old standard has it, with all its fields, also those that PLO does not use."""
    return Dialogmelding(
        sakstype_kodet=kode("9065", "2"),
        sakstype="Oppfølging etter sykehusopphold",
        innhold=[
            Foresporsel(
                type_foresp=kode("9154", "99", "Tidspunkt for hjemmebesøk"),
                sporsmal=FreeContent(
                    "Kan dere møte pasienten hjemme onsdag kl. 14?\nVi ønsker felles vurdering av badet."
                ),
                formål=kode("9068", "2"),
                begrunnelse="Trenger avklaring før utskrivning",
                hastegrad=enkel("9067", "2"),
                fra_dato=Tidspunkt("2026-11-16"),
                til_dato=Tidspunkt("2026-11-25"),
                type_journalinfo=[kode("9066", "A0.01")],
                dok_id_foresp="FORESP-2026-117",
                roller_relatert_notat=[TARIQ],
            )
        ],
    )


def foresporsel_1_1() -> Dialogmelding:
    """The home services ask the GP for information to an application."""
    return Dialogmelding(
        innhold=[
            Foresporsel(
                type_foresp=kode("9152", "1"),
                emne_sporsmal="Opplysninger til søknad",
                sporsmal=FreeContent(SPORSMAL),
                kodet_opplysning=kode("8324", "HE"),
                dok_id_foresp="FORESP-2026-118",
                roller_relatert_notat=[TARIQ],
            )
        ]
    )


def svar(question: Foresporsel, text: str, who: RollerRelatertNotat) -> Dialogmelding:
    """An answer, with the question that it answers."""
    return Dialogmelding(
        innhold=[
            Notat(
                tema_kodet=kode("9069", "5"),
                tekst_notat_innhold=FreeContent(text),
                dato_notat=Tidspunkt("2026-11-19"),
                foresporsel=question,
                roller_relatert_notat=[who],
            )
        ]
    )


def notat(system: str, value: str, text: str, *, tema: str | None = None) -> Dialogmelding:
    """A note on one subject."""
    return Dialogmelding(
        innhold=[
            Notat(
                tema_kodet=kode(system, value),
                tema=tema,
                tekst_notat_innhold=FreeContent(text),
                dato_notat=Tidspunkt("2026-11-20"),
                roller_relatert_notat=[TARIQ],
            )
        ]
    )


def gammelt_notat() -> Dialogmelding:
    """A note of the oldest kind, with a relative among its roles."""
    mor = Person(
        given_name="Ludmila",
        middle_name="Vår",
        family_name="Solglimt",
        date_of_birth=Tidspunkt("1970-02-03"),
        sex=enkel("3101", "2"),
        nationality=CS(V="UA", DN="Ukraina"),
        tele_com=[telefon("20000941", "H"), epost("ludmila@eksempel.example")],
    )
    return Dialogmelding(
        innhold=[
            Notat(
                tema_kodet=kode("7321", "4"),
                tema="Endret kontaktperson",
                tekst_notat_innhold=FreeContent("Ny kontaktperson fra i dag, se under."),
                merknad="Etter samtale med pasienten",
                dok_id_notat="NOTAT-2026-5",
                dato_notat=Tidspunkt("2026-11-20"),
                roller_relatert_notat=[
                    RollerRelatertNotat(
                        rolle_notat=kode("9057", "4"), role_to_patient=kode("8422", "9"), hvem=mor
                    )
                ],
            )
        ]
    )


def helsefaglig(content: FreeContent, *roles: RollerRelatertNotat) -> Dialogmelding:
    """A dialogue between health workers about a patient (HIS 1077)."""
    return Dialogmelding(
        innhold=[
            Notat(
                tema_kodet=kode("7322", "6"),
                tema="Sår på høyre hæl",
                tekst_notat_innhold=content,
                roller_relatert_notat=roles,
            )
        ]
    )


ENHETEN = RollerRelatertNotat(
    tilknyttet_enhet=TilknyttetEnhet(
        kontaktenhet=HJEMMETJENESTEN,
        merknad="Vakttelefon",
        hvem=Person(given_name="Oddvar", family_name="Trollhegg", tele_com=[telefon("20000943")]),
    )
)
UNDERSKRIFT = Signature(
    innhold=FreeContent.xml(
        '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><CanonicalizationMethod '
        'Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/><SignatureMethod '
        'Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference URI=""><DigestMethod '
        'Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>c3ludGV0aXNr</DigestValue></Reference>'
        '</SignedInfo><SignatureValue xmlns="http://www.w3.org/2000/09/xmldsig#">c3ludGV0aXNr</SignatureValue>'
    )
)


def pdf() -> bytes:
    """The smallest PDF with one empty page."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 4\n0000000000 65535 f \n%strailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table,
            len(body),
        )
    )


def png() -> bytes:
    """A red square of 8 by 8."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + b"\xc0\x20\x20" * 8) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


VEDLEGG = (
    Vedlegg(
        "Sårskjema",
        "application/pdf",
        pdf(),
        "2026-11-21",
        "Utfylt av sykepleier",
        {
            "content_type": tekst("Skjema"),
            "content_description": "Sårskjema med mål og beskrivelse",
            "content_category": tekst("Sår"),
            "from_date": ts("2026-11-19"),
            "to_date": ts("2026-11-21"),
            "oid_ref": "2.16.578.1.12.4.1.1.9999",
            "enquiry_ref_id": "SKJEMA-7",
        },
    ),
    Vedlegg("Bilde av såret", "image/png", png(), "2026-11-21T09:55:00"),
)
Use = tuple[str, str, str, Part, Part, Pasient, str, str | None, Element]
TILBAKEMELDING = "Bydelen kan ta imot pasienten ved Ullern helsehus onsdag 25.11. kl. 13."
AVVIK = "Rapporten mangler legemiddelliste. Kan dere sende en ny?"
USES: tuple[Use, ...] = (
    ("1.0", "foresporsel", "DIALOG_FORESPORSEL", GERIATRI, FROGNER_SAK, BORGHILD, "2026-11-18T09:00:00", None,
     foresporsel_1_0()),
    ("1.0", "svar", "DIALOG_SVAR", FROGNER_SAK, GERIATRI, BORGHILD, "2026-11-18T10:10:00", "dialog-1.0/foresporsel",
     svar(foresporsel_1_0().innhold[0], "Ja, ergoterapeut møter kl. 14.", TARIQ)),
    ("1.0", "avvik", "DIALOG_AVVIK", FROGNER_SPL, GERIATRI, BORGHILD, "2026-11-25T15:30:00",
     "plo-1.6/utskrivningsrapport-ny", notat("8117", "2", AVVIK)),
    ("1.0", "tilbakemelding", "DIALOG_NOTAT", FROGNER_SAK, SOMATIKK, BORGHILD, "2026-11-20T12:30:00",
     "plo-1.6/utskrivningsklar-ny", notat("9155", "1", TILBAKEMELDING)),
    ("1.0", "notat", "DIALOG_NOTAT", FROGNER_SPL, MAJORSTUEN, TORLEIF, "2026-11-20T13:00:00", None, gammelt_notat()),
    ("1.1", "foresporsel", "DIALOG_FORESPORSEL", FROGNER_SPL, MAJORSTUEN, TORLEIF, "2026-11-17T08:00:00+01:00", None,
     foresporsel_1_1()),
    ("1.1", "svar", "DIALOG_SVAR", MAJORSTUEN, FROGNER_SPL, TORLEIF, "2026-11-19T16:45:00+01:00",
     "dialog-1.1/foresporsel", svar(foresporsel_1_1().innhold[0], "Opplysningene er sendt i egen melding.", AKSEL)),
    ("1.1", "helsefaglig-dialog", "DIALOG_HELSEFAGLIG", VESTRE_AKER_SPL, VINDEREN, NASRIN,
     "2026-11-21T10:02:00.250+01:00", None,
     helsefaglig(FreeContent.xml(XHTML), TARIQ, kontakt_hos_mottaker("LE"), ENHETEN)),
    ("1.1", "helsefaglig-dialog-svar", "DIALOG_HELSEFAGLIG", VINDEREN, VESTRE_AKER_SPL, NASRIN,
     "2026-11-21T12:15:00Z", "dialog-1.1/helsefaglig-dialog",
     helsefaglig(FreeContent("Ser ut som en infeksjon. Jeg kommer på hjemmebesøk i dag kl. 15."), MAREN)),
)  # fmt: skip


def letters() -> Iterator[tuple[str, MsgHead]]:
    """Every usage in the version that it belongs to."""
    for version, use, code, sender, receiver, patient, at, parent, content in USES:
        name = f"dialog-{version}/{use}"
        has_files = use == "helsefaglig-dialog"
        letter = Letter(
            name, code, sender, receiver, patient, at,
            parent=parent,
            files=VEDLEGG if has_files else (),
            signature=UNDERSKRIFT if has_files else None,
        )  # fmt: skip
        yield name, letter.sealed(content, version)
