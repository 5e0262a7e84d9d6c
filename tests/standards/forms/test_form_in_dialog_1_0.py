"""A request can be sent to a partner who takes Dialogmelding 1.0 only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from filled_forms import envelope, filled
from samhandling.errors import InvalidMessage
from samhandling.standards.forms import PROFILES, compose, decompose
from samhandling.standards.verdict import verdict

REQUEST = PROFILES["DIALOG_FORESPORSEL"]
OLD = replace(envelope(), version="1.0")


def test_what_a_question_is_about_is_its_first_line() -> None:
    values = {name: value for name, value in filled(REQUEST).items() if name != "roles"}
    document = compose(REQUEST, values, OLD)
    assert verdict(document, None).outcome == "accept"
    told = decompose(REQUEST, document)["request"]
    assert told["question"].splitlines() == [
        values["request"]["subject"],
        *values["request"]["question"].splitlines(),
    ]


def test_a_unit_that_1_0_has_no_place_for_is_told_and_not_lost() -> None:
    with pytest.raises(InvalidMessage) as refused:
        compose(REQUEST, filled(REQUEST), OLD)
    assert refused.value.issues[0].rule == "not-in-version"
