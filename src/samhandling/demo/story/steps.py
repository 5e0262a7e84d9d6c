"""The steps of a stay (HISD 80806, messages § 14): each adds what people do, and moves the clock."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from samhandling.demo.letters.dialog import foresporsel, svar_om_utskrivningsklar
from samhandling.demo.letters.helseopplysninger import oppdaterte_opplysninger, varsel_om_innlagt
from samhandling.demo.letters.innleggelsesrapport import innleggelsesrapport
from samhandling.demo.letters.logistikk import (
    BOSTED,
    DOED,
    LEVENDE,
    SYKEHJEM,
    avmelding,
    melding_om_innlagt,
    melding_om_utskrevet,
    melding_om_utskrivningsklar,
)
from samhandling.demo.letters.utskrivningsrapport import utskrivningsrapport
from samhandling.demo.sector import Organisation, whole_sector
from samhandling.demo.story.happenings import CloseTask, RegisterPatient
from samhandling.demo.story.stay import PSYCHIATRY
from samhandling.standards.definition import Tidspunkt
from samhandling.stay.replies import ReplyText, compose
from samhandling.stay.rules import rules

if TYPE_CHECKING:
    from samhandling.demo.story.stay import Letter, Stay

ANNET = (9154, "99")
SEEN_TO = 0.5  # of the tasks about rejected messages are closed


def admit(stay: Stay, wanted: dt.datetime) -> None:
    """Register the patient at the hospital and in the ward."""
    stay.go_to(wanted)
    stay.admitted = stay.at
    stay.expected = (stay.at + dt.timedelta(days=stay.case.days)).date()
    stay.do(stay.hospital, stay.nurse, RegisterPatient(stay.patient))
    stay.act(
        stay.hospital,
        stay.nurse,
        "admitted",
        admitted=Tidspunkt.local(stay.admitted),
        ward=stay.case.ward,
        bed=str(stay.chance.randint(1, 28)),
        services_known=bool(stay.patient.services),
    )
    stay.act(stay.hospital, stay.nurse, "need-assessed", need=True)


def tell_of_admission(stay: Stay) -> Letter:
    """Send Melding om innlagt, for a patient who has services."""
    innlagt = stay.send(
        melding_om_innlagt,
        stay.case.service,
        stay.home_nursing,
        stay.nurse,
        stay.admitted,
        unit=stay.case.ward,
    )
    stay.wait()
    stay.open(stay.district, stay.home_nurse, innlagt)
    stay.act(stay.district, stay.home_nurse, "services-paused")
    return innlagt


def report_from_home(stay: Stay, innlagt: Letter) -> Letter:
    """Answer Melding om innlagt with Innleggelsesrapport."""
    rapport = stay.send(
        innleggelsesrapport,
        stay.home_nursing,
        stay.ward_inbox,
        stay.home_nurse,
        stay.case,
        refers_to=innlagt.reference,
    )
    stay.wait()
    stay.open(stay.hospital, stay.nurse, rapport)
    return rapport


def send_warning(stay: Stay) -> Letter:
    """Send the first Helseopplysninger (Varsel om innlagt pasient)."""
    return stay.send(
        varsel_om_innlagt,
        stay.case.service,
        stay.case_work,
        stay.coordinator,
        stay.case,
        stay.expected,
        unit=stay.case.ward,
    )


def warn(stay: Stay) -> Letter:
    """Send the warning; the case worker reads it and, when they know the patient, takes the case."""
    varsel = send_warning(stay)
    stay.wait(hours=1, office=True)
    stay.open(stay.district, stay.case_worker, varsel)
    if stay.patient.services:
        assign(stay)
    return varsel


def assign(stay: Stay) -> None:
    """The district gives the stay to one who follows it."""
    stay.act(stay.district, stay.case_worker, "assignment", text=f"{stay.case_worker.full_name} følger saken")


def update(stay: Stay, before: Letter, *, days: int = 0) -> Letter:
    """Send complete new Helseopplysninger; `days` moves the expected date."""
    stay.expected += dt.timedelta(days=days)
    oppdatert = stay.send(
        oppdaterte_opplysninger,
        stay.case.service,
        stay.case_work,
        stay.coordinator,
        stay.case,
        stay.expected,
        refers_to=before.reference,
        status="M",
        unit=stay.case.ward,
    )
    stay.wait(office=True)
    stay.open(stay.district, stay.case_worker, oppdatert)
    return oppdatert


def declare_ready(stay: Stay) -> Letter:
    """Send Melding om utskrivningsklar; the doctor decides."""
    _assess(stay)
    klar = stay.send(
        melding_om_utskrivningsklar,
        stay.case.service,
        stay.case_work,
        stay.doctor,
        stay.admitted,
        stay.at.date(),
        rules().phv_tsb_sentence if stay.case.service == PSYCHIATRY else None,
        unit=stay.case.ward,
    )
    stay.wait(office=True)
    stay.open(stay.district, stay.case_worker, klar)
    return klar


def _assess(stay: Stay) -> None:
    """§ 9, point by point, and the doctor's decision."""
    psychiatry = stay.case.service == PSYCHIATRY
    asked = [point.id for point in rules().readiness if psychiatry or not point.phv_tsb]
    points = [[point, stay.at.date().isoformat(), stay.doctor.full_name] for point in asked]
    who = {"decided_by": stay.doctor.full_name, "role": "lege", "hpr": stay.doctor.hpr}
    stay.act(stay.hospital, stay.doctor, "readiness-assessed", points=points, decided=True, **who)


