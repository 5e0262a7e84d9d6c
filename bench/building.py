"""Writing a message: from plain values to checked bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from bench.figures import Measured
from bench.letters import LARGE, NAMES, SMALL, letter
from bench.oracle import plain_schema
from bench.timing import in_turn
from samhandling.standards.definition import Node
from samhandling.standards.reading import parse
from samhandling.standards.writing import to_xml

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.sizes import Sizes


def measure(sizes: Sizes) -> Measured:
    """A small and a large letter, built from their values and written."""
    found = Measured()
    for name in (SMALL, LARGE):
        data = letter(name)
        plan = _plan(parse(data))
        ways = {
            "floor": _floor(data),
            "build + self-check": lambda plan=plan: to_xml(_built(plan)),
            "build alone": lambda plan=plan: _built(plan),
        }
        times = in_turn(ways, sizes.rounds)
        for way in list(ways)[1:]:
            found.add(
                f"{NAMES[name]}, {len(data) / 1000:.0f} kB: {way}",
                times[way].median * 1e6,
                "µs",
                floor=times["floor"].median * 1e6,
                ratio=times[way].ratio(times["floor"]),
            )
    found.say(
        f"Floor: the same tree made with `lxml.etree.SubElement`,"
        f" validated by {plain_schema()[1]}, serialised."
    )
    found.say(
        "Build: one Python object per element from plain values, as a form does it. What is written is"
        " checked for structure before it leaves. Processor time."
    )
    return found


def _plan(value: Any) -> Any:
    """A typed message taken apart into classes and plain values."""
    if isinstance(value, Node):
        told = {name: _plan(part) for name, part in value.values.items() if part not in (None, ())}
        return type(value), told
    return [_plan(part) for part in value] if type(value) is tuple else value


def _built(plan: Any) -> Any:
    if isinstance(plan, tuple):
        made, told = plan
        return made(**{name: _built(part) for name, part in told.items()})
    return [_built(part) for part in plan] if isinstance(plan, list) else plan


def _floor(data: bytes) -> Callable[[], bytes]:
    schema, _what = plain_schema()
    plan = _element(etree.fromstring(data))

    def build() -> bytes:
        root = etree.Element(plan[0], plan[1], nsmap=plan[4])
        _fill(root, plan)
        assert schema.validate(root)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    return build


def _element(source: etree._Element) -> tuple[Any, ...]:
    children = [_element(child) for child in source]
    return source.tag, dict(source.attrib), source.text, children, source.nsmap


def _fill(made: etree._Element, plan: tuple[Any, ...]) -> None:
    made.text = plan[2]
    for part in plan[3]:
        _fill(etree.SubElement(made, part[0], part[1]), part)
