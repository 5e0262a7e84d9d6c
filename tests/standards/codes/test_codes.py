"""Code systems: words for coded values, and a fall-back that is never blank."""

import pytest

from samhandling.standards import codes


@pytest.mark.parametrize("unknown", [None, "", "0000", "2.16.578.1.12.4.1.1.7110", "1.2.3", "7309x"])
def test_a_code_system_we_do_not_hold_has_no_names(unknown):
    assert codes.system(unknown) is None
    assert codes.name(unknown, "N") is None


@pytest.mark.parametrize("value", [None, "", "ZZ", "n"])
def test_an_unknown_value_has_no_name(value):
    assert codes.name("7309", value) is None


def test_a_value_outside_a_complete_list_is_ruled_out():
    assert codes.system("7309").rules_out("ZZ")


@pytest.mark.parametrize(("system", "value"), [("7309", "N"), ("8668", "S99"), ("9152", "2")])
def test_a_known_an_old_and_an_unlisted_value_are_not_ruled_out(system, value):
    assert not codes.system(system).rules_out(value)


@pytest.mark.parametrize("key", ["7309", "2.16.578.1.12.4.1.1.7309", " 2.16.578.1.12.4.1.1.7309 "])
def test_a_value_is_found_by_number_and_by_oid(key):
    assert codes.name(key, " M ") == "Endring"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (("7309", "M", "Noe annet"), "Endring"),
        (("9121", "77", "Sendt hjem"), "Sendt hjem"),
        (("9121", "77", " ", "fri tekst"), "fri tekst"),
        (("9121", "77"), "77"),
        (("7110", "I21.9", "Akutt hjerteinfarkt"), "Akutt hjerteinfarkt"),
        ((None, None), "(ukjent kode)"),
    ],
)
def test_words_fall_back_to_what_came_and_are_never_blank(given, shown):
    assert codes.words(*given) == shown


def test_an_unlisted_element_has_no_code_system():
    assert codes.system_of_element("Merknad") is None


@pytest.mark.parametrize(
    ("element", "parent", "number"),
    [
        ("Forsendelsesstatus", "InformasjonOmForsendelsen", "7309"),
        ("MsgType", "RefDoc", "8114"),
        ("MsgType", "OriginalMsgId", "8279"),
        ("Type", "Address", "3401"),
    ],
)
def test_the_code_system_of_a_cs_depends_on_the_element(element, parent, number):
    assert codes.system_of_element(element, parent).number == number


@pytest.mark.parametrize("system", codes.systems(), ids=lambda system: system.number)
def test_every_code_system_says_its_oid_and_source(system):
    assert system.oid == codes.ROOT + system.number
    assert system.source
    assert system.values
    assert all(text == text.strip() != "" for text in system.values.values())


def test_every_element_points_to_a_code_system_that_exists():
    assert all(codes.system(number) for number in codes._numbers_by_element().values() if number)
