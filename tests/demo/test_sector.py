"""Who is in the demo sector."""

import pytest

from samhandling.demo.portal.roles import ROLES
from samhandling.demo.sector import NoSuchOrganisation, whole_sector
from samhandling.standards.identifiers import hpr_check_digit_holds, is_organisation_number

SECTOR = whole_sector()
WORKERS = [(one, worker) for one in SECTOR.organisations for worker in one.people]


def test_an_unknown_organisation_is_an_error_and_not_an_empty_sector():
    with pytest.raises(NoSuchOrganisation, match="frogner"):
        SECTOR["rikshospitalet"]


def test_every_her_id_belongs_to_one_organisation():
    hers = [one.her for one in SECTOR.organisations]
    hers += [service.her for one in SECTOR.organisations for service in one.services]
    assert len(set(hers)) == len(hers)


def test_organisation_numbers_are_synthetic_and_check():
    numbers = [one.orgnr for one in SECTOR.organisations]
    assert all(number.startswith("31000") and is_organisation_number(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_people_have_roles_that_exist_and_services_of_their_own_organisation():
    for one, worker in WORKERS:
        assert worker.role in ROLES
        assert set(worker.services) <= {service.her for service in one.services}


def test_user_names_are_unique_and_can_stand_in_an_address():
    names = [worker.username for _one, worker in WORKERS]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.replace(".", "").isalpha() for name in names)


def test_those_who_treat_patients_have_an_hpr_number_that_checks():
    assert all(hpr_check_digit_holds(worker.hpr) for _one, worker in WORKERS if worker.profession)


def test_telephone_numbers_are_of_a_series_that_is_not_in_use():
    phones = [service.phone for one in SECTOR.organisations for service in one.services]
    assert all(phone.startswith("20") and len(phone) == 8 for phone in phones)


def test_the_issue_s_organisations_are_there_and_one_runs_another_system():
    assert [one.slug for one in SECTOR.nodes] == [
        "diakonhjemmet", "frogner", "ullern", "vestre-aker", "sykehjemsetaten", "majorstuen", "vinderen",
    ]  # fmt: skip
    assert [one.slug for one in SECTOR.foreign] == ["solvang"]
