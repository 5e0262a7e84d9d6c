"""Organisasjonsnummer, HER-id and HPR-nummer."""

import pytest

from samhandling.standards.identifiers import (
    her_id,
    hpr_check_digit_holds,
    is_hpr_number,
    is_organisation_number,
    legacy_her_ids,
)


@pytest.mark.parametrize("text", ["", "97476067", "974760674", "9747606733", "974x60673", "310000001"])
def test_not_an_organisation_number(text):
    assert not is_organisation_number(text)


@pytest.mark.parametrize(
    "text", ["974760673", "974 761 076", "883974832", "310000000", "310000019", "310000027", "310000035"]
)
def test_organisation_numbers_that_check(text):
    assert is_organisation_number(text)


@pytest.mark.parametrize("text", [None, "", "g18", "0", "-5", "258.521", "1234567890", "¹²", "12a"])
def test_what_is_no_her_id(text):
    assert her_id(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("59", 59), (" 90998\n", 90998), ("0091101", 91101), ("9 13", 913)]
)
def test_a_her_id_is_normalised_to_a_number(text, number):
    assert her_id(text) == number


@pytest.mark.parametrize("text", [None, "", "59", ".", "59.", "a.b", "1.2.3"])
def test_what_is_not_the_old_dotted_her_id(text):
    assert legacy_her_ids(text) is None


def test_the_old_dotted_her_id_holds_both_levels():
    assert legacy_her_ids("3469.67926") == (3469, 67926)


@pytest.mark.parametrize("text", ["", "1234567890", "91448x9"])
def test_not_an_hpr_number(text):
    assert not is_hpr_number(text)


@pytest.mark.parametrize("text", ["9144889", "9144897", "9144900", "9144919", "009144889"])
def test_hpr_numbers_of_the_official_series_check(text):
    assert is_hpr_number(text)
    assert hpr_check_digit_holds(text)


@pytest.mark.parametrize("text", ["9876543", "431002737"])
def test_official_test_numbers_outside_the_series_do_not_check_but_are_numbers(text):
    assert is_hpr_number(text)
    assert not hpr_check_digit_holds(text)
