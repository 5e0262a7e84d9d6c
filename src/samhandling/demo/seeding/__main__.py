"""python -m samhandling.demo.seeding --port 8000 --days 30 --nodes "": the supervisor's child."""

from __future__ import annotations

import argparse
import datetime as dt
import signal
import sys

from samhandling.demo.place import Place, Ports
from samhandling.demo.sector import whole_sector
from samhandling.demo.seeding.conductor import Conductor
from samhandling.demo.seeding.reporter import Reporter


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--days", type=int, required=True)
    parser.add_argument("--nodes", default="")
    told = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what we started is ended too
    place = Place.here()
    sector = whole_sector().only(tuple(told.nodes.split(","))) if told.nodes else whole_sector()
    Conductor(place, Ports(told.port), sector, Reporter(place)).seed(dt.datetime.now(tz=dt.UTC), told.days)


main()
