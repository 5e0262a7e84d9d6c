"""Innleggelsesrapport (HIS 1143): pleie og omsorg tells the hospital about the patient who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samhandling.demo.letters.head import seal
from samhandling.demo.letters.journal import MEDISIN, SYKEPLEIE, medical, medicines, nursing
from samhandling.demo.letters.opening import report_opening
from samhandling.standards.coded import cv
from samhandling.standards.definition import Tidspunkt
from samhandling.standards.plo import EksisterendeTjeneste, Innleggelsesrapport
from samhandling.standards.plo import Foresporsel as Question

if TYPE_CHECKING:
    from samhandling.demo.cases import Case
    from samhandling.demo.letters.cover import Cover
    from samhandling.demo.population import MunicipalService


def innleggelsesrapport(cover: Cover, case: Case, question: Question | None = None) -> bytes:
    """Innleggelsesrapport with services, medicines and how the patient manages at home."""
    rapport = Innleggelsesrapport(
        **report_opening(cover, question),
        medisinskfaglige_opplysninger=medical(cover, {(MEDISIN, "AAI"): case.reason}, case.cave),
        legemiddelinfo=medicines(cover, case, before=True),
        eksisterende_tjeneste=[existing(service) for service in cover.patient.services],
        sykepleierdokumentasjon=nursing(
            {
                (
                    SYKEPLEIE,
                    "8",
                ): "Er vant til å klare seg selv i leiligheten. Hjemmetjenesten hjelper med medisiner.",
                (SYKEPLEIE, "14"): "Nøkkelboks ved inngangsdøren. Hjelpemidler er merket med navn.",
            }
        ),
    )
    return seal(cover, "INNLEGGELSESRAPPORT", rapport)


def existing(service: MunicipalService) -> EksisterendeTjeneste:
    """Return a service that the patient has."""
    return EksisterendeTjeneste(
        IPLOStjenestetype=cv(9151, service.code),
        privat_tjeneste=False,
        opplysninger_om_tjenesten=service.often,
        startdato=Tidspunkt.of(service.since),
    )
