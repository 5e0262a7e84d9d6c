"""Cave: what a message warns of, so that a page can say it first."""

from __future__ import annotations

from collections.abc import Iterator

from samhandling.standards.definition.tree import XmlElement
from samhandling.standards.lenient import value
from samhandling.standards.reading import read_tree

CAVE = "CAVE"
"""Cave-opplysninger among the types of clinical information (8233)."""


def cave(document: bytes) -> tuple[str, ...]:
    """The warnings in a message, in its own words and order, each once; empty when it has none.

    From Cave and Allerginotat (EPJ components in PLO) and clinical information of type CAVE (epikrise,
    henvisning). Read leniently. Raises MessageError for a document that is no XML.
    """
    return tuple(dict.fromkeys(filter(None, _found(read_tree(document)))))


def _found(root: XmlElement) -> Iterator[str]:
    for keyword in root.iter("{*}StikkordCave"):
        yield _joined(keyword, "{*}CaveStikkord", "{*}Journaltekst/{*}Notat")
    for warning in root.iter("{*}Cave"):
        for allergy in warning.iter("{*}Allergi"):
            yield _joined(allergy, "{*}AllergiskMot")
    for item in root.iter("{*}InfItem"):
        if value(item, "Type") == CAVE:
            yield _joined(item, "{*}Observation/{*}Description", "{*}Observation/{*}Comment")


def _joined(element: XmlElement, *paths: str) -> str:
    found = (one for path in paths for one in element.iterfind(path))
    return ". ".join(filter(None, (" ".join("".join(map(str, one.itertext())).split()) for one in found)))
