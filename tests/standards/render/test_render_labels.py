"""Every field has a name in every language, and no name is left over."""

from __future__ import annotations

import pytest

from samhandling.standards import catalogue, xmldsig
from samhandling.standards import reading as _reading  # noqa: F401  its import declares every format
from samhandling.standards.definition import CLASSES, Field, fields
from samhandling.standards.render.language import LANGUAGES, language_of, table
from samhandling.standards.render.layout import (
    CARDS,
    COLUMNS,
    HEADED,
    PEOPLE,
    PROSE,
    TECHNICAL,
    THROUGH,
    THROUGH_ALONE,
)


def _inside(cls: type) -> bool:
    """Whether it is a part of a signature, of which a page says no more than that it is there."""
    return cls.__module__ == xmldsig.__name__ and cls is not xmldsig.Signature


OURS = [cls for cls in CLASSES if cls.__module__.startswith("samhandling.standards.") and not _inside(cls)]
SHOWN = [cls for cls in OURS if cls is not xmldsig.Signature]
FIELDS = {(cls.__name__, f.name): f for cls in SHOWN for v in cls.ns.uris for f in fields(cls, v)}
CLASS_NAMES = {cls.__name__ for cls in OURS}
FIELD_NAMES = {name for _, name in FIELDS}


def holds(field: Field) -> set[str]:
    return {option.cls.__name__ for option in field.options if option.cls}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_class_has_a_name(code: str) -> None:
    names = language_of(code).classes

    assert sorted(CLASS_NAMES - names.keys()) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_field_of_every_class_has_a_label(code: str) -> None:
    words = language_of(code)

    bare = [
        (owner, name)
        for (owner, name), field in FIELDS.items()
        if not any(words.label(owner, name, held) for held in holds(field) or {""})
    ]

    assert bare == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_type_has_a_name(code: str) -> None:
    assert language_of(code).types.keys() == catalogue.MESSAGE_TYPES.keys()


def test_the_bokmaal_names_of_message_types_are_those_of_the_catalogue() -> None:
    assert language_of("nb").types == {code: row.name for code, row in catalogue.MESSAGE_TYPES.items()}


@pytest.mark.parametrize("file", ["labels.toml", "phrases.toml"])
def test_every_row_has_three_different_places_filled(file: str) -> None:
    rows = [row for row in _rows(table(file)) if not (len(row) == 3 and all(row))]

    assert rows == []


def _rows(part: dict[str, object]) -> list[list[str]]:
    """Every row of a table in any depth."""
    found: list[list[str]] = []
    for value in part.values():
        found += _rows(value) if isinstance(value, dict) else [value]
    return found


def test_no_label_is_for_a_field_or_class_that_is_gone() -> None:
    labels = table("labels.toml")
    own = {(cls, name) for cls, names in labels["in"].items() for name in names}

    assert sorted(labels["classes"].keys() - CLASS_NAMES) == []
    assert sorted(labels["fields"].keys() - FIELD_NAMES) == []
    assert sorted(own - FIELDS.keys()) == []


def test_the_layout_speaks_of_declared_classes_and_fields_only() -> None:
    wrappers = {one for one in THROUGH if "." not in one}
    named = wrappers | THROUGH_ALONE | PEOPLE | CARDS | COLUMNS.keys() | HEADED.keys()
    columns = {name for cls in COLUMNS.values() for column in cls for name in column}

    assert sorted(named - CLASS_NAMES) == []
    assert sorted((columns | PROSE) - FIELD_NAMES) == []
    assert (
        sorted(one for one in TECHNICAL | (THROUGH - wrappers) if tuple(one.split(".")) not in FIELDS) == []
    )


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="nb, nn, en"):
        language_of("sv")
