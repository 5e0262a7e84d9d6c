"""python -m bench [AREA…]: measure, tell, and write docs/performance.md."""

from __future__ import annotations

import argparse
import importlib
import time
from pathlib import Path

from bench import machine, page
from bench.figures import Measured, number
from bench.sizes import FULL, TINY, Sizes

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
AREAS = {
    "reading": "Reading a message",
    "building": "Writing a message",
    "inbound": "A message that comes in",
    "carrier_line": "Carrier and hub alone",
    "traffic": "Node to node",
    "folding": "A stay",
    "stays": "Many stays",
    "memory": "Memory",
    "screens": "Screens with a full record",
}
"""Each is a module here with `measure(sizes)`, and the title of its section."""


def main() -> None:
    told = _arguments()
    sizes = TINY if told.tiny else FULL
    for name in told.areas or AREAS:
        begun, moment = time.monotonic(), machine.moment()
        measured = _measure(name, sizes)
        print(f"{AREAS[name]}: {time.monotonic() - begun:.0f} s", flush=True)
        _tell(measured)
        if told.page:
            page.put(told.page, {AREAS[name]: page.section(AREAS[name], measured, moment)}, machine.facts())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure speed and memory.")
    parser.add_argument("areas", nargs="*", choices=[*AREAS, []], metavar="AREA", help=", ".join(AREAS))
    parser.add_argument("--tiny", action="store_true", help="only see that it runs; the page is left alone")
    parser.add_argument("--page", type=Path, help="the page to write, in place of docs/performance.md")
    told = parser.parse_args()
    told.page = told.page or (None if told.tiny else PAGE)
    return told


def _measure(name: str, sizes: Sizes) -> Measured:
    measured: Measured = importlib.import_module(f"bench.{name}").measure(sizes)
    return measured


def _tell(measured: Measured) -> None:
    for figure in measured.figures:
        times = f"  {number(figure.times)}×" if figure.times is not None else ""
        goal = f"  goal {figure.goal}: {'met' if figure.is_met else 'NOT MET'}" if figure.goal else ""
        print(f"  {figure.what:78} {number(figure.value):>8} {figure.unit}{times}{goal}", flush=True)


if __name__ == "__main__":
    main()
