"""What a figure depends on, without saying whose machine it is."""

from __future__ import annotations

import datetime as dt
import os
import platform
import sqlite3
import sys
import time

import django
from lxml import etree

from bench.postgres import version


def facts() -> str:
    """One line: processor cores, and versions of what does the work."""
    libxml2 = ".".join(map(str, etree.LIBXML_VERSION))
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}{_whose()}, Django {django.__version__}, libxml2 {libxml2}, "
        f"SQLite {sqlite3.sqlite_version}, PostgreSQL {version()}"
    )


def _whose() -> str:
    """Debian's own is built with a profile: half as long for the same work as one built without."""
    return " of the system" if sys.base_prefix == "/usr" else ""


def moment() -> str:
    """When, how busy the machine was before (above 0: others were at work too), and how fast it is."""
    today = dt.datetime.now(tz=dt.UTC).date()
    busy, quick = os.getloadavg()[0], _a_million_additions()
    return f"{today.isoformat()}, load before it {busy:.1f}, a million additions in Python {quick:.0f} ms"


def _a_million_additions() -> float:
    """Milliseconds of processor time: machines that share their processors differ from hour to hour."""
    begun, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number
    return 1000 * (time.process_time() - begun)
