"""Dialogmelding: request, answer, deviation, answer about a patient who is ready, helsefaglig dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.demo.letters.head import seal
from samhandling.standards.coded import cs, cv
from samhandling.standards.datatypes import URL, Ident, TeleCom
from samhandling.standards.definition import FreeContent, Tidspunkt
from samhandling.standards.dialogmelding import (
    Dialogmelding,
    Foresporsel,
    HealthcareProfessional,
    Notat,
    RollerRelatertNotat,
)

if TYPE_CHECKING:
    from samhandling.demo.letters.cover import Cover

HELSEFAGLIG_KONTAKT, KONTAKT_HOS_MOTTAKER = "21", "24"  # 9034


def foresporsel(cover: Cover, kind: tuple[int, str], question: str) -> bytes:
    """Forespørsel; `kind` is a value of 9152 (from PLO), 9153 (from a doctor) or 9154 (from hospital)."""
    asked = asking(cover, kind, question)
    return seal(cover, "DIALOG_FORESPORSEL", Dialogmelding(innhold=[asked]))


def svar_paa_foresporsel(cover: Cover, asked: Foresporsel, answer: str) -> bytes:
    """Svar på forespørsel, with the question in it."""
    note = Notat(
        tema_kodet=cv(9069, "5"),
        tekst_notat_innhold=FreeContent(answer),
        dato_notat=Tidspunkt.local_day(cover.at),
        foresporsel=asked,
        roller_relatert_notat=[_signature(cover)],
    )
    return seal(cover, "DIALOG_SVAR", Dialogmelding(innhold=[note]))


def avvik(cover: Cover, kind: str, what: str) -> bytes:
    """Tilbakemelding om feil i mottatt melding (HIS 1151, schema 1.0); `kind` is of 8117."""
    note = Notat(
        tema_kodet=cv(8117, kind),
        tekst_notat_innhold=FreeContent(what),
        dato_notat=Tidspunkt.local_day(cover.at),
        roller_relatert_notat=[_signature(cover)],
    )
    return seal(cover, "DIALOG_AVVIK", Dialogmelding(innhold=[note]).in_version("1.0"))


def svar_om_utskrivningsklar(cover: Cover, answer: str) -> bytes:
    """Tilbakemelding på mottak av utskrivningsklar pasient (schema 1.0)."""
    note = Notat(
        tema_kodet=cv(9155, "1"),
        tekst_notat_innhold=FreeContent(answer),
        dato_notat=Tidspunkt.local_day(cover.at),
        roller_relatert_notat=[_signature(cover)],
    )
    return seal(cover, "DIALOG_NOTAT", Dialogmelding(innhold=[note]).in_version("1.0"))


def helsefaglig_dialog(cover: Cover, tema: str, text: str, wanted: str = "LE") -> bytes:
    """Helsefaglig dialog (HIS 1077); a first message names the profession wanted at the receiver (9060)."""
    roles = [_signature(cover)] if cover.refers_to else [_signature(cover), _wanted(wanted)]
    note = Notat(
        tema_kodet=cv(7322, "6"),
        tema=tema,
        tekst_notat_innhold=FreeContent(text),
        roller_relatert_notat=roles,
    )
    return seal(cover, "DIALOG_HELSEFAGLIG", Dialogmelding(innhold=[note]))


def asking(cover: Cover, kind: tuple[int, str], question: str) -> Foresporsel:
    """Return the request itself, as the answer must repeat it."""
    return Foresporsel(
        type_foresp=cv(*kind), sporsmal=FreeContent(question), roller_relatert_notat=[_signature(cover)]
    )


def _signature(cover: Cover) -> RollerRelatertNotat:
    """Return who answers for the letter, with a telephone (HITS 1174)."""
    author = cover.author
    return RollerRelatertNotat(
        role_to_patient=cv(9034, HELSEFAGLIG_KONTAKT),
        hvem=HealthcareProfessional(
            type_healthcare_professional=cs(9060, author.profession),
            family_name=author.family_name,
            given_name=author.given_name,
            ident=[Ident(id=author.hpr, type_id=cv(8116, "HPR"))],
            tele_com=[TeleCom(type_telecom=cs(9061, "HP"), tele_address=URL(V=f"tel:{author.phone}"))],
        ),
    )


def _wanted(profession: str) -> RollerRelatertNotat:
    return RollerRelatertNotat(
        role_to_patient=cv(9034, KONTAKT_HOS_MOTTAKER),
        hvem=HealthcareProfessional(type_healthcare_professional=cs(9060, profession)),
    )
