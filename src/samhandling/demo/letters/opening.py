"""What every PLO message begins with: status, the patient's next of kin, whom to call, who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from samhandling.demo.sector import Service, Worker, whole_sector
from samhandling.standards.coded import cs, cv
from samhandling.standards.datatypes import URL, HealthcareProfessional, Ident, Organisation, Person, TeleCom
from samhandling.standards.definition import Tidspunkt
from samhandling.standards.plo import (
    AnsvarForRapport,
    Foresporsel,
    InformasjonOmForsendelsen,
    KontaktpersonHelsepersonell,
    ParorendeForesatt,
    TilknyttetEnhet,
    TilleggsopplysningPasient,
)

if TYPE_CHECKING:
    from samhandling.demo.letters.cover import Cover
    from samhandling.demo.population import NextOfKin, Patient

FASTLEGE, UTSKRIVENDE_LEGE, HELSEFAGLIG_KONTAKT = "6", "10", "21"  # 9034


def logistics_opening(cover: Cover, role: str = HELSEFAGLIG_KONTAKT) -> dict[str, Any]:
    """Return the opening of a message without health information: no next of kin."""
    return {
        "informasjon_om_forsendelsen": InformasjonOmForsendelsen(forsendelsesstatus=cs(7309, cover.status)),
        "tilknyttet_enhet": [TilknyttetEnhet(kontaktenhet=_unit(cover))],
        "ansvar_for_rapport": [_responsible(cover, role)],
    }


def report_opening(cover: Cover, question: Foresporsel | None = None) -> dict[str, Any]:
    """Return the opening of a report; with the question that it answers, if it answers one."""
    return {
        **logistics_opening(cover),
        "informasjon_om_forsendelsen": InformasjonOmForsendelsen(
            forsendelsesstatus=cs(7309, cover.status),
            svar_paa_foresporsel=True if question else None,
            foresporsel=question,
        ),
        "tilleggsopplysning_pasient": _living(cover.patient),
        "parorende_foresatt": [_relative(kin, cover.version) for kin in cover.patient.kin],
        "kontaktperson_helsepersonell": [_fastlege(cover.patient)],
    }


def _unit(cover: Cover) -> Organisation:
    service = cover.service
    return Organisation(
        organisation_name=cover.unit or service.name,
        ident=[Ident(id=str(service.her), type_id=cv(9051, "HER"))],
        tele_com=[_telephone(service.phone)],
    )


def _responsible(cover: Cover, role: str) -> AnsvarForRapport:
    return AnsvarForRapport(
        ansvarlig_rapport=_professional(cover.author, role), godkjent_dato=Tidspunkt.local_day(cover.at)
    )


def _professional(worker: Worker, role: str) -> HealthcareProfessional:
    return HealthcareProfessional(
        type_healthcare_professional=cs(9060, worker.profession),
        role_to_patient=cv(9034, role),
        family_name=worker.family_name,
        given_name=worker.given_name,
        ident=[Ident(id=worker.hpr, type_id=cv(8116, "HPR"))],
        tele_com=[_telephone(worker.phone)],
    )


def _fastlege(patient: Patient) -> KontaktpersonHelsepersonell:
    service: Service = whole_sector().service(patient.gp)
    return KontaktpersonHelsepersonell(
        kontaktperson=HealthcareProfessional(
            type_healthcare_professional=cs(9060, "LE"),
            role_to_patient=cv(9034, FASTLEGE),
            family_name=service.family_name,
            given_name=service.given_name,
            ident=[Ident(id=service.hpr, type_id=cv(8116, "HPR"))],
            tele_com=[_telephone(service.phone)],
        )
    )


def _living(patient: Patient) -> TilleggsopplysningPasient | None:
    if not (patient.lives_alone or patient.language):
        return None
    return TilleggsopplysningPasient(
        bor_alene=True if patient.lives_alone else None,
        sprak=cs(3303, patient.language) if patient.language else None,
    )


def _relative(kin: NextOfKin, version: str) -> ParorendeForesatt:
    """Return a relative; the birth year of a child under 18 has a place in 1.6 only."""
    born = str(kin.born) if kin.born and version != "1.5" else None
    return ParorendeForesatt(
        slektskap=cs(9033, kin.kinship),
        fodselsar_mindrearig_parorende=Tidspunkt(born) if born else None,
        referanseperson=Person(
            family_name=kin.family_name, given_name=kin.given_name, tele_com=[_telephone(kin.phone)]
        ),
    )


def _telephone(number: str) -> TeleCom:
    return TeleCom(type_telecom=cs(9061, "HP"), tele_address=URL(V=f"tel:{number}"))
