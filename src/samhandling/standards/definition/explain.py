"""libxml2's verdicts, put into words by what the declarations say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from samhandling.errors import Issue

from .element import Node, element_class
from .fields import Field, fields
from .schema import Fault
from .texts import TYPE_WORDS, issue
from .tree import XmlElement, attributes, line, local_name, namespace

_CONTENT = {
    "SCHEMAV_ELEMENT_CONTENT",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_2",
}
_RULES = {
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "text-not-allowed",
    "SCHEMAV_CVC_TYPE_3_1_2": "element-not-allowed",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "unknown-attribute",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": "unknown-attribute",
    "SCHEMAV_CVC_TYPE_3_1_1": "unknown-attribute",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "missing-attribute",
    "SCHEMAV_CVC_ENUMERATION_VALID": "enum",
    "SCHEMAV_CVC_PATTERN_VALID": "pattern",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_1": "fixed",
    "SCHEMAV_CVC_ELT_5_2_2_2_1": "fixed",
    "SCHEMAV_CVC_ELT_5_2_2_2_2": "fixed",
    "SCHEMAV_CVC_AU": "fixed",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_1": "type",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_3": "type",
    "SCHEMAV_CVC_ELT_3_1": "nil",
}
_LONGEST_VALUE = 80


class Where(NamedTuple):
    """The place of a fault."""

    element: XmlElement
    path: str
    attribute: str

    def issue(self, text: str, **values: object) -> Issue:
        return issue(text, line(self.element), self.path, **values)  # type: ignore[arg-type]


def explained(faults: list[Fault], known: frozenset[str]) -> list[Issue]:
    """Faults as issues.  known: the namespaces that the schema holds."""
    issues: list[Issue] = []
    for fault in faults:
        found = _explained(fault, known)
        repeats = found.rule in {"type", "structure"} and issues and issues[-1].path == found.path
        if not repeats:  # libxml2 follows up a broken facet by saying that the type is broken too
            issues.append(found)
    return issues


def _explained(fault: Fault, known: frozenset[str]) -> Issue:
    found = re.match(r"Element '[^']*', attribute '([^']*)': ", fault.text)
    attribute = local_name(found[1]) if found else ""
    where = fault.path + (f"/@{attribute}" if attribute else "")
    place = Where(fault.element, where, attribute)
    if fault.kind in _CONTENT:
        return _content_issue(place, fault.text, known)
    if "strict wildcard" in fault.text:
        return _undeclared(place, known)
    return _value_issue(place, fault)


def _value_issue(place: Where, fault: Fault) -> Issue:
    """A fault in one attribute or text."""
    detail = re.sub(r"^Element '[^']*'(, attribute '[^']*')?: (\[facet '\w+'\] )?", "", fault.text)
    rule = _RULES.get(fault.kind, "structure")
    if rule == "missing-attribute":
        wanted = re.search(r"attribute '(?:\{[^}]*\})?([^']*)' is required", detail)
        return place.issue(rule, attribute=wanted[1] if wanted else "")
    if rule == "type":
        name = re.search(r"'xs:(\w+)'", detail)
        english, norwegian = TYPE_WORDS.get(name[1] if name else "union", (detail, detail))
        return place.issue(rule, value=_value(place), wanted=english, wanted_no=norwegian)
    return place.issue(
        rule,
        name=local_name(place.element.tag),
        attribute=place.attribute,
        value=_value(place),
        wanted=_wanted(detail),
        detail=re.sub(r"\{[^{}'\s]*\}", "", detail),
    )


def _wanted(detail: str) -> str:
    """What libxml2 says would have been right: a set, a pattern or a fixed value."""
    found = re.search(r"(?:\{(.*)\}|pattern '(.*)'|fixed value constraint '(.*)')", detail)
    return next((group for group in found.groups() if group), "") if found else ""


def _value(place: Where) -> str:
    element, name = place.element, place.attribute
    text = (
        element.text if not name else next((v for k, v in attributes(element) if local_name(k) == name), "")
    )
    text = text or ""
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"


def _undeclared(place: Where, known: frozenset[str]) -> Issue:
    """An element where any declared message may stand, and this is none."""
    name, found = local_name(place.element.tag), namespace(place.element.tag)
    if found not in known:
        return issue("unknown-namespace", line(place.element), place.path,
                     apprec_code="T10", name=name, found=found)  # fmt: skip
    parent = place.element.getparent()
    return place.issue(
        "unknown-element", name=name, parent=local_name(parent.tag) if parent is not None else ""
    )


def _content_issue(place: Where, text: str, known: frozenset[str]) -> Issue:
    """What is wrong with the children here: missing, misplaced, repeated, unknown, in another namespace."""
    is_missing = "Missing child" in text
    parent = place.element if is_missing else place.element.getparent()
    if parent is None:
        return _undeclared(place, known)
    return _Children(place, parent, text).missing() if is_missing else _Children(place, parent, text).issue()


class _Children:
    """The children of one element against the fields that its class declares."""

    def __init__(self, place: Where, parent: XmlElement, text: str) -> None:
        self.place, self.parent, self.tag = place, parent, place.element.tag
        self.name = local_name(self.tag)
        declared = class_of(parent)
        self.spots = dict(_spots(fields(*declared))) if declared else {}
        expected = re.findall(r"(\{[^}]*\}[^\s,]+)", text.partition("xpected is")[2])
        self.needed = [t for t in expected if t not in self.spots or self.spots[t][1].required] or expected

    @property
    def wanted(self) -> str:
        return " / ".join(map(local_name, self.needed))

    def missing(self) -> Issue:
        return self.place.issue("missing", wanted=self.wanted)

    def issue(self) -> Issue:
        return self._unknown() if self.tag not in self.spots else self._misplaced()

    def _unknown(self) -> Issue:
        if same := next((tag for tag in self.spots if local_name(tag) == self.name), None):
            found, wanted = namespace(self.tag), namespace(same)
            return self.place.issue("wrong-namespace", name=self.name, found=found, wanted=wanted)
        parent = local_name(self.parent.tag)
        if near := get_close_matches(self.name, map(local_name, self.spots), 1):
            return self.place.issue("unknown-element:near", name=self.name, parent=parent, near=near[0])
        return self.place.issue("unknown-element", name=self.name, parent=parent)

    def _misplaced(self) -> Issue:
        spot, field = self.spots[self.tag]
        before = {sibling.tag for sibling in self.place.element.itersiblings("*", preceding=True)}
        after = {self.tag, *(sibling.tag for sibling in self.place.element.itersiblings("*"))}
        if self.tag in before and not field.many:
            return self.place.issue("too-many", name=self.name)
        for tag in self.spots:
            if tag in before and self.spots[tag][0] == spot and tag != self.tag:
                return self._pair("choice", tag)
        for tag, (other, _) in self.spots.items():
            if tag in before and other > spot:
                return self._pair("order:before", tag)
        for tag in self.needed:
            if tag in after and tag in self.spots and self.spots[tag][0] < spot:
                return self._pair("order:after", tag)
        return self.place.issue("missing:before", wanted=self.wanted, name=self.name)

    def _pair(self, text: str, other: str) -> Issue:
        return self.place.issue(text, name=self.name, other=local_name(other))


def _spots(own: Iterable[Field], at: int = 0) -> Iterator[tuple[str, tuple[int, Field]]]:
    """Where each child may stand, with the field that says how often: alternatives share a place."""
    for field in own:
        at += 0 if field.is_alternative else 1
        for option in field.options:
            if option.kind == "child":
                yield option.tag, (at, field)
            yield from _spots(option.parts, at - 1)
        at += max(1, *(len(option.parts) for option in field.options)) - 1


def class_of(element: XmlElement) -> tuple[type[Node], str | None] | None:
    """The declared class and version of an element, found from the nearest global element above it."""
    if found := element_class(element.tag):
        return found
    parent = element.getparent()
    above = class_of(parent) if parent is not None else None
    if above is None:
        return None
    options = (option for field in fields(*above) for option in field.leaves)
    option = next((option for option in options if option.tag == element.tag and option.cls), None)
    return (option.cls, option.version) if option and option.cls else None
