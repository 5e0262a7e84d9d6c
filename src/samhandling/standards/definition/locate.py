"""Where an element is in its document, for people, and the element that libxml2 speaks of."""

from __future__ import annotations

import re
from collections import Counter

from .tree import XmlElement, local_name

_STEP = re.compile(r"/([^/\[]+)(?:\[(\d+)\])?")


def path(element: XmlElement) -> str:
    """`/MsgHead/MsgInfo/Sender`, with `[2]` where several of one name stand side by side."""
    root = element.getroottree().getroot()
    below = element.getroottree().getelementpath(element)
    steps = [] if below == "." else re.sub(r"\{[^}]*\}", "", below).split("/")
    return "/" + "/".join([local_name(root.tag), *steps])


class Locator:
    """Finds the elements and paths of many faults in one document.

    Siblings are counted once per parent, so that many faults under one parent take linear time.
    """

    def __init__(self, root: XmlElement) -> None:
        self._root = root
        self._children: dict[XmlElement, list[XmlElement]] = {}
        self._named: dict[tuple[XmlElement, str], list[XmlElement]] = {}
        self._steps: dict[XmlElement, dict[XmlElement, str]] = {}

    def find(self, where: str | None) -> XmlElement:
        """The element at a path of libxml2's, where `*[3]` is the third child and `p:x[2]` the second p:x.

        The nearest one above it where it cannot be found.
        """
        element = self._root
        for name, number in _STEP.findall(where or "")[1:]:
            same = self._same_named(element, name)
            if len(same) < int(number or 1):
                break
            element = same[int(number or 1) - 1]
        return element

    def path(self, element: XmlElement) -> str:
        """As `path`."""
        steps: list[str] = []
        while (parent := element.getparent()) is not None:
            steps.append(self._steps_below(parent)[element])
            element = parent
        return "/" + "/".join([local_name(element.tag), *reversed(steps)])

    def _all_below(self, parent: XmlElement) -> list[XmlElement]:
        if parent not in self._children:
            self._children[parent] = list(parent)
        return self._children[parent]

    def _same_named(self, parent: XmlElement, name: str) -> list[XmlElement]:
        if name == "*":
            return self._all_below(parent)
        if (parent, name) not in self._named:
            self._named[parent, name] = [one for one in self._all_below(parent) if _qualified(one) == name]
        return self._named[parent, name]

    def _steps_below(self, parent: XmlElement) -> dict[XmlElement, str]:
        """The last step of each child's path."""
        if parent not in self._steps:
            children = self._all_below(parent)
            totals, seen = Counter(one.tag for one in children), Counter[str]()
            self._steps[parent] = {}
            for one in children:
                seen[one.tag] += 1
                number = f"[{seen[one.tag]}]" if totals[one.tag] > 1 else ""
                self._steps[parent][one] = local_name(one.tag) + number
        return self._steps[parent]


def _qualified(element: XmlElement) -> str:
    name = local_name(element.tag)
    return f"{element.prefix}:{name}" if element.prefix else name
