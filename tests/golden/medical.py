"""Diagnoses, earlier illness, cave, allergies, infection, and the doctors' notes."""

from __future__ import annotations

from samhandling.standards.epj import Allergi, Allerginotat, Cave, Journaltekst, SakshodeCave, StikkordCave
from samhandling.standards.plo import (
    InfoAndreViktigeOpplysninger,
    InfoMedisinskDiagnose,
    InfoTidligereSykdommer,
    MedisinskDiagnose,
    MedisinskfagligeOpplysninger,
    RegistrertBlodtype,
    TidligereSykdomFragment,
)

from .short import ATC, ICD_10, ICPC_2, Komponenter, enkel, journaltekst, kode, unique, utenfor

HOFTEBRUDD = MedisinskDiagnose(
    hoveddiagnose=True,
    diagnosekode=utenfor(ICD_10, "S720", "Brudd i lårhals"),
    diagnose_beskrivelse="Høyre side, operert med hemiprotese 17.11.2026",
)
HYPERTENSJON = MedisinskDiagnose(
    hoveddiagnose=False, diagnosekode=utenfor(ICD_10, "I10", "Essensiell (primær) hypertensjon")
)
FALL = MedisinskDiagnose(hoveddiagnose=False, diagnose_beskrivelse="Falltendens, uavklart årsak")
OSTEOPOROSE = MedisinskDiagnose(
    hoveddiagnose=False,
    diagnosekode=utenfor(ICPC_2, "L95", "Osteoporose"),
    diagnose_beskrivelse="Kjent siden 2024",
)


VIKTIG = unique("viktig tilleggsinformasjon")
"""Where a component points when more must be known."""


def diagnoser(*found: MedisinskDiagnose) -> InfoMedisinskDiagnose:
    """A list of diagnoses."""
    return InfoMedisinskDiagnose(medisinsk_diagnose=found)


def cave(ids: Komponenter) -> Cave:
    """What must be heeded: a keyword, one with an explanation, and an allergy."""
    return Cave(
        informasjonskategori="Cave/allergier",
        komponentID=ids(),
        referanseViktigTilleggsinfo=VIKTIG,
        sakshode_cave=SakshodeCave(
            informasjonskategori="Cave/allergier",
            komponentID=ids(),
            referanseViktigTilleggsinfo=VIKTIG,
            stikkord_cave=[
                StikkordCave(cave_stikkord="Tramadol: kraftig kvalme og forvirring i 2022"),
                StikkordCave(
                    cave_stikkord="Lateks",
                    journaltekst=Journaltekst(
                        notat="Utslett på hendene ved bruk av latekshansker.", merknad="Bruk nitrilhansker."
                    ),
                ),
            ],
        ),
        allerginotat=[penicillin(ids)],
    )


def penicillin(ids: Komponenter) -> Allerginotat:
    """A serious allergy, with every consideration."""
    return Allerginotat(
        informasjonskategori="Cave/allergier",
        komponentID=ids(),
        referanseViktigTilleggsinfo=VIKTIG,
        journaltekst=[
            journaltekst(
                "9143",
                "5",
                "Anafylaksi etter Apocillin i 1998, behandlet på legevakt.",
                "Bekreftet i journal.",
            )
        ],
        allergi=Allergi(
            hensyn_ved_forskrivning=True,
            hensyn_mat_drikke=False,
            kontaktallergi=False,
            pollen_innsektstikk=False,
            allergisk_mot="Penicillin",
            virkestoff_legemiddel=utenfor(ATC, "J01CE02", "Fenoksymetylpenicillin"),
            anafylaktiske_reaksjoner=enkel("1103", "1"),
        ),
    )


def jordbaer(ids: Komponenter) -> Allerginotat:
    """An allergy to food."""
    return Allerginotat(
        komponentID=ids(),
        allergi=Allergi(
            hensyn_mat_drikke=True,
            allergisk_mot="Jordbær",
            kode_annet_stoff=kode("9143", "1", "utslett ved berøring og inntak"),
        ),
    )


def tidligere() -> list[InfoTidligereSykdommer]:
    """Earlier illnesses: one with a code, one told in words."""
    return [
        InfoTidligereSykdommer(
            tidligere_sykdom_fragment=TidligereSykdomFragment(
                funksjonshemming_kronisk_sykdom=True,
                tidligere_sykdom="Hjerneslag med lett venstresidig svakhet",
                diagnosekode=utenfor(ICD_10, "I693", "Følgetilstander etter hjerneinfarkt"),
            ),
            journaltekst=journaltekst(
                "9142", "TS", "Hjerneslag i 2019. God opptrening, går med rullator ute."
            ),
        ),
        InfoTidligereSykdommer(
            journaltekst=journaltekst(
                "9142", "TS", "Brudd i venstre håndledd etter fall i 2023.", "Behandlet med gips."
            )
        ),
    ]


def medisinskfaglig(ids: Komponenter, *notes: Journaltekst) -> MedisinskfagligeOpplysninger:
    """The medical information of a long report."""
    return MedisinskfagligeOpplysninger(
        registrert_blodtype=RegistrertBlodtype(
            blodtype=enkel("9160", "A"), rhesusgruppe=enkel("9161", "RH+"), merknad="Tatt ved innleggelsen"
        ),
        info_tidligere_sykdommer=tidligere(),
        cave=cave(ids),
        allerginotat=[jordbaer(ids)],
        generelt_journalnotat=[ids.notat(*notes)],
    )


def smitte(ids: Komponenter) -> InfoAndreViktigeOpplysninger:
    """Infection: what the receiver must prepare for."""
    return InfoAndreViktigeOpplysninger(
        generelt_journalnotat=[
            ids.notat(
                journaltekst(
                    "9143", "1", "MRSA er påvist i nese 19.11.2026. Basale smittevernrutiner, håndhygiene."
                ),
                journaltekst("9141", "88", "Høreapparatet er levert til service; ventes tilbake i uke 49."),
            ).replace(referanseViktigTilleggsinfo=VIKTIG)
        ],
        allerginotat=[jordbaer(ids)],
    )
