"""XML Schema documents reduced to what counts: structure, without the names of types.

Two sets of schema documents that reduce to the same accept the same documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from . import XS

Name = tuple[str | None, str]
# Written (\d+\.?)*\d+ in the standards: the same strings, but exponential to match
SAME_PATTERN = {r"(\d+\.?)*\d+": r"\d+(\.\d+)*"}
_OCCURS = {(0, 1): "?", (0, None): "*", (1, None): "+", (1, 1): ""}


@dataclass(frozen=True)
class Simple:
    """A simple type: its built-in base or union, and its facets."""

    base: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Particle:
    """What may stand at one place, how often; high is None for no upper bound."""

    kind: str  # element, any, sequence, choice
    low: int = 1
    high: int | None = 1
    name: Name = (None, "")
    node: etree._Element | None = field(default=None, compare=False)
    parts: tuple[Particle, ...] = ()

    @property
    def is_once(self) -> bool:
        return (self.low, self.high) == (1, 1)

    def __str__(self) -> str:
        if self.kind in {"element", "any"}:
            text = self.name[1]
        else:
            text = "(" + (", " if self.kind == "sequence" else " | ").join(map(str, self.parts)) + ")"
        return text + _OCCURS.get((self.low, self.high), f"{{{self.low},{self.high}}}")

    def elements(self) -> Iterator[Particle]:
        """Every element declaration in it."""
        if self.kind == "element":
            yield self
        for part in self.parts:
            yield from part.elements()


@dataclass(frozen=True)
class Attribute:
    use: str
    fixed: str | None
    type: Simple


@dataclass(frozen=True)
class Content:
    """What an element may hold."""

    mixed: bool = False
    particle: Particle | None = None
    attributes: dict[Name, Attribute] = field(default_factory=dict)
    simple: Simple | None = None


class SchemaSet:
    """Some schema documents that refer to each other."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self.elements: dict[Name, etree._Element] = {}
        self._types: dict[Name, etree._Element] = {}
        self._attributes: dict[Name, etree._Element] = {}
        self._groups: dict[Name, etree._Element] = {}
        tables = {
            "element": self.elements,
            "complexType": self._types,
            "simpleType": self._types,
            "attribute": self._attributes,
            "attributeGroup": self._groups,
        }
        for root in roots:
            for node in root.iterchildren(etree.Element):
                table = tables.get(node.tag.removeprefix(XS))
                if table is not None:
                    table[root.get("targetNamespace"), node.get("name")] = node

    def content(self, declaration: etree._Element) -> Content:
        """The content model of an element."""
        return self._content(self._type_of(declaration))

    def _type_of(self, node: etree._Element) -> etree._Element | str:
        """The node of its type, or the name of a built-in one."""
        if node.get("type"):
            return self._type(node, node.get("type"))
        for inner in node.iterchildren(f"{XS}complexType", f"{XS}simpleType"):
            return inner
        return "anyType" if node.tag == f"{XS}element" else "anySimpleType"

    def _type(self, node: etree._Element, name: str) -> etree._Element | str:
        found = _resolved(node, name)
        return found[1] if found[0] == XS[1:-1] else self._types[found]

    def _content(self, type_: etree._Element | str) -> Content:
        if isinstance(type_, str) or type_.tag == f"{XS}simpleType":
            return Content(simple=self._simple(type_))
        for derived in type_.iterchildren(f"{XS}simpleContent", f"{XS}complexContent"):
            return self._derived(derived)
        return self._own(type_, mixed=type_.get("mixed") == "true")

    def _derived(self, derived: etree._Element) -> Content:
        body = next(derived.iterchildren(f"{XS}extension", f"{XS}restriction"))
        base = self._content(self._type(body, body.get("base")))
        own = self._own(body, mixed=derived.get("mixed") == "true")
        if derived.tag == f"{XS}simpleContent":
            return replace(base, attributes=base.attributes | own.attributes)
        if body.tag == f"{XS}restriction":
            return own
        parts = tuple(part for part in (base.particle, own.particle) if part)
        joined = normal(Particle("sequence", parts=parts))
        return Content(base.mixed or own.mixed, joined, base.attributes | own.attributes)

    def _own(self, body: etree._Element, *, mixed: bool) -> Content:
        parts = tuple(map(self._particle, body.iterchildren(f"{XS}sequence", f"{XS}choice")))
        return Content(mixed, normal(Particle("sequence", parts=parts)), self._attributes_of(body))

    def _particle(self, node: etree._Element) -> Particle:
        low, high = int(node.get("minOccurs", 1)), node.get("maxOccurs", "1")
        base = Particle(node.tag.removeprefix(XS), low, None if high == "unbounded" else int(high))
        if base.kind == "element":
            name = _resolved(node, node.get("ref")) if node.get("ref") else _local(node)
            return replace(base, name=name, node=self.elements[name] if node.get("ref") else node)
        if base.kind == "any":
            rule = f"any[{node.get('processContents', 'strict')} {node.get('namespace', '##any')}]"
            return replace(base, name=(None, rule))
        inner = node.iterchildren(*(f"{XS}{kind}" for kind in ("element", "any", "choice", "sequence")))
        return replace(base, parts=tuple(map(self._particle, inner)))

    def _attributes_of(self, node: etree._Element) -> dict[Name, Attribute]:
        found: dict[Name, Attribute] = {}
        for group in node.iterchildren(f"{XS}attributeGroup"):
            found |= self._attributes_of(self._groups[_resolved(group, group.get("ref"))])
        for one in node.iterchildren(f"{XS}attribute"):
            name = _resolved(one, one.get("ref")) if one.get("ref") else (None, one.get("name"))
            declared = self._attributes[name] if one.get("ref") else one
            fixed = one.get("fixed") or declared.get("fixed")
            found[name] = Attribute(one.get("use", "optional"), fixed, self._simple(self._type_of(declared)))
        return found

    def _simple(self, type_: etree._Element | str) -> Simple:
        if isinstance(type_, str):
            return Simple((type_,))
        for union in type_.iterchildren(f"{XS}union"):
            members = (self._simple(self._type(union, one)).base for one in union.get("memberTypes").split())
            return Simple(("union", *(name for base in members for name in base)))
        restriction = next(type_.iterchildren(f"{XS}restriction"))
        base = self._simple(self._type(restriction, restriction.get("base")))
        patterns = (SAME_PATTERN.get(one, one) for one in _facets(restriction, "pattern"))
        values = tuple(sorted(_facets(restriction, "enumeration")))
        return Simple(base.base, tuple(sorted((*base.patterns, *patterns))), values or base.values)


