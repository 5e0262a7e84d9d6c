"""The table of docs/conformance.md is what the tests say."""

from standards.conformance import DOCUMENT, cited, document, known, missing_tests


def test_every_id_that_a_test_cites_is_one_of_the_matrix():
    assert sorted(cited().keys() - known()) == []


def test_every_test_that_is_named_exists():
    assert missing_tests() == []


def test_the_table_is_current():
    how = "write it anew: PYTHONPATH=tests python -m standards.conformance"
    assert DOCUMENT.read_text(encoding="utf-8") == document(), how
