"""A document against the declarations: every issue with its structure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from .explain import explained
from .gaps import Gaps, trimmed_dates
from .schema import MAX_FAULTS, Schema

if TYPE_CHECKING:
    from samhandling.errors import Issue

    from .element import Node
    from .tree import XmlElement


class Checker:
    """Checks documents that are made of a closed set of declared classes."""

    def __init__(self, classes: Iterable[type[Node]]) -> None:
        declared = tuple(classes)
        self.schema = Schema(declared)
        self._gaps = Gaps(declared)

    def issues(self, root: XmlElement, *, is_small: bool = False) -> list[Issue]:
        """Every issue, structure first, at most a hundred of each kind; [] when the document is sound.

        White space round a faulted date is taken out of the tree: it has no meaning.
        """
        faults = self.schema.faults(root, is_small=is_small)
        while faults and trimmed_dates(faults):
            faults = self.schema.faults(root, is_small=is_small)
        found = explained(faults, frozenset(self.schema.documents)) if faults else []
        return found + list(islice(self._gaps.issues(root), MAX_FAULTS))
