import datetime as dt

import pytest
from django.utils import translation

from samhandling.node.web import wording

MOMENT = dt.datetime(2026, 11, 21, 9, 2, tzinfo=dt.UTC)


def test_a_moment_is_written_as_norwegians_write_it():
    assert wording.moment(MOMENT) == "21.11.2026 kl. 10.02"


def test_summer_time_is_norwegian_too():
    assert wording.moment(dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)) == "02.07.2026 kl. 00.30"


def test_no_moment_is_no_words():
    assert wording.moment(None) == ""


def test_english_readers_get_english_words():
    with translation.override("en"):
        assert wording.moment(MOMENT) == "21.11.2026 at 10.02"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("20000101", "20 00 01 01"),
        ("+4720000101", "20 00 01 01"),
        ("20 00 01 01", "20 00 01 01"),
        ("116117", "116117"),
        ("+46 8 123", "+46 8 123"),
    ],
)
def test_a_telephone_number_is_written_in_pairs(number, shown):
    assert wording.phone(number) == shown


def test_a_person_number_has_a_space_after_the_date():
    assert wording.person_number("17843849970") == "178438 49970"
    assert wording.person_number("H123") == "H123"


@pytest.mark.parametrize(("count", "shown"), [(812, "812 byte"), (14_200, "14 kB"), (2_345_000, "2,3 MB")])
def test_a_size_is_rounded_for_people(count, shown):
    assert wording.size(count) == shown
