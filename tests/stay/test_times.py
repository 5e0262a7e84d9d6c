"""Dates are Norwegian, hours are absolute, and neither pretends to be the other."""

from datetime import UTC, date, datetime, time

import pytest

from samhandling.stay.times import Moment, at_clock, day_of, days_between, end_of, midnight


@pytest.mark.parametrize("text", ["", "i morgen", "2024-13-01"])
def test_what_is_no_time_has_no_day(text):
    assert Moment.read(text).day is None


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "9999-12-31T23:59:59", "1066-10-14"])
def test_a_date_that_nobody_can_mean_is_no_day(text):
    assert Moment.read(text).day is None
    assert Moment.read(text).text == text


def test_a_year_or_a_month_is_no_day():
    assert [Moment.read(text).day for text in ("2024", "2024-05")] == [None, None]


def test_a_bare_date_has_no_clock_and_shows_none():
    moment = Moment.read("2018-01-31")
    assert (moment.day, moment.instant, moment.exact) == (date(2018, 1, 31), None, False)
    assert moment.words() == "31.01.2018"
    assert moment.earliest == datetime(2018, 1, 30, 23, tzinfo=UTC)


def test_late_evening_in_utc_is_the_next_day_in_norway():
    assert Moment.read("2024-05-05T23:30:00Z").day == date(2024, 5, 6)


def test_a_day_has_23_or_25_hours_twice_a_year():
    hours = [(end_of(day) - midnight(day)).total_seconds() / 3600
             for day in (date(2024, 3, 31), date(2024, 10, 27), date(2024, 5, 6))]  # fmt: skip
    assert hours == [23, 25, 24]


def test_days_go_up_to_but_not_with_the_last():
    assert days_between(date(2024, 5, 6), date(2024, 5, 8)) == [date(2024, 5, 6), date(2024, 5, 7)]
    assert days_between(date(2024, 5, 8), date(2024, 5, 6)) == []


def test_a_clock_time_is_norwegian():
    assert at_clock(date(2024, 7, 1), time(16)) == datetime(2024, 7, 1, 14, tzinfo=UTC)
    assert day_of(datetime(2024, 7, 1, 22, 30, tzinfo=UTC)) == date(2024, 7, 2)


def test_two_writings_can_mean_the_same():
    clock, other, bare = (
        Moment.read(t) for t in ("2024-05-06T10:00:00", "2024-05-06T08:00:00Z", "2024-05-06")
    )
    assert clock.same_as(other)
    assert bare.same_as(clock)
    assert not clock.same_as(Moment.read("2024-05-06T10:00:01"))
