"""A point in time is its exact text, and says what it means when asked."""

import datetime as dt
import pickle

import pytest

from samhandling.standards.definition import OSLO, Tidspunkt


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hei",
        "01.02.2018",
        "2018-02-30",
        "2018-13-01T10:00:00",
        "10000-01-01T10:00:00",
        "-0001-01-01T10:00:00",
        "9999-12-31T23:59:59Z",
        "9999-12-31T24:00:00",
        "0001-01-01T00:00:00+14:00",
        "T",
        "24:00:01",
    ],
)
def test_a_text_that_python_has_no_value_for_never_raises(text):
    value = Tidspunkt(text)
    assert value == text
    assert value.moment is None
    assert value.clock is None
    _ = value.precision, value.day, value.year, value.month


def test_a_time_without_zone_is_norwegian_time_whatever_the_machine_thinks():
    winter, summer = Tidspunkt("2018-01-30T15:34:47"), Tidspunkt("2018-07-30T15:34:47")
    assert winter.moment == dt.datetime(2018, 1, 30, 14, 34, 47, tzinfo=dt.UTC)
    assert summer.moment == dt.datetime(2018, 7, 30, 13, 34, 47, tzinfo=dt.UTC)


def test_a_moment_near_midnight_has_the_date_and_clock_it_has_in_norway():
    value = Tidspunkt("2018-07-30T22:30:00Z")
    assert value.day == dt.date(2018, 7, 31)
    assert value.clock == dt.time(0, 30)


@pytest.mark.parametrize(
    ("text", "precision", "year", "month", "day"),
    [
        ("2018-02-01T11:20:13.123+01:00", "moment", 2018, 2, dt.date(2018, 2, 1)),
        ("2018-02-01", "day", 2018, 2, dt.date(2018, 2, 1)),
        ("2018-02-01+01:00", "day", 2018, 2, dt.date(2018, 2, 1)),
        ("2018-02", "month", 2018, 2, None),
        ("2018", "year", 2018, None, None),
        ("2018-05:00", "year", 2018, None, None),
        ("20180201", "year", 20180201, None, None),
        ("12:30:00Z", "clock", None, None, None),
        ("-0044", "year", -44, None, None),
        ("igår", "unknown", None, None, None),
    ],
)
def test_it_says_no_more_than_its_text(text, precision, year, month, day):
    value = Tidspunkt(text)
    assert (value.precision, value.year, value.month, value.day) == (precision, year, month, day)


def test_24_00_is_the_start_of_the_next_day():
    assert Tidspunkt("2018-02-28T24:00:00").moment == dt.datetime(2018, 3, 1, tzinfo=OSLO)
    assert Tidspunkt("24:00:00").clock == dt.time(0)


def test_it_is_written_from_python_values_with_seconds_and_zone():
    zone = dt.timezone(dt.timedelta(hours=2))
    assert Tidspunkt.of(dt.datetime(2026, 7, 1, 10, 2, tzinfo=zone)) == "2026-07-01T10:02:00+02:00"
    assert (
        Tidspunkt.of(dt.datetime(2026, 7, 1, 10, 2, 3, 500_000, tzinfo=OSLO))
        == "2026-07-01T10:02:03.500000+02:00"
    )
    assert Tidspunkt.of(dt.date(2026, 7, 1)) == "2026-07-01"
    assert Tidspunkt.of(dt.time(10, 2)) == "10:02:00"


def test_a_pickled_time_is_still_a_time():
    assert pickle.loads(pickle.dumps(Tidspunkt("2018-02-01"))).day == dt.date(2018, 2, 1)
