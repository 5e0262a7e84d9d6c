"""What passes between fastlege and district without any stay in hospital."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from samhandling.demo.letters.dialog import asking, foresporsel, svar_paa_foresporsel
from samhandling.demo.letters.fastlege import (
    SVAR,
    helseopplysninger_til_lege,
    medisinske_opplysninger,
    orientering_om_tjenestetilbud,
)
from samhandling.demo.letters.logistikk import orientering_om_dodsfall
from samhandling.demo.story.stay import Account, Stage
from samhandling.standards.coded import cv
from samhandling.standards.plo import Foresporsel as Question

if TYPE_CHECKING:
    from samhandling.demo.cases import Case
    from samhandling.demo.population import Patient
    from samhandling.demo.sector import Worker

HELSEOPPLYSNINGER, FORNYE_RESEPT = (9152, "1"), (9152, "6")


class Everyday(Account):
    """A patient at home, with a fastlege and a district."""

    def __init__(self, stage: Stage, patient: Patient, case: Case, name: str) -> None:
        super().__init__(stage, patient, name)
        self.case = case
        self.district = stage.sector[patient.district]
        self.office = stage.sector.owner(patient.gp)

    @property
    def gp(self) -> Worker:
        return next(w for w in self.office.people if w.services == (self.patient.gp,))

    @property
    def home_nurse(self) -> Worker:
        return self.district.worker("hjemmetjeneste")

    @property
    def case_worker(self) -> Worker:
        return self.district.worker("saksbehandler")

    @property
    def home_nursing(self) -> int:
        return self.district.service("KP02").her


Errand = Callable[[Everyday, dt.datetime], None]


def renew_prescription(day: Everyday, wanted: dt.datetime) -> None:
    """The home nurse asks for a new prescription, the fastlege answers."""
    day.go_to(wanted, office=True)
    question = f"Resept på {day.case.medicine[0].name} går ut om fire uker. Kan den fornyes?"
    spurt = day.send(foresporsel, day.home_nursing, day.patient.gp, day.home_nurse, FORNYE_RESEPT, question)
    day.wait(days=1, office=True)
    day.open(day.office, day.gp, spurt)
    asked = asking(spurt.cover, FORNYE_RESEPT, question)
    answer = "Resepten er fornyet for ett år. Jeg ønsker blodtrykk målt én gang i uken."
    svar = day.send(
        svar_paa_foresporsel,
        day.patient.gp,
        day.home_nursing,
        day.gp,
        asked,
        answer,
        refers_to=spurt.reference,
    )
    day.wait()
    day.open(day.district, day.home_nurse, svar)


def ask_for_medical_information(day: Everyday, wanted: dt.datetime) -> None:
    """The district asks for medical information, the fastlege sends it with the question in it."""
    day.go_to(wanted, office=True)
    question = "Ber om oppdatert medisinliste og aktuelle diagnoser til vurdering av tjenester."
    spurt = day.send(
        foresporsel, day.home_nursing, day.patient.gp, day.home_nurse, HELSEOPPLYSNINGER, question
    )
    day.wait(days=1, office=True)
    day.open(day.office, day.gp, spurt)
    asked = Question(type_foresp=cv(*HELSEOPPLYSNINGER), sporsmal=question)
    svar = day.send(
        medisinske_opplysninger,
        day.patient.gp,
        day.home_nursing,
        day.gp,
        day.case,
        SVAR,
        asked,
        refers_to=spurt.reference,
    )
    day.wait()
    day.open(day.district, day.home_nurse, svar)


def ask_for_assessment(day: Everyday, wanted: dt.datetime) -> None:
    """Helseopplysninger til lege: the home nurse wants the fastlege to look at the patient."""
    day.go_to(wanted, office=True)
    problem = "Økende svimmelhet, falt to ganger siste uke. Blodtrykk 105/60. Ber om vurdering av medisiner."
    sendt = day.send(helseopplysninger_til_lege, day.home_nursing, day.patient.gp, day.home_nurse, problem)
    day.wait(days=1, office=True)
    day.open(day.office, day.gp, sendt)
    svar = day.send(medisinske_opplysninger, day.patient.gp, day.home_nursing, day.gp, day.case)
    day.wait()
    day.open(day.district, day.home_nurse, svar)


def tell_of_services(day: Everyday, wanted: dt.datetime) -> None:
    """Orientering om tjenestetilbud after a decision."""
    day.go_to(wanted, office=True)
    day.act(day.district, day.case_worker, "decision", text="Vedtak om tjenester")
    sendt = day.send(
        orientering_om_tjenestetilbud,
        day.district.service("KD0501").her,
        day.patient.gp,
        day.case_worker,
        day.patient.services,
    )
    day.wait()
    day.open(day.office, day.gp, sendt)


def died_at_home(day: Everyday, wanted: dt.datetime) -> None:
    """Orientering om dødsfall from the fastlege to the district."""
    day.go_to(wanted, office=True)
    sendt = day.send(orientering_om_dodsfall, day.patient.gp, day.home_nursing, day.gp, day.at.date())
    day.wait()
    day.open(day.district, day.home_nurse, sendt)
