"""Faults that libxml2 does not see, and one that it sees by mistake."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from samhandling.errors import Issue

from .element import Element, Node
from .fields import Field, fields
from .locate import path
from .schema import Fault
from .texts import issue
from .tree import XmlElement, attributes, line, local_name, namespace

_DATE = re.compile(r"-?\d\d[\d:TZ+.-]*")


class _Rule(NamedTuple):
    """What is looked at in one element: attributes with the only value allowed, and its text."""

    fixed: tuple[tuple[str, str], ...]
    is_base64: bool


class Gaps:
    """Checks that libxml2 leaves out: `fixed` on an attribute of another namespace, stray signs in base64.

    What is kept as it came is not decoded, so that stray signs in it change nothing.
    """

    def __init__(self, classes: Iterable[type[Node]]) -> None:
        judged = (cls for cls in classes if issubclass(cls, Element) and not cls.is_kept)
        versions = ((cls, version) for cls in judged for version in cls.ns.uris)
        rules = {cls.global_tag(version): _rule(fields(cls, version)) for cls, version in versions}
        self._rules = {tag: rule for tag, rule in rules.items() if rule.fixed or rule.is_base64}

    def issues(self, root: XmlElement) -> Iterator[Issue]:
        """What libxml2 left out; made for speed, since every message passes here."""
        for element in root.iter(*self._rules) if self._rules else ():
            rule = self._rules[element.tag]
            for name, wanted in rule.fixed:
                if (value := element.get(name)) != wanted and value is not None:
                    where = f"{path(element)}/@{local_name(name)}"
                    yield issue("fixed", line(element), where, value=value, wanted=wanted)
            if rule.is_base64 and not _is_base64(element.text or ""):
                yield issue("base64", line(element), path(element))


def _rule(own: tuple[Field, ...]) -> _Rule:
    foreign = [one for one in own if one.kind == "attribute" and namespace(one.tag)]
    return _Rule(
        tuple((one.tag, one.fixed) for one in foreign if one.fixed is not None),
        any(one.kind == "text" and one.simple and one.simple.base == "base64Binary" for one in own),
    )


def _is_base64(text: str) -> bool:
    packed = text.encode("ascii", "replace").translate(None, b" \t\r\n")
    try:
        binascii.a2b_base64(packed, strict_mode=True)
    except binascii.Error:
        return False
    return True


def trimmed_dates(faults: Iterable[Fault]) -> bool:
    """Take away white space round faulted dates, which XML Schema allows and libxml2 does not.

    True if any was found.
    """
    found = False
    for fault in faults:
        if fault.is_date and (padded := list(_padded(fault.element))):
            found = True
            for name, value in padded:
                if name:
                    fault.element.set(name, value.strip())
                else:
                    fault.element.text = value.strip()
    return found


def _padded(element: XmlElement) -> Iterator[tuple[str, str]]:
    """The element's text (name "") and attributes that are dates with white space round them."""
    texts = [("", element.text or ""), *attributes(element)]
    return ((name, text) for name, text in texts if text != text.strip() and _DATE.fullmatch(text.strip()))
