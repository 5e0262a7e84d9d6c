"""What XML cannot carry is refused with the name of its field."""

import pytest
from lxml import etree
from shapes import Blad, Gren, Kode, Tre

from samhandling.errors import InvalidMessage
from samhandling.standards.definition import FreeContent, to_tree


@pytest.mark.parametrize(
    ("element", "path"),
    [
        (Blad(tekst="a\x00b"), "/Blad/Tekst"),
        (Blad(tekst="a\x0bb"), "/Blad/Tekst"),
        (Blad(tekst="a\ud800b"), "/Blad/Tekst"),
        (Blad(tekst="a\uffffb"), "/Blad/Tekst"),
        (Tre(navn="Eik", kode=[Kode(V="1"), Kode(V="\x01")]), "/Tre/Kode[2]/@V"),
        (Gren(blad=[Blad(tekst="x"), Blad(tekst="\x08")]), "/Gren/Blad[2]/Tekst"),
    ],
)
def test_a_control_character_is_refused_with_its_field(element, path):
    with pytest.raises(InvalidMessage) as refused:
        to_tree(element)
    issue = refused.value.issues[0]
    assert (issue.rule, issue.path) == ("control-character", path)
    assert "kontrolltegn" in issue.message_no


def test_the_same_in_free_content_is_refused_where_it_is_made():
    with pytest.raises(InvalidMessage) as refused:
        FreeContent("a\x00b")
    assert refused.value.issues[0].rule == "control-character"


def test_prefixes_are_declared_once_at_the_top():
    written = etree.tostring(to_tree(Gren(blad=[Blad(tekst="x"), Blad(tekst="y")])), encoding="unicode")
    assert written.count("xmlns") == 2
    assert written.startswith("<t:Gren")


def test_line_breaks_and_markup_signs_survive():
    text = "linje\r\nto < & > \"'\ttre"
    written = etree.tostring(to_tree(Blad(tekst=text)))
    assert etree.fromstring(written)[0].text == text
