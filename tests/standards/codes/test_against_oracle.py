"""Our own lists say what the official ones say."""

import json

import pytest

from oracle import ORACLE
from samhandling.standards import codes

LISTS = ORACLE / "standards" / "codes" / "kodeverk.json"

pytestmark = [
    pytest.mark.oracle,
    pytest.mark.skipif(not LISTS.exists(), reason="the official code lists are not here"),
]


@pytest.fixture(scope="module")
def official():
    return json.loads(LISTS.read_text("utf-8"))["kodeverk"]


@pytest.mark.parametrize("system", codes.systems(), ids=lambda system: system.number)
def test_names_and_values_are_the_official_ones(system, official):
    theirs = official[system.number]
    values = theirs["values"] | (theirs.get("documented_extra") or {})
    assert system.name == theirs["navn"]
    assert system.values.items() <= values.items()


@pytest.mark.parametrize(
    "system", [system for system in codes.systems() if system.complete], ids=lambda system: system.number
)
def test_a_list_that_says_it_is_complete_is_so(system, official):
    assert official[system.number]["values"].keys() <= system.values.keys()
