"""Dialogue messages about a stay: the reply about who is ready, and a request for what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.node.stays.letters.envelope import seal
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
    from samhandling.node.stays.letters.envelope import Envelope

HELSEFAGLIG_KONTAKT = "21"  # 9034
ANNET = "99"  # of 9152 from PLO


def reply(envelope: Envelope, text: str) -> bytes:
    """Tilbakemelding på mottak av utskrivningsklar pasient: DIALOG_NOTAT 1.0, 9155:1. See stay.replies."""
    note = Notat(
        tema_kodet=cv(9155, "1"),
        tekst_notat_innhold=FreeContent(text),
        dato_notat=Tidspunkt.local_day(envelope.at),
        roller_relatert_notat=[_signature(envelope)],
    )
    return seal(envelope, "DIALOG_NOTAT", Dialogmelding(innhold=[note]).in_version("1.0"))


def request(envelope: Envelope, question: str) -> bytes:
    """Forespørsel from pleie og omsorg about something else than the list has (9152:99)."""
    asked = Foresporsel(
        type_foresp=cv(9152, ANNET),
        sporsmal=FreeContent(question),
        roller_relatert_notat=[_signature(envelope)],
    )
    return seal(envelope, "DIALOG_FORESPORSEL", Dialogmelding(innhold=[asked]))


def _signature(envelope: Envelope) -> RollerRelatertNotat:
    """Who answers for the letter, with a telephone (HITS 1174)."""
    author = envelope.author
    tele = [TeleCom(type_telecom=cs(9061, "HP"), tele_address=URL(V=f"tel:{author.phone}"))]
    professional = HealthcareProfessional(
        type_healthcare_professional=cs(9060, author.profession),
        family_name=author.family,
        given_name=author.given,
        ident=[Ident(id=author.hpr, type_id=cv(8116, "HPR"))] if author.hpr else [],
        tele_com=tele if author.phone else [],
    )
    return RollerRelatertNotat(role_to_patient=cv(9034, HELSEFAGLIG_KONTAKT), hvem=professional)
