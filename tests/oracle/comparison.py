"""Every difference in structure between two sets of schemas, by pairs of elements from the top down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from .content_model import Particle, SchemaSet

_RULES = ("fixed", "default", "nillable", "abstract", "substitutionGroup")


class Difference(NamedTuple):
    path: str
    what: str
    ours: object
    official: object


class Comparison:
    """Compares our schema with an official one, in the namespaces that both have."""

    def __init__(self, ours: SchemaSet, official: SchemaSet) -> None:
        self._ours, self._official = ours, official
        self._compared: set[tuple[etree._Element, etree._Element]] = set()

    def differences(self) -> Iterator[Difference]:
        ours, official = self._ours.elements, self._official.elements
        shared = {namespace for namespace, _ in ours} & {namespace for namespace, _ in official}
        for name in sorted(name for name in ours.keys() | official.keys() if name[0] in shared):
            if name not in ours:
                yield Difference(name[1], "missing global element", None, name[0])
            elif name not in official:
                yield Difference(name[1], "extra global element", name[0], None)
            else:
                yield from self._elements(ours[name], official[name], name[1])

    def _elements(self, ours: etree._Element, official: etree._Element, path: str) -> Iterator[Difference]:
        if (ours, official) in self._compared:
            return
        self._compared.add((ours, official))
        for rule in _RULES:
            if ours.get(rule) != official.get(rule):
                yield Difference(path, rule, ours.get(rule), official.get(rule))
        one, other = self._ours.content(ours), self._official.content(official)
        for what in ("mixed", "simple"):
            if getattr(one, what) != getattr(other, what):
                yield Difference(path, what, getattr(one, what), getattr(other, what))
        for name in sorted(one.attributes.keys() | other.attributes.keys(), key=str):
            if one.attributes.get(name) != other.attributes.get(name):
                yield Difference(
                    f"{path}/@{name[1]}", "attribute", one.attributes.get(name), other.attributes.get(name)
                )
        yield from self._particles(one.particle, other.particle, path)

    def _particles(self, ours: Particle | None, official: Particle | None, path: str) -> Iterator[Difference]:
        if str(ours) != str(official):
            yield Difference(path, "content", str(ours), str(official))
        one = {particle.name: particle.node for particle in ours.elements()} if ours else {}
        other = {particle.name: particle.node for particle in official.elements()} if official else {}
        for name in sorted(one.keys() ^ other.keys(), key=str):
            yield Difference(f"{path}/{name[1]}", "name", name in one and name, name in other and name)
        for name in one.keys() & other.keys():
            yield from self._elements(one[name], other[name], f"{path}/{name[1]}")
