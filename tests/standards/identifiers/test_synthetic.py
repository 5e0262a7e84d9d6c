"""Invented people are told from real ones."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.standards.identifiers import (
    OFFICIAL_TEST_PERSONS,
    is_synthetic,
    is_valid,
    synthetic_number,
    synthetic_numbers,
)


@pytest.mark.parametrize(
    "number",
    [
        "15076500565",  # an official old test patient, yet the number looks real
        "01015000232",
        "13527248013",  # an H-nummer may belong to a real patient
        "29422059278",  # NAV's test people share that range
        "80000000098",
        "",
        "not a number",
    ],
)
def test_what_may_be_real_is_not_synthetic(number):
    assert not is_synthetic(number)


@pytest.mark.parametrize(
    "number", ["01912450097", "42912450281", "14854212304", "14704212306", "148542 12304"]
)
def test_month_plus_80_or_65_is_synthetic(number):
    assert is_synthetic(number)


def test_the_official_test_people_have_valid_numbers_that_are_not_synthetic():
    assert all(is_valid(number) and not is_synthetic(number) for number in OFFICIAL_TEST_PERSONS)


def test_d_numbers_can_be_made_too():
    assert next(synthetic_numbers(14, 5, 1942, d_number=True)).startswith("548542")


@given(st.dates(), st.randoms())
def test_every_number_made_is_synthetic_and_valid(born, choose):
    number = synthetic_number(born.day, born.month, born.year, choose)
    assert is_synthetic(number)
    assert is_valid(number)


def test_the_same_seed_gives_the_same_person():
    first, second = random.Random(7), random.Random(7)
    assert synthetic_number(1, 2, 1950, first) == synthetic_number(1, 2, 1950, second)
