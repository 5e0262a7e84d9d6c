"""The golden letters are what is composed, are sound by the standards, and use what the standards declare."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from lxml import etree

from golden.letters import composed, kept, letters, names_kept
from golden.people import PATIENTS
from oracle import FORMATS, needs_oracle, official_schema
from samhandling.standards import catalogue
from samhandling.standards.definition import Node, element_class
from samhandling.standards.definition.fields import held
from samhandling.standards.facts import facts
from samhandling.standards.identifiers import is_synthetic
from samhandling.standards.msghead import MsgHead
from samhandling.standards.reading import parse, validate
from samhandling.standards.receipt import receipt_facts
from samhandling.standards.verdict import verdict

NAMES = sorted(letters())
RECEIPTS = [name for name in NAMES if name.startswith("apprec")]
MESSAGES = [name for name in NAMES if name not in RECEIPTS]
LEAST_COVERAGE = 0.97
# Classes that no letter of ours will ever hold, with why.
NEVER = {
    "PatientReport": "for reports to registers only",
    "Person": "of MsgHead: is not used by any class",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_committed_letter_is_what_is_composed(name: str) -> None:
    assert kept(name) == composed(name), "write them anew: python -m tests.golden.write"


def test_no_letter_is_left_over() -> None:
    assert names_kept() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_sound(name: str) -> None:
    assert validate(kept(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_reads_back_as_it_was_composed(name: str) -> None:
    assert parse(kept(name)) == letters()[name]


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_accepted_without_remarks(name: str) -> None:
    found = verdict(kept(name), None)

    assert (found.outcome, [issue.message for issue in found.issues]) == ("accept", [])


@pytest.mark.parametrize("name", RECEIPTS)
def test_a_receipt_is_known_as_one_and_can_be_read(name: str) -> None:
    assert verdict(kept(name), None).reason == "receipt"
    assert receipt_facts(kept(name)).original_msg_id


def test_every_type_stands_in_every_version() -> None:
    rows = (row for row in catalogue.MESSAGE_TYPES.values() if not row.is_receipt)
    wanted = {(row.code, version) for row in rows for version in row.versions}

    found = {(told.type_code, told.version) for told in map(facts, map(kept, MESSAGES))}

    assert wanted == found


def test_every_status_that_a_type_may_have_is_there() -> None:
    wanted = {(row.code, status) for row in catalogue.SENDABLE for status in row.statuses}

    found = {(told.type_code, told.status) for told in map(facts, map(kept, MESSAGES))}

    assert wanted <= found


def test_all_patients_are_invented() -> None:
    assert all(is_synthetic(patient.number) for patient in PATIENTS)


def test_the_letters_use_nearly_every_field(record_property: Callable[[str, object], None]) -> None:
    unused = sorted(declared() - used())
    coverage = 1 - len(unused) / len(declared())
    record_property("golden field coverage", f"{coverage:.3f}")

    assert coverage >= LEAST_COVERAGE, unused


def used() -> set[tuple[str, str]]:
    """(class, field) of everything that stands in some letter."""
    return {pair for name in NAMES for pair in _in(letters()[name])}


def _in(node: Node) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for name, value in node.values.items():
        several = value if isinstance(value, tuple) else () if value is None else (value,)
        if several:
            found.add((type(node).__name__, name))
        for one in several:
            found |= _in(one) if isinstance(one, Node) else set()
    return found


@cache
def declared() -> frozenset[tuple[str, str]]:
    """(class, field) of everything that a message or a receipt may hold, in any version."""
    roots = [element_class(row.tag(v)) for row in catalogue.MESSAGE_TYPES.values() for v in row.versions]
    reached: set[tuple[type[Node], str | None]] = set()
    waiting: list[tuple[type[Node], str | None]] = [(MsgHead, None), *filter(None, roots)]
    while waiting:
        cls, version = waiting.pop()
        if (cls, version) not in reached and cls.__name__ not in NEVER:
            reached.add((cls, version))
            waiting += [(o.cls, o.version) for f in held(cls, version) for o in f.options if o.cls]
    pairs = {(cls.__name__, f.name) for cls, version in reached for f in held(cls, version)}
    return frozenset(pairs)


@needs_oracle
@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_valid_by_the_official_schemas(name: str) -> None:
    schema = official_schema(*FORMATS)

    assert schema.validate(etree.fromstring(kept(name)).getroottree()), schema.error_log
