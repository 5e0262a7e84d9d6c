"""Where an element is in its document, for people, and the element that libxml2 speaks of."""

from __future__ import annotations

import re

from .tree import XmlElement, local_name

_STEP = re.compile(r"/([^/\[]+)(?:\[(\d+)\])?")


def path(element: XmlElement) -> str:
    """`/MsgHead/MsgInfo/Sender`, with `[2]` where several of one name stand side by side."""
    root = element.getroottree().getroot()
    below = element.getroottree().getelementpath(element)
    steps = [] if below == "." else re.sub(r"\{[^}]*\}", "", below).split("/")
    return "/" + "/".join([local_name(root.tag), *steps])


class Locator:
    """Finds elements by libxml2's own paths, where `*[3]` is the third child and `p:x[2]` the second p:x.

    Children are indexed once per parent, so that many faults under one parent take linear time.
    """

    def __init__(self, root: XmlElement) -> None:
        self._root = root
        self._children: dict[XmlElement, dict[str, list[XmlElement]]] = {}

    def find(self, where: str | None) -> XmlElement:
        """The element, or the nearest one above it that can be found."""
        element = self._root
        for name, number in _STEP.findall(where or "")[1:]:
            same = self._indexed(element).get(name, [])
            if len(same) < int(number or 1):
                break
            element = same[int(number or 1) - 1]
        return element

    def _indexed(self, parent: XmlElement) -> dict[str, list[XmlElement]]:
        if parent not in self._children:
            index: dict[str, list[XmlElement]] = {"*": list(parent)}
            for child in parent:
                index.setdefault(_qualified(child), []).append(child)
            self._children[parent] = index
        return self._children[parent]


def _qualified(element: XmlElement) -> str:
    name = local_name(element.tag)
    return f"{element.prefix}:{name}" if element.prefix else name