def normal(particle: Particle) -> Particle:
    """The same language in its plainest form: no groups of one, no groups within groups of their kind."""
    if particle.kind not in {"sequence", "choice"}:
        return particle
    parts: list[Particle] = []
    for part in map(normal, particle.parts):
        if part.kind in {"sequence", "choice"} and not part.parts:
            continue
        if part.kind == particle.kind and part.is_once:
            parts += part.parts
        elif particle.kind == "choice" and particle.high is None and (part.low, part.high) == (1, None):
            parts.append(replace(part, high=1))  # (a+ | b+)+ is (a | b)+
        else:
            parts.append(part)
    if len(parts) == 1 and particle.is_once:
        return parts[0]
    if len(parts) == 1 and parts[0].is_once:
        return replace(parts[0], low=particle.low, high=particle.high)
    return replace(particle, parts=tuple(parts))


def _facets(restriction: etree._Element, kind: str) -> list[str]:
    return [facet.get("value") for facet in restriction.iterchildren(f"{XS}{kind}")]


def _resolved(node: etree._Element, name: str) -> Name:
    prefix, _, local = name.rpartition(":")
    return node.nsmap.get(prefix or None), local


def _local(node: etree._Element) -> Name:
    root = node.getroottree().getroot()
    qualified = root.get("elementFormDefault") == "qualified"
    return root.get("targetNamespace") if qualified else None, node.get("name")
