"""Faults that libxml2 does not see, and one that it sees by mistake."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterable, Iterator

from samhandling.errors import Issue

from .element import Element, Node
from .fields import Field, fields
from .locate import path
from .schema import Fault
from .texts import issue
from .tree import XmlElement, attributes, line, local_name, namespace

_DATE = re.compile(r"-?\d\d[\d:TZ+.-]*")
Check = Callable[[XmlElement], Iterator[Issue]]


class Gaps:
    """Checks that libxml2 leaves out: `fixed` on an attribute of another namespace, stray signs in base64."""

    def __init__(self, classes: Iterable[type[Node]]) -> None:
        self._checks: dict[str, list[Check]] = {}
        for cls in classes:
            for version in cls.ns.uris if issubclass(cls, Element) else ():
                if checks := list(_checks(fields(cls, version))):
                    self._checks[cls.ns.tag(cls.__name__, version)] = checks
        self._patterns = sorted({f"{{{namespace(tag)}}}*" for tag in self._checks})

    def issues(self, root: XmlElement) -> Iterator[Issue]:
        for element in root.iter(*self._patterns):
            for check in self._checks.get(element.tag, ()):
                yield from check(element)


def _checks(own: tuple[Field, ...]) -> Iterator[Check]:
    for one in own:
        if one.kind == "attribute" and one.fixed is not None and namespace(one.tag):
            yield _fixed(one.tag, one.fixed)
        if one.kind == "text" and one.simple and one.simple.base == "base64Binary":
            yield _base64


def _fixed(tag: str, wanted: str) -> Check:
    def check(element: XmlElement) -> Iterator[Issue]:
        value = element.get(tag)
        if value is not None and value != wanted:
            where = f"{path(element)}/@{local_name(tag)}"
            yield issue("fixed", line(element), where, value=value, wanted=wanted)

    return check


def _base64(element: XmlElement) -> Iterator[Issue]:
    packed = (element.text or "").encode("ascii", "replace").translate(None, b" \t\r\n")
    try:
        binascii.a2b_base64(packed, strict_mode=True)
    except binascii.Error:
        yield issue("base64", line(element), path(element))


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
