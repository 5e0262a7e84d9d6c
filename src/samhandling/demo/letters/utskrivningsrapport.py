"""Utskrivningsrapport (HIS 1148): what the next ones need to know on the day that the patient leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.demo.letters.head import seal
from samhandling.demo.letters.journal import MEDISIN, SYKEPLEIE, diagnosis, medical, medicines, nursing
from samhandling.demo.letters.opening import report_opening
from samhandling.standards.coded import cv
from samhandling.standards.datatypes import TS
from samhandling.standards.definition import Tidspunkt
from samhandling.standards.plo import (
    OpplysningOpphold,
    TidsfestetHendelse,
    TverrfagligEpikrise,
    TypeInnholdIMelding,
)

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.demo.cases import Case
    from samhandling.demo.letters.cover import Cover

RAPPORT = "11"  # 9139


def utskrivningsrapport(cover: Cover, case: Case, admitted: dt.datetime, left: dt.datetime) -> bytes:
    """Utskrivningsrapport with course, findings, medicines, nursing status and follow-up."""
    rapport = TverrfagligEpikrise(
        **report_opening(cover),
        type_innhold_i_melding=TypeInnholdIMelding(type_innhold=cv(9139, RAPPORT)),
        opplysning_opphold=[
            _dated("Innlagt dato", Tidspunkt.local(admitted)),
            _dated("Utskrevet dato", Tidspunkt.local(left)),
        ],
        info_medisinsk_diagnose=[diagnosis(case)],
        medisinskfaglige_opplysninger=medical(cover, _texts(case), case.cave),
        legemiddelinfo=medicines(cover, case),
        sykepleierdokumentasjon=nursing(
            {
                (SYKEPLEIE, "8"): case.nursing,
                (SYKEPLEIE, "12"): case.status,
                (SYKEPLEIE, "14"): case.practical,
            }
        ),
    )
    return seal(cover, "UTSKRIVNINGSRAPPORT", rapport)


def _texts(case: Case) -> dict[tuple[int, str], str]:
    return {
        (MEDISIN, "PROB"): case.reason,
        (MEDISIN, "FO"): case.treatment,
        (MEDISIN, "FU"): case.findings,
        (MEDISIN, "OP"): case.follow_up,
    }


def _dated(text: str, when: Tidspunkt) -> OpplysningOpphold:
    return OpplysningOpphold(
        tidsfestet_hendelse=TidsfestetHendelse(
            beskrivelse_av_hendelse=text, tidspunkt_for_hendelse=TS(V=when), anslag=False
        )
    )
