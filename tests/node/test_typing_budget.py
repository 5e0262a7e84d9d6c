"""Admission and the first Helseopplysninger take three minutes, where the patient is known from before."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from hospital_letters import Course, of_frogner
from person_at_pages import Person
from samhandling.demo.cases import cases
from samhandling.demo.letters.innleggelsesrapport import innleggelsesrapport
from samhandling.standards.definition import OSLO
from several_ends import end, exchange

pytestmark = pytest.mark.django_db
NURSE, CASE_WORK, HOME_CARE = "sykepleier", "saksbehandler", "hjemmetjeneste"
WARD, NURSING = 8900101, 8900202
HIP = cases()["hoftebrudd"]
BUDGET = 180  # seconds


def is_plain(patient):
    return patient.kin and not (patient.middle_name or patient.protected_address)


def test_admission_and_first_helseopplysninger_take_three_minutes():
    # Given a patient whom the home care wrote about when she was here last month
    ward, bydel = end("diakonhjemmet", (NURSE,)), end("frogner", (CASE_WORK, HOME_CARE))
    patient = next(one for one in map(of_frogner, range(9)) if is_plain(one))
    for one in (ward, bydel):
        one.knows(patient)
    before = dt.datetime.now(tz=OSLO) - dt.timedelta(days=30)
    with time_machine.travel(before, tick=True):
        letter = Course(patient).write(innleggelsesrapport, before, WARD, HIP, sender=NURSING)
        bydel.sends(HOME_CARE, letter[1])
        exchange(ward, bydel)

    # When a nurse finds her, registers the admission
    nurse = Person(ward, NURSE).follows("Pasienter")
    nurse.types("Navn, fødselsdato eller fødselsnummer", patient.id_value).presses("Søk")
    nurse.follows("Registrer innleggelse").types("Avdeling", HIP.ward).types("Seng", "12")
    nurse.ticks("Pasienten har kommunale tjenester fra før")
    nurse.chooses("Melding om innlagt går til", "bydel Frogner, Sykepleietjeneste")
    nurse.presses("Registrer innleggelsen")

    # and warns the bydel
    nurse.follows(f"{patient.family_name}, {patient.given_name}").follows("Ny melding")
    nurse.presses("Helseopplysninger", under="Fra Ortopedisk kirurgi")
    nurse.ticks("Saksbehandling Oslo kommune bydel Frogner")
    expected = dt.datetime.now(tz=OSLO).date() + dt.timedelta(days=HIP.days)
    nurse.types("Dato", expected.isoformat())
    nurse.types("Pasientens status", HIP.status).types("Antatt forløp", HIP.course)
    nurse.types("Aktuell problemstilling", HIP.reason).types("Sykepleiesammenfatning", HIP.nursing)
    nurse.presses("Se meldingen før du sender").presses("Send meldingen")
    exchange(ward, bydel)

    # Then it has taken three minutes at most
    assert nurse.seconds <= BUDGET, f"{nurse.typed} characters and {nurse.chosen} choices"

    # and the bydel has what she wrote, and what was known from before
    case = Person(bydel, CASE_WORK).follows("Helseopplysninger")
    for told in (HIP.status, HIP.course, HIP.reason, HIP.nursing, HIP.cave, patient.kin[0].given_name):
        assert told in case.sees
    assert "Melding om innlagt pasient" in Person(bydel, HOME_CARE).sees
