"""Person numbers: kind, origin and check digits (governance.md § 6.7, HIS 1001, Skatteetaten)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.standards.identifiers import Kind, Origin, classify, is_valid, may_be_person_number
from samhandling.standards.identifiers.check_digits import FROM_2032, TODAY, complete, hold

VALID_BY_BOTH_RULES = [
    "01015000232", "02013299997", "30108299920", "02013299806", "01912450097", "42912450281", "15507600333",
    "55507608360", "29422059278", "13527248013", "10915596784", "68467038838",
]  # fmt: skip
VALID_ONLY_FROM_2032 = ["30108299939", "02013299903"]


@pytest.mark.parametrize(
    "text", ["", "1507650056", "150765005651", "1507650056x", "15-76500565", "g18", "F16", "١٥٠٧٦٥٠٠٥٦٥"]
)
def test_what_is_not_eleven_digits_is_no_person_number(text):
    assert classify(text) is None
    assert not may_be_person_number(text)


@pytest.mark.parametrize(
    "number", ["00015000232", "32015000232", "15136500565", "30026500565", "79015000232"]
)
def test_a_date_that_does_not_exist_is_no_person_number(number):
    assert classify(number) is None


@pytest.mark.parametrize("number", ["24878803918", "15075500565"])
def test_wrong_check_digits_are_seen_but_the_kind_is_still_told(number):
    assert not is_valid(number)
    assert classify(number) is not None


@pytest.mark.parametrize("number", VALID_BY_BOTH_RULES)
def test_numbers_that_hold_by_the_rule_of_today(number):
    assert hold(number, TODAY)
    assert is_valid(number)


@pytest.mark.parametrize("number", VALID_ONLY_FROM_2032)
def test_numbers_that_hold_only_by_the_rule_from_2032(number):
    assert not hold(number, TODAY)
    assert is_valid(number)


@pytest.mark.parametrize(
    ("number", "kind", "origin"),
    [
        ("01015000232", Kind.FNR, Origin.REGISTER),  # day 01: HIS 1001 read literally refuses it
        ("01912450097", Kind.FNR, Origin.SKATTEETATEN_TEST),
        ("42912450281", Kind.DNR, Origin.SKATTEETATEN_TEST),
        ("55507608360", Kind.DNR, Origin.HOSPITAL_OR_NAV_TEST),
        ("14704212306", Kind.FNR, Origin.NHN_TEST),
        ("13527248013", Kind.HNR, Origin.HOSPITAL_OR_NAV_TEST),
        ("29422059278", Kind.HNR, Origin.HOSPITAL_OR_NAV_TEST),
        ("68467038838", Kind.DNR, Origin.HOSPITAL_OR_NAV_TEST),
        ("80000000098", Kind.FHN, Origin.FELLES),
        ("91234567883", Kind.FHN, Origin.FELLES),
    ],
)
def test_kind_and_origin_are_told_from_the_number(number, kind, origin):
    found = classify(number)
    assert (found.kind, found.origin) == (kind, origin)


def test_blanks_and_line_breaks_inside_a_number_do_not_matter():
    assert classify(" 150765 00565\n").number == "15076500565"


def test_the_leap_day_of_year_00_is_a_date():
    assert classify("29020012345") is not None


@pytest.mark.parametrize(
    ("nine", "numbers"),
    [
        ("148542123", ["14854212304"]),
        ("147042123", ["14704212306"]),
        ("144542123", ["14454212321"]),
        ("548542123", []),  # the D-number of the same person does not exist: a check digit would be 10
        ("800000000", ["80000000098"]),
        ("912345678", ["91234567883"]),
    ],
)
def test_check_digits_are_computed_on_the_changed_digits(nine, numbers):
    assert complete(nine) == numbers


def test_the_rule_from_2032_gives_up_to_four_numbers():
    assert complete("148542123", FROM_2032) == ["14854212304", "14854212312", "14854212320", "14854212339"]


@given(st.text())
def test_classify_never_raises(text):
    classify(text)
