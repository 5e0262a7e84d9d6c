"""The node's clock: what the time is for records, deadlines and messages.

Tokens towards the carrier keep true time, and so do leases, retries and signs of life: they measure how
long a process has been at work, not when something happened. The demo sector moves this clock through its
30 days of history by a file that holds an offset in seconds (SAMHANDLING_CLOCK); without one it is true time.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path


def now() -> dt.datetime:
    """The time now, aware, in UTC."""
    return true_now() + _shift()


def true_now() -> dt.datetime:
    """The time on the wall, aware, in UTC: for leases, retries and signs of life."""
    return dt.datetime.now(tz=dt.UTC)


def _shift() -> dt.timedelta:
    file = os.environ.get("SAMHANDLING_CLOCK")
    if not file:
        return dt.timedelta()
    text = Path(file).read_text(encoding="ascii").strip()
    return dt.timedelta(seconds=float(text or 0))
