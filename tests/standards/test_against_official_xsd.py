"""Our verdict on faulty and sound documents is that of the official XSDs, apart from explained differences.

`SOAK=20000 pytest tests/standards/test_against_official_xsd.py` tries that many mutants per format.
"""

import os
from random import Random

import pytest

from oracle import FORMATS, needs_oracle, official_schema
from oracle.differences import judged
from oracle.instances import Instances
from samhandling.standards.reading import check_tree

MUTANTS = int(os.environ.get("SOAK", "150"))


@needs_oracle
@pytest.mark.parametrize("name", FORMATS)
def test_a_mutant_is_judged_as_the_official_schema_judges_it(name):
    verdicts = set()
    for one in judged(name, MUTANTS):
        verdicts.add(one.is_valid)
        assert one.agrees or one.why, (one.what, one.issues, one.data.decode())
    assert verdicts == {True, False}


@needs_oracle
@pytest.mark.parametrize("name", FORMATS)
def test_a_document_made_from_our_declarations_is_sound_by_the_official_schema(name):
    random, official = Random(f"documents of {name}"), official_schema(name)
    for _ in range(40):
        document = Instances(name, random).document()
        assert official.validate(document), official.error_log
        assert check_tree(document) == []


@needs_oracle
def test_a_third_judge_sees_with_us_what_libxml2_passes_over():
    from oracle import third  # slow to import

    name = "EPJ-ekstrakt 2008"
    passed_over = next(one for one in judged(name, MUTANTS * 20) if one.is_valid and one.issues)
    agreed_on = next(one for one in judged(name, MUTANTS) if one.is_valid and not one.issues)
    assert passed_over.why == "fixed on an attribute of another namespace"
    assert third.is_valid(agreed_on.data, name)
    assert not third.is_valid(passed_over.data, name)
