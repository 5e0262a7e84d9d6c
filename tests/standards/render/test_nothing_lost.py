"""Every text and attribute of a document is found on its page."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from render_marks import marked, places_of, read_by_people, tree, without_blanks

from golden.letters import kept, names_kept
from oracle import needs_oracle, official_examples
from samhandling.standards.render import render_html, render_text

EXAMPLES = official_examples("plo-1.6", "dialogmelding", "epikrise-1.2", "henvisning-2.0", "legemiddel")


@pytest.mark.parametrize("name", names_kept())
def test_every_marked_value_is_on_the_page(name: str) -> None:
    document, marks = marked(kept(name))

    page = read_by_people(render_html(document))

    assert [mark for mark in marks if mark not in page] == []


@pytest.mark.parametrize("name", names_kept())
def test_every_marked_value_is_in_the_text(name: str) -> None:
    document, marks = marked(kept(name))

    text = without_blanks(render_text(document))

    assert [mark for mark in marks if mark not in text] == []


@pytest.mark.parametrize("name", names_kept())
def test_every_value_of_a_letter_is_on_its_page(name: str) -> None:
    assert missing(kept(name)) == []


@needs_oracle
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_marked_value_of_an_official_example_is_on_the_page(path: Path) -> None:
    document, marks = marked(path.read_bytes())

    page = read_by_people(render_html(document))

    assert [mark for mark in marks if mark not in page] == []


@needs_oracle
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_value_of_an_official_example_is_on_its_page(path: Path) -> None:
    assert missing(path.read_bytes()) == []


def missing(document: bytes) -> list[str]:
    """The values that are not on the page in any form that a reader would know."""
    page = read_by_people(render_html(document))
    return [value for value in _values(document) if not any(form in page for form in _forms(value))]


def _values(document: bytes) -> set[str]:
    root = tree(document)
    places = [(element, name) for element, name in places_of(root) if name != "tail"]
    return {(element.text if name == "text" else element.get(name)) or "" for element, name in places}


def _forms(value: str) -> list[str]:
    """How a value may look to a reader: as it is, as yes or no, with a decimal comma, as a telephone."""
    words = {"true": ["Ja"], "false": ["Nei"], "1": ["Ja"], "0": ["Nei"]}
    bare = without_blanks(value)
    try:
        comma = [bare.replace(".", ",")] if Decimal(bare) is not None else []
    except InvalidOperation:
        comma = []
    return [bare, *words.get(bare, []), *comma]
