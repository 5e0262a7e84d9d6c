"""The tests of the pure core once more, on a machine whose clock stands in another time zone.

Those that compare with the official schemas stay at home: a schema knows no clock.
"""

from __future__ import annotations

import pytest

from once_more import run_once_more

LIMIT = 700  # seconds: a busy machine takes its time


@pytest.mark.timeout(LIMIT + 60)
def test_a_machine_in_tokyo_reads_the_same_in_every_message() -> None:
    run_once_more(("standards", "stay"), {"TZ": "Asia/Tokyo"}, LIMIT, "-m", "not oracle")
