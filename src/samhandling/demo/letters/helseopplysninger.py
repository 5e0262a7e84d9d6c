"""Helseopplysninger (HIS 1144): the hospital tells the saksbehandler whom to expect, and what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.demo.letters.head import seal
from samhandling.demo.letters.journal import MEDISIN, SYKEPLEIE, VARSEL, diagnosis, medical, nursing
from samhandling.demo.letters.opening import report_opening
from samhandling.standards.coded import cv
from samhandling.standards.datatypes import TS
from samhandling.standards.definition import Tidspunkt
from samhandling.standards.plo import (
    HelseopplysningerVedSoknad,
    OpplysningOpphold,
    TidsfestetHendelse,
    TypeInnholdIMelding,
)

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.demo.cases import Case
    from samhandling.demo.letters.cover import Cover

VARSEL_OM_INNLAGT, OPPDATERTE = "1", "2"  # 9140
UTSKRIVNINGSKLAR = "3"  # 9121; with Anslag true it is what is expected, never the declaration itself


def varsel_om_innlagt(cover: Cover, case: Case, expected: dt.date) -> bytes:
    """Helseopplysninger, first message: Varsel om innlagt pasient."""
    texts = {(VARSEL, "1"): case.status, (VARSEL, "2"): case.course, (MEDISIN, "PROB"): case.reason}
    return _seal(cover, VARSEL_OM_INNLAGT, case, expected, texts)


def oppdaterte_opplysninger(cover: Cover, case: Case, expected: dt.date) -> bytes:
    """Helseopplysninger, a later message: complete, and it says what has changed."""
    texts = {
        (VARSEL, "1"): f"{case.changed} {case.status}",
        (VARSEL, "2"): case.course,
        (MEDISIN, "FU"): case.findings,
    }
    return _seal(cover, OPPDATERTE, case, expected, texts)


def _seal(cover: Cover, kind: str, case: Case, expected: dt.date, texts: dict[tuple[int, str], str]) -> bytes:
    melding = HelseopplysningerVedSoknad(
        **report_opening(cover),
        type_innhold_i_melding=TypeInnholdIMelding(type_innhold=cv(9140, kind)),
        opplysning_opphold=[OpplysningOpphold(tidsfestet_hendelse=_expected(expected))],
        info_medisinsk_diagnose=[diagnosis(case)],
        medisinskfaglige_opplysninger=medical(cover, texts, case.cave),
        sykepleierdokumentasjon=nursing({(SYKEPLEIE, "8"): case.nursing, (SYKEPLEIE, "14"): case.practical}),
    )
    return seal(cover, "HELSEOPPL_SOKNAD", melding)


def _expected(date: dt.date) -> TidsfestetHendelse:
    return TidsfestetHendelse(
        hendelsekode=cv(9121, UTSKRIVNINGSKLAR),
        beskrivelse_av_hendelse="Forventet utskrivningsklar",
        tidspunkt_for_hendelse=TS(V=Tidspunkt.of(date)),
        anslag=True,
    )
