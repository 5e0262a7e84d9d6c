"""What a letter says of the profession of the one who writes it, in each of the shapes that messages have."""

from dataclasses import dataclass

import pytest

from samhandling.node.writing.signing import profession_said

KARI = {"given_name": "Kari", "family_name": "Fjellvåk"}
NURSE = {"type_healthcare_professional": "9060:SP"}


@dataclass
class Writer:
    full_name: str = "Kari Fjellvåk"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"responsible": []},
        {"responsible": KARI},
        {"responsible": KARI | {"type_healthcare_professional": "9034:21"}},
        {"responsible": [NURSE | {"given_name": "En", "family_name": "Annen"}]},
    ],
)
def test_what_is_not_said_of_the_writer_is_not_heard(values):
    assert profession_said(Writer(), values) == ""


@pytest.mark.parametrize(
    "responsible",
    [KARI | NURSE, [{"given_name": "Lege"}, KARI | NURSE], {"name": "Kari  Fjellvåk", "type": "9060:SP"}],
)
def test_the_writers_own_profession_is_heard(responsible):
    assert profession_said(Writer(), {"responsible": responsible}) == "SP"
