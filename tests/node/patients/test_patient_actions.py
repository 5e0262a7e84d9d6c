"""Registering patients: whom a node takes in, whose a number is, and what people write down."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from node_letters import BORGHILD
from samhandling.errors import Conflict, NotAllowed
from samhandling.node import clock
from samhandling.node.access.actor import WORKER, Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.patients import idents
from samhandling.node.patients.actions import link_identities, record_act, register_patient
from samhandling.node.patients.idents import Ident
from samhandling.node.patients.matching import match
from samhandling.node.patients.models import LocalAct, Patient
from samhandling.node.patients.naming import full_name, sort_key
from samhandling.node.patients.realness import WrongWorld
from samhandling.standards.facts import PatientFacts
from samhandling.standards.identifiers import synthetic_numbers

pytestmark = pytest.mark.django_db
REAL = "01015000232"  # HIS 1001's own example
H_NUMBER = "25436000305"
HOSPITAL, OTHER_HOSPITAL = 8900100, 8900900


def facts(*pairs: tuple[str, str], born: dt.date | None = dt.date(1938, 4, 17)) -> PatientFacts:
    return PatientFacts("Rypefjær", "", "Borghild", born, "2", pairs)


def register(actor: Actor, *identities: tuple[str, str], **told: object) -> Patient:
    return register_patient(actor, family_name="Nes", given_name="Ola", identities=identities, **told)


# Who is not taken in


@pytest.mark.parametrize(
    ("environment", "number"), [("demo", REAL), ("test", REAL), ("production", BORGHILD)]
)
def test_real_and_invented_people_are_kept_apart(frogner, settings, environment: str, number: str) -> None:
    settings.HOME = dataclasses.replace(settings.HOME, environment=environment)

    with pytest.raises(WrongWorld):
        register(WORKER, ("FNR", number))

    assert not Patient.objects.exists()


def test_production_takes_real_people(frogner, settings) -> None:
    settings.HOME = dataclasses.replace(settings.HOME, environment="production")
    assert register(WORKER, ("FNR", REAL))


def test_the_old_official_test_people_need_a_setting(frogner, settings) -> None:
    with pytest.raises(WrongWorld):
        register(WORKER, ("FNR", "13116900216"))

    settings.HOME = dataclasses.replace(settings.HOME, receiving={"official_test_persons": True})
    assert register(WORKER, ("FNR", "13116900216"))


def test_a_number_with_wrong_check_digits_is_refused(frogner) -> None:
    with pytest.raises(Conflict, match="check digits"):
        register(WORKER, ("FNR", "17843842055"))


def test_a_number_belongs_to_one_patient(borghild: Patient) -> None:
    with pytest.raises(Conflict, match="another patient"):
        register(WORKER, ("FNR", BORGHILD))

    assert Patient.objects.count() == 1


# Matching


def test_name_and_birth_alone_never_match(borghild: Patient) -> None:
    assert match(facts()).patient is None
    assert match(facts(("HNR", H_NUMBER)), HOSPITAL).patient is None


def test_a_wrong_number_is_no_number(borghild: Patient) -> None:
    assert match(facts(("FNR", "g18"))).reason == "no-number"
    assert match(facts(("FNR", "17843842055"))).reason == "no-number"


def test_the_national_number_decides_whatever_order_they_come_in(borghild: Patient) -> None:
    for pairs in ([("FNR", BORGHILD), ("HNR", H_NUMBER)], [("HNR", H_NUMBER), ("FNR", BORGHILD)]):
        assert match(facts(*pairs), HOSPITAL).patient == borghild


def test_a_number_whose_owner_was_born_another_day_is_left_to_a_person(borghild: Patient) -> None:
    assert match(facts(("FNR", BORGHILD), born=dt.date(1983, 4, 17))).reason == "born-differs"
    assert match(facts(("FNR", BORGHILD), born=None)).patient == borghild


def test_an_h_number_is_known_by_whoever_issued_it(frogner) -> None:
    patient = register(WORKER, ("HNR", H_NUMBER))

    assert match(facts(("HNR", H_NUMBER)), HOSPITAL).patient is None  # theirs, not ours
    assert match(facts(("HNR", H_NUMBER)), 8900200).patient == patient


def test_old_numbers_stay_searchable(frogner, kari: Actor) -> None:
    """HIS 1001: a patient with a D-number gets a fødselsnummer."""
    d_number = next(synthetic_numbers(17, 4, 1938, d_number=True))
    patient = register(WORKER, ("DNR", d_number))
    link_identities(kari, patient, [("FNR", BORGHILD), ("DNR", d_number)])

    assert match(facts(("DNR", d_number))).patient == patient
    assert match(facts(("FNR", BORGHILD))).patient == patient
    assert AuditEntry.objects.get(act="link-identities").detail == {"kinds": ["FNR"]}


def test_a_d_number_that_is_called_a_fodselsnummer_is_still_a_d_number(frogner) -> None:
    d_number = next(synthetic_numbers(17, 4, 1938, d_number=True))
    patient = register(WORKER, ("DNR", d_number))

    assert match(facts(("FNR", d_number))).patient == patient


def test_idents_are_read_as_they_were_written() -> None:
    written = (Ident("FNR", BORGHILD), Ident("HNR", H_NUMBER, "8900100"))

    assert idents.read(idents.written(written)) == written
    assert idents.read("") == ()
    assert idents.stated(facts(("HNR", H_NUMBER), ("FNR", BORGHILD), ("XXX", "1")), HOSPITAL) == written


# What people write down


def test_what_a_person_did_is_kept_with_both_times(borghild: Patient, kari: Actor) -> None:
    happened = clock.now() - dt.timedelta(hours=3)
    act = record_act(kari, "phone-note", borghild, happened_at=happened, detail={"text": "Ringt datter"})

    assert (act.actor, act.happened_at, act.detail) == (kari.user, happened, {"text": "Ringt datter"})
    assert act.registered_at > happened
    assert AuditEntry.objects.filter(act="record-act", patient=borghild).exists()


def test_the_node_itself_does_nothing_to_patients(borghild: Patient) -> None:
    with pytest.raises(Conflict):
        record_act(WORKER, "phone-note", borghild, happened_at=clock.now())
    assert not LocalAct.objects.exists()


def test_who_may_register_is_in_the_policy(frogner, kari: Actor) -> None:
    with pytest.raises(NotAllowed):
        register(dataclasses.replace(kari, role="loggkontrollor"))


def test_names_sort_as_norwegians_sort_them() -> None:
    in_order = ["Andersen", "Ebbe", "Éde", "Zapffe", "Ängen", "Ærlig", "Ødegård", "Östlund", "Aas", "Åsen"]
    shuffled = in_order[::-1]
    assert sorted(shuffled, key=lambda name: sort_key(name, "", "Kari")) == in_order
    assert full_name("Nes", "Marie", "Kari") == "Nes, Kari Marie"
    assert len(sort_key("å" * 100, "å" * 100, "å" * 100)) == 210
