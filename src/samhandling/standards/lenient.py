"""Reading elements by their names alone: for documents that may break the schema.

A message that does not validate must still be answered, so the header is read without trust in namespaces,
order or number. Blanks at the ends of a value never count.
"""

from collections.abc import Iterator

from samhandling.standards.definition.tree import XmlElement, local_name


def children(element: XmlElement | None, name: str) -> list[XmlElement]:
    """The child elements with this name, whatever their namespace."""
    return [] if element is None else list(element.iterchildren("{*}" + name))


def elements(element: XmlElement) -> Iterator[XmlElement]:
    """Child elements, comments and the like passed over."""
    return element.iterchildren("*")


def by_name(element: XmlElement) -> dict[str, list[XmlElement]]:
    """All child elements by their names, in one walk: for those who ask for many of them."""
    found: dict[str, list[XmlElement]] = {}
    for one in element.iterchildren("*"):
        found.setdefault(local_name(one.tag), []).append(one)
    return found


def first_by_name(element: XmlElement | None) -> dict[str, XmlElement]:
    """The first child element of each name, in one walk."""
    if element is None:
        return {}
    return {local_name(one.tag): one for one in element.iterchildren("*", reversed=True)}


def child(element: XmlElement | None, *names: str) -> XmlElement | None:
    """The first element down a path of names."""
    for name in names:
        if element is None:
            break
        element = next(element.iterchildren("{*}" + name), None)
    return element


def text(element: XmlElement | None, *names: str) -> str:
    """The text of the element down a path of names, empty when there is none."""
    found = child(element, *names) if names else element
    return "" if found is None else (found.text or "").strip()


def value(element: XmlElement | None, *names: str, attribute: str = "V") -> str:
    """A coded value down a path of names: its V (or DN, S, OT), empty when there is none."""
    found = child(element, *names) if names else element
    return "" if found is None else found.get(attribute, "").strip()
