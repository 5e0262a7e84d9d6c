"""Between fastlege and pleie og omsorg.

Medisinske opplysninger (HIS 1147), helseopplysninger til lege (HIS 1145), orientering om tjenestetilbud
(HIS 1146).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.demo.letters.head import seal
from samhandling.demo.letters.innleggelsesrapport import existing
from samhandling.demo.letters.journal import MEDISIN, SYKEPLEIE, diagnosis, medical, medicines, nursing
from samhandling.demo.letters.opening import logistics_opening, report_opening
from samhandling.standards.coded import cs, cv
from samhandling.standards.plo import Foresporsel as Question
from samhandling.standards.plo import (
    InfoMedisinskDiagnose,
    InnholdKonsultasjon,
    Konsultasjon,
    OrienteringOmTjenestetilbud,
    OverforingMedisinskeOpplysninger,
    TypeInnholdIMelding,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samhandling.demo.cases import Case
    from samhandling.demo.letters.cover import Cover
    from samhandling.demo.population import MunicipalService

RAPPORT_ETTER_KONSULTASJON, SVAR, TIL_SOKNAD = "1", "4", "5"  # 9138
STATUSRAPPORT, ONSKE_OM_LEGEVURDERING = "2", "3"  # 9137


def medisinske_opplysninger(
    cover: Cover, case: Case, kind: str = RAPPORT_ETTER_KONSULTASJON, question: Question | None = None
) -> bytes:
    """Medisinske opplysninger; `kind` is of 9138, an answer holds the question that it answers."""
    diagnoses: InfoMedisinskDiagnose = diagnosis(case)
    melding = OverforingMedisinskeOpplysninger(
        **report_opening(cover, question),
        type_innhold_i_melding=TypeInnholdIMelding(type_innhold=cv(9138, kind)),
        info_medisinsk_diagnose=diagnoses,
        medisinskfaglige_opplysninger=medical(
            cover, {(MEDISIN, "PROB"): case.reason, (MEDISIN, "FU"): case.findings}, case.cave
        ),
        legemiddelinfo=medicines(cover, case),
    )
    return seal(cover, "MEDISINSKE_OPPLYSNINGER", melding)


def helseopplysninger_til_lege(cover: Cover, problem: str, kind: str = ONSKE_OM_LEGEVURDERING) -> bytes:
    """Helseopplysninger til lege; `kind` is of 9137."""
    melding = Konsultasjon(
        **report_opening(cover),
        innhold_konsultasjon=InnholdKonsultasjon(type_innhold_konsultasjon=cs(9137, kind)),
        medisinskfaglige_opplysninger=medical(cover, {(MEDISIN, "PROB"): problem}),
        sykepleierdokumentasjon=nursing(
            {(SYKEPLEIE, "8"): "Hjemmetjenesten har økt til tilsyn tre ganger daglig."}
        ),
    )
    return seal(cover, "HELSEOPPLYSNINGER_LEGE", melding)


def orientering_om_tjenestetilbud(cover: Cover, services: Sequence[MunicipalService]) -> bytes:
    """Orientering om tjenestetilbud: what the patient has been granted."""
    melding = OrienteringOmTjenestetilbud(
        **logistics_opening(cover), eksisterende_tjeneste=[existing(service) for service in services]
    )
    return seal(cover, "ORIENTERING_TJENESTETILBUD", melding)