def answer_ready(stay: Stay, klar: Letter, answer: ReplyText | str) -> Letter:
    """Send Tilbakemelding på mottak av utskrivningsklar pasient: one of the four sentences, or free text."""
    text = answer if isinstance(answer, str) else compose(answer, rules())
    svar = stay.send(
        svar_om_utskrivningsklar,
        stay.case_work,
        stay.case.service,
        stay.case_worker,
        text,
        refers_to=klar.reference,
    )
    stay.wait()
    stay.open(stay.hospital, stay.coordinator, svar)
    return svar


def confirm_payer(stay: Stay) -> None:
    """The coordinator confirms that the notified district pays."""
    told = {"municipality": "notified", "bydel": stay.district.name, "basis": "Bor i bydelen."}
    stay.act(stay.hospital, stay.coordinator, "payer-confirmed", **told)


def withdraw(stay: Stay, klar: Letter) -> None:
    """Send Avmelding: the patient is ill again."""
    stay.act(stay.hospital, stay.doctor, "not-ready", reason="Feber og økende tungpust.")
    letter = stay.send(
        avmelding,
        stay.case.service,
        stay.case_work,
        stay.doctor,
        stay.admitted,
        klar.cover.at.date(),
        stay.at,
        refers_to=klar.reference,
        unit=stay.case.ward,
    )
    stay.wait(office=True)
    stay.open(stay.district, stay.case_worker, letter)


def discharge(stay: Stay, to: str = BOSTED, receiver: int | None = None) -> Letter:
    """Send Utskrivningsrapport (copy to the fastlege) and Melding om utskrevet to those who take over."""
    nursing = receiver or stay.home_nursing
    stay.act(
        stay.hospital, stay.nurse, "departed", left=Tidspunkt.local(stay.at), destination=to, outcome=LEVENDE
    )
    rapport = stay.send(
        utskrivningsrapport,
        stay.case.service,
        nursing,
        stay.nurse,
        stay.case,
        stay.admitted,
        stay.at,
        copies=(stay.patient.gp,),
        unit=stay.case.ward,
    )
    stay.send(
        melding_om_utskrevet,
        stay.case.service,
        nursing,
        stay.nurse,
        stay.at,
        to,
        LEVENDE,
        unit=stay.case.ward,
    )
    stay.wait()
    _read_by_those_who_take_over(stay, rapport, whole_sector().owner(nursing))
    return rapport


def _read_by_those_who_take_over(stay: Stay, rapport: Letter, taker: Organisation) -> None:
    nurse = next(w for w in taker.people if rapport.receiver in w.services)
    stay.open(taker, nurse, rapport)
    if stay.patient.services and taker.slug == stay.district.slug:
        stay.act(taker, nurse, "services-resumed")
    office = whole_sector().owner(stay.patient.gp)
    stay.open(office, next(w for w in office.people if stay.patient.gp in w.services), rapport)


def tell_of_death(stay: Stay) -> None:
    """Send Melding om utskrevet with Uttilstand død."""
    stay.act(
        stay.hospital, stay.nurse, "departed", left=Tidspunkt.local(stay.at), destination=BOSTED, outcome=DOED
    )
    letter = stay.send(
        melding_om_utskrevet, stay.case.service, stay.home_nursing, stay.nurse, stay.at, BOSTED, DOED
    )
    stay.wait()
    stay.open(stay.district, stay.home_nurse, letter)


def register_unknown(stay: Stay) -> None:
    """The district registers a patient whom it did not know: what waits for the number finds its place."""
    stay.wait(hours=2, office=True)
    stay.do(stay.district, stay.case_worker, RegisterPatient(stay.patient))
    assign(stay)


def discharge_to_foreign(stay: Stay, receiver: int) -> None:
    """Send the report to a system that refuses PLO 1.6; answer the refusal with 1.5 and a telephone call."""
    question = "Kan dere ta imot pasienten i morgen? Trenger tilsyn med medisiner og hjelp til stell."
    outside = (stay.case.service, receiver, stay.nurse)
    stay.send(foresporsel, *outside, ANNET, question, version="1.0")
    refused = stay.send(
        utskrivningsrapport, *outside, stay.case, stay.admitted, stay.at, unit=stay.case.ward, verdict="2"
    )
    stay.wait()
    stay.send(
        utskrivningsrapport, *outside, stay.case, stay.admitted, stay.at, unit=stay.case.ward, version="1.5"
    )
    stay.send(melding_om_utskrevet, *outside, stay.at, SYKEHJEM, LEVENDE, version="1.5")
    taker = whole_sector().owner(receiver)
    stay.act(
        stay.hospital,
        stay.nurse,
        "note",
        form="phone",
        text=f"Ringte {taker.name}: de tar bare imot PLO 1.5.",
    )
    stay.wait(days=1)
    if stay.chance.random() < SEEN_TO:
        stay.do(stay.hospital, stay.nurse, CloseTask(refused.sender, refused.msg_id))
