"""Sources by the names that people know."""

import re
import tomllib
from importlib.resources import files

import pytest

from samhandling.stay.rules import rules
from samhandling.stay.works import by_name

TEXTS = {"nb", "en", "name", "name_en", "when_unset", "when_unset_en", "source", "note"}
TEXTS |= {"fulfilled_by_nb", "fulfilled_by_en"}
CODE = re.compile(r"\b[A-Z]+_[A-Z]+|\b9\d{3}:\d")


@pytest.mark.parametrize(
    ("source", "nb"),
    [
        ("", ""),
        ("Egen slutning", "Egen slutning"),
        ("HIS 11490", "HIS 11490"),
        ("HISD 80806 § 10.5", "Veiviseren for pleie- og omsorgsmeldinger (HISD 80806) § 10.5"),
        ("HOD, brev 2012", "Helse- og omsorgsdepartementet, brev 2012"),
        ("§ 8 og HIS 1144", "§ 8 og standarden for helseopplysninger (HIS 1144)"),
    ],
)
def test_a_code_stands_behind_its_name(source, nb):
    assert by_name(source).nb == nb


def test_every_standard_that_a_rule_names_has_a_name():
    sources = {row[key] for row in _rows() for key in ("source", "clause") if row.get(key)}
    codes = {code for one in sources for code in re.findall(r"\b(?:HISD?|HITS) \d+|FOR-[\d-]+", one)}
    assert {code for code in codes if by_name(code).nb == code} == set()


def test_no_text_for_people_names_a_key_or_a_working_paper():
    keys = {row.key for row in rules().settings}
    told = [(row[name], name) for row in _rows() for name in TEXTS & row.keys()]
    faults = [text for text, _name in told if any(key in str(text) for key in keys) or ".md" in str(text)]
    assert faults == []
    assert [text for text, name in told if name != "source" and CODE.search(str(text))] == []


def _rows():
    for path in files("samhandling.stay.rules").iterdir():
        if path.name.endswith(".toml"):
            for table in tomllib.loads(path.read_text("utf-8")).values():
                yield from table if isinstance(table, list) else ()
