"""The tests of the pure core run on a machine whose clock stands in Tokyo; the core reads the same there."""

from __future__ import annotations

import datetime as dt

from samhandling.standards.definition import OSLO


def test_the_machine_stands_in_tokyo_and_days_are_norwegian() -> None:
    midnight = dt.datetime(2026, 7, 1, tzinfo=OSLO)
    assert midnight.astimezone().isoformat() == "2026-07-01T07:00:00+09:00"
