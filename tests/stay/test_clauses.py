"""A clause beside the field that it governs."""

from datetime import date

import pytest

from samhandling.stay.clauses import Clause, clauses, governing, shipped
from samhandling.stay.rules import REGULATION, rules
from samhandling.stay.words import Words

TODAY = date(2026, 11, 22)


def refs(reference, **more):
    return [one.ref for one in clauses(reference, TODAY, **more)]


def test_what_is_no_reference_finds_nothing():
    assert refs("") == refs("HIS 1149") == refs("§ 99") == []


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("§ 11", ["§ 11"]),
        ("§§ 8 og 13", ["§ 8", "§ 13"]),
        (f"{REGULATION} §§ 10 og 11", ["§ 10", "§ 11"]),
        (f"{REGULATION} § 13, fra 1.1.2019", ["§ 13"]),
        ("§ 9 bokstav c", ["§ 9"]),
        ("§ 9, tillegg for PHV og TSB", ["§ 9, tillegg for PHV og TSB"]),
        ("HISD 80806 § 10.5", ["§ 10.5"]),
    ],
)
def test_a_reference_finds_its_clauses(reference, expected):
    assert refs(reference) == expected


def test_every_clause_of_the_regulation_that_a_rule_names_can_be_read():
    known = rules()
    tables = (known.prices, known.settings, known.obligations, known.days.values(), known.readiness)
    named = {row.clause for table in tables for row in table if row.clause.startswith(("§", "FOR-"))}
    assert [clause for clause in named if "før endringen" not in clause and not refs(clause)] == []


def test_general_knowledge_is_not_verified_and_all_name_a_source():
    assert {one.ref for one in shipped() if not one.verified} >= {"§ 7", "§ 9", "§ 14"}
    assert all(one.source for one in shipped())


def test_an_agreement_of_a_node_stands_over_what_ships_and_governs_a_setting():
    own = Clause(
        act="tjenesteavtale-2", ref="punkt 5", name="Svar", words=Words("Innen tre timer.", ""),
        governs=("reply_deadline_hours",), source="avtalen", valid_from=date(2026, 1, 1),
    )  # fmt: skip
    assert governing("reply_deadline_hours", TODAY, [own]) == (own,)
    assert governing("reply_deadline_hours", date(2025, 1, 1), [own]) == ()
