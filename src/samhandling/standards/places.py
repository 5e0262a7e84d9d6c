"""Which code list a CS is from: that follows from the element, and from the message that it stands in."""

from __future__ import annotations

from functools import lru_cache

from samhandling.standards import codes
from samhandling.standards.codes import CodeSystem
from samhandling.standards.definition.tree import XmlElement, local_name, namespace

OF_ANOTHER_LIST = ("}Legemiddelform",)
"""PLO 1.5 has these from lists that went out of use with it (9078), of which we hold nothing."""
PLO_1_5 = ("http://www.kith.no/xmlstds/po/", "/2009-06-30")


def system_at(element: XmlElement, parent: str = "") -> CodeSystem | None:
    """The code system of a CS where it stands, under `parent`; None where we hold none."""
    if element.tag.endswith(OF_ANOTHER_LIST) and _is_in_plo_1_5(element):
        return None
    return _system(element.tag, parent)


@lru_cache(maxsize=2000)  # elements of the declared formats; others come and go
def _system(tag: str, parent: str) -> CodeSystem | None:
    return codes.system_of_element(local_name(tag), parent, namespace(tag))


def _is_in_plo_1_5(element: XmlElement) -> bool:
    start, end = PLO_1_5
    spaces = (namespace(one.tag) for one in element.iterancestors())
    return any(one.startswith(start) and one.endswith(end) for one in spaces)
