"""The invented patients."""

from samhandling.demo.population import NAMES, population
from samhandling.demo.sector import whole_sector
from samhandling.standards.identifiers import is_synthetic, is_valid

PEOPLE = population()


def test_there_are_at_least_sixty_and_each_has_a_number_of_their_own():
    assert len(PEOPLE) >= 60
    assert len({one.id_value for one in PEOPLE}) == len(PEOPLE)


def test_every_number_is_synthetic_and_checks():
    assert all(is_synthetic(one.id_value) and is_valid(one.id_value) for one in PEOPLE)


def test_a_fodselsnummer_agrees_with_birth_date_and_sex():
    for one in (one for one in PEOPLE if one.id_kind == "FNR"):
        assert one.id_value[:6] == f"{one.born.day:02d}{one.born.month + 80:02d}{one.born.year % 100:02d}"
        assert int(one.id_value[8]) % 2 == (one.sex == "1")


def test_some_have_a_d_number_and_some_a_protected_address():
    assert sum(one.id_kind == "DNR" for one in PEOPLE) >= 2
    assert 2 <= sum(one.protected_address for one in PEOPLE) <= 8


def test_every_patient_has_a_fastlege_and_somebody_to_call():
    for one in PEOPLE:
        assert whole_sector().owner(one.gp).kind == "gp"
        assert one.kin


def test_they_live_in_the_three_districts():
    streets = {(name, code) for district in NAMES["streets"].values() for name, code in district}
    for one in PEOPLE:
        assert (one.street.rpartition(" ")[0], one.postal_code) in streets


def test_the_same_people_come_each_time():
    assert population.__wrapped__() == PEOPLE


def test_some_are_known_to_their_district_and_some_are_not():
    served = sum(bool(one.services) for one in PEOPLE)
    assert len(PEOPLE) / 3 < served < len(PEOPLE)
