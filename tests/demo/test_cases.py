"""The invented cases make clinical sense, and say in words what they mean."""

import pytest

from samhandling.demo.cases import cases
from samhandling.demo.letters.journal import FORMS
from samhandling.standards import codes

REFUSES = {"penicillin": ("J01C",), "morfin": ("N02A",), "trimetoprim": ("J01E",)}
"""What a cave rules out, by the beginning of the ATC code."""


@pytest.mark.parametrize("case", cases().values(), ids=str)
def test_nobody_is_discharged_on_what_the_cave_warns_of(case):
    ruled_out = [atc for word, atcs in REFUSES.items() if word in case.cave.casefold() for atc in atcs]
    assert [one.name for one in case.medicine if one.atc.startswith(tuple(ruled_out))] == []


def test_every_cave_is_known_to_the_test_above():
    caves = [case.cave for case in cases().values() if case.cave]
    assert [cave for cave in caves if not any(word in cave.casefold() for word in REFUSES)] == []


@pytest.mark.parametrize("form", FORMS.values())
def test_every_form_has_a_name(form):
    assert codes.name("7448", form)
