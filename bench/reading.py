"""Reading a message: structure against plain libxml2; rules, facts and rendering apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from bench.figures import Goal, Measured
from bench.letters import NAMES, letter
from bench.oracle import plain_schema
from bench.timing import Timed, in_turn
from samhandling.standards.facts import facts
from samhandling.standards.reading import parse
from samhandling.standards.render import render_html, render_text
from samhandling.standards.verdict import verdict

if TYPE_CHECKING:
    from bench.sizes import Sizes

GOAL = Goal("≤", 1.2)


def measure(sizes: Sizes) -> Measured:
    """Three letters, each way in turn."""
    found = Measured()
    for name, words in NAMES.items():
        _one(found, f"{words}, {len(letter(name)) / 1000:.0f} kB", letter(name), sizes.rounds)
    found.say(f"Floor: `lxml.etree.fromstring` + validation by {plain_schema()[1]}, compiled once.")
    found.say(
        "`parse` refuses DOCTYPE and what is too large or deep, checks structure and gives a typed message;"
        " its fields are read when they are asked for. `verdict` is parse, structure, facts and every rule,"
        " as for a message that comes in."
    )
    found.say(
        f"Processor time, median of {sizes.rounds} rounds, the ways in turn;"
        " × is the median of each round's own ratio."
    )
    return found


def _one(found: Measured, title: str, data: bytes, rounds: int) -> None:
    schema, _what = plain_schema()

    def floor() -> None:
        assert schema.validate(etree.fromstring(data))

    ways = {
        "floor": floor,
        "parse + structure": lambda: parse(data),
        "verdict: with facts and every rule": lambda: verdict(data, None),
        "facts alone": lambda: facts(data),
    }
    _tell(found, title, in_turn(ways, rounds))
    rendering = {
        "floor": floor,
        "as HTML": lambda: render_html(data),
        "as text": lambda: render_text(data),
    }
    _tell(found, title, in_turn(rendering, max(2, rounds // 5)))


def _tell(found: Measured, title: str, times: dict[str, Timed]) -> None:
    floor = times.pop("floor")
    for name, one in times.items():
        found.add(
            f"{title}: {name}",
            one.median * 1e6,
            "µs",
            floor=floor.median * 1e6,
            ratio=one.ratio(floor),
            goal=GOAL if name.startswith("parse") else None,
        )
