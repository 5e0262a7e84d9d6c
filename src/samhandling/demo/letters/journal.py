"""Parts of the health record that reports are made of: diagnosis, headed notes, cave, medicines."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

from samhandling.standards.coded import cs, cv
from samhandling.standards.codes import name
from samhandling.standards.datatypes import CS, PQ
from samhandling.standards.epj import (
    Cave,
    ForenkletForskrivning,
    Forskrivningsinfo,
    GenereltJournalnotat,
    Journaltekst,
    Legemiddelinfo,
    SakshodeCave,
    StikkordCave,
)
from samhandling.standards.plo import (
    InfoFraSykepleier,
    InfoMedisinskDiagnose,
    MedisinskDiagnose,
    MedisinskfagligeOpplysninger,
    Sykepleierdokumentasjon,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samhandling.demo.cases import Case, Medicine
    from samhandling.demo.letters.cover import Cover

SYKEPLEIE, MEDISIN, SMITTE, VARSEL = 9141, 9142, 9143, 9145  # code systems of headings
FAST, KUR = "1", "2"  # 9101
IKKE_MULTIDOSE = "1"  # 9103

Heading = tuple[int, str]


def diagnosis(case: Case) -> InfoMedisinskDiagnose:
    return InfoMedisinskDiagnose(
        medisinsk_diagnose=[
            MedisinskDiagnose(
                hoveddiagnose=True,
                diagnosekode=cv("7110", case.icd10, case.diagnosis),
                diagnose_beskrivelse=None,
            )
        ]
    )


def medical(cover: Cover, texts: Mapping[Heading, str], cave: str = "") -> MedisinskfagligeOpplysninger:
    """Return headed medical notes, with cave if there is any."""
    note = GenereltJournalnotat(
        informasjonskategori="Andre notater",
        komponentID=component(cover, "notat"),
        journaltekst=headed(texts),
    )
    return MedisinskfagligeOpplysninger(
        cave=_cave(cover, cave) if cave else None, generelt_journalnotat=[note]
    )


def nursing(texts: Mapping[Heading, str]) -> Sykepleierdokumentasjon:
    return Sykepleierdokumentasjon(info_fra_sykepleier=InfoFraSykepleier(journaltekst=headed(texts)))


def headed(texts: Mapping[Heading, str]) -> list[Journaltekst]:
    """Return one note per heading: a code system's number and a value."""
    return [
        Journaltekst(overskriftskode=cv(system, value), notat=text) for (system, value), text in texts.items()
    ]


def medicines(cover: Cover, case: Case, *, before: bool = False) -> list[Legemiddelinfo]:
    """Return the medicines at discharge; `before` leaves out those that the hospital started."""
    return [_medicine(cover, one) for one in case.medicine if not (before and one.new)]


def component(cover: Cover, part: str) -> str:
    """Return an id for a part of this letter: the same each time."""
    return str(uuid.uuid5(uuid.UUID(cover.msg_id), part))


def _medicine(cover: Cover, one: Medicine) -> Legemiddelinfo:
    return Legemiddelinfo(
        informasjonskategori="Legemidler",
        komponentID=component(cover, one.name),
        forenklet_forskrivning=ForenkletForskrivning(
            inngaar_i_multidose=cs(9103, IKKE_MULTIDOSE),
            merknad="Startet under oppholdet." if one.new else None,
            forskrivningsinfo=_prescription(one),
        ),
    )


def _prescription(one: Medicine) -> Forskrivningsinfo:
    return Forskrivningsinfo(
        dos_veiled_enkel=one.dose,
        navn=one.name if one.form in FORMS else f"{one.name} {one.form}",
        atc=CS(V=one.atc, DN=one.name),
        legemiddelform=_form(one.form),
        styrke=PQ(V=Decimal(str(one.strength)), U=one.unit),
        bruk=cs(9101, KUR if "dager" in one.dose else FAST),
    )


FORMS = {"tablett": "53", "kapsel": "32", "depottablett": "25"}
"""Forms that we have the code of (7448); others are written with the medicine's name."""


def _form(form: str) -> CS | None:
    """Return the form's code in 7448, where we have the word."""
    value = FORMS.get(form)
    return CS(V=value, DN=name("7448", value)) if value else None


def _cave(cover: Cover, text: str) -> Cave:
    return Cave(
        informasjonskategori="Cave/allergier",
        komponentID=component(cover, "cave"),
        sakshode_cave=SakshodeCave(
            informasjonskategori="Cave/allergier",
            komponentID=component(cover, "sakshode"),
            stikkord_cave=[StikkordCave(cave_stikkord=text)],
        ),
    )
