"""The demo clock moves forward only, and ends at true time."""

import datetime as dt

import pytest

from samhandling.demo.seeding.demo_clock import DemoClock

LONG_AGO = dt.datetime(2026, 10, 20, 8, tzinfo=dt.UTC)


@pytest.fixture
def clock(tmp_path):
    return DemoClock(tmp_path / "clock")


def offset(clock):
    return float(clock.file.read_text(encoding="ascii"))


def test_it_never_goes_back(clock):
    clock.move_to(LONG_AGO)
    before = offset(clock)
    clock.move_to(LONG_AGO - dt.timedelta(hours=1))
    assert offset(clock) == before


def test_it_goes_to_the_moment_asked_for(clock):
    clock.move_to(LONG_AGO)
    shown = dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=offset(clock))
    assert abs(shown - LONG_AGO) < dt.timedelta(seconds=5)


def test_it_ends_at_true_time(clock):
    clock.move_to(LONG_AGO)
    clock.true_time()
    assert offset(clock) == 0
