"""What changed between two versions of a message, in words."""

import pytest

from golden.letters import kept, names_kept
from samhandling.errors import MalformedXml
from samhandling.standards.diff import Change, differences, in_words
from standards.parts import changed, put, without

RAPPORT, ENDRING = "plo-1.6/innleggelsesrapport-ny", "plo-1.6/innleggelsesrapport-endring"
EPIKRISE = "epikrise-1.2/epikrise-ny"


def told(older, newer, language="nb"):
    return [in_words(change, language) for change in differences(older, newer, language)]


def test_bytes_that_are_no_xml_are_refused():
    with pytest.raises(MalformedXml):
        differences(kept(RAPPORT), b"hei")


@pytest.mark.parametrize("name", names_kept())
def test_a_message_does_not_differ_from_itself(name):
    assert differences(kept(name), kept(name)) == ()


def test_a_note_that_came_is_told_under_its_heading():
    (line,) = told(kept(RAPPORT), kept(ENDRING))
    assert line.startswith("Andre viktige opplysninger › Annet: «Endret siden forrige rapport: Metoprolol")
    assert line.endswith("» er lagt til")


def test_a_note_that_went_is_told_too():
    (change,) = differences(kept(ENDRING), kept(RAPPORT))
    assert (change.kind, change.where, change.after) == (
        "removed",
        ("Andre viktige opplysninger", "Annet"),
        "",
    )


def test_a_value_that_is_another_is_told_with_both():
    newer = changed(
        EPIKRISE, put("Event/AdmOutcome", "1", "V"), put("Event/AdmOutcome", "Ut til hjemmet", "DN")
    )
    (line,) = told(kept(EPIKRISE), newer)
    assert line.endswith("Ut til: «Rehab. Inst./sykehjem» er endret til «Ut til hjemmet»")


def test_a_row_of_a_table_is_known_by_its_first_cell():
    newer = changed("plo-1.6/utskrivningsrapport-ny", put("Forskrivningsinfo/DosVeiledEnkel", "2 tabletter"))
    found = told(kept("plo-1.6/utskrivningsrapport-ny"), newer)
    assert any("› Paracet › Dosering: «1 tablett" in line for line in found)


def test_the_order_of_things_does_not_count():
    def turned(root):
        first = root.find(".//{*}Comment")
        first.getparent().append(first)

    name = "henvisning-1.1/henvisning-ny"
    assert differences(kept(name), changed(name, turned)) == ()


def test_times_of_sending_and_ids_do_not_count():
    later = changed(RAPPORT, put("GenDate", "2026-12-01T10:00:00"), put("MsgId", "x"))
    assert differences(kept(RAPPORT), later) == ()


def test_a_part_that_is_gone_is_told_value_by_value():
    found = differences(kept(EPIKRISE), changed(EPIKRISE, without("ServRprt/RelServProvider")))
    assert {change.kind for change in found} == {"removed"}
    assert "Henrik Solvarg" in {change.before for change in found}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nb", "Bor alene: «Ja» er endret til «Nei»"),
        ("nn", "Bor alene: «Ja» er endra til «Nei»"),
        ("en", "Bor alene: «Ja» was changed to «Nei»"),
    ],
)
def test_a_change_is_said_in_each_language(language, line):
    assert in_words(Change("changed", ("Bor alene",), "Ja", "Nei"), language) == line
