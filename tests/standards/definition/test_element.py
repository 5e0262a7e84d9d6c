"""Instances: built or read, frozen, equal by value, picklable."""

import copy
import pickle
import threading
from decimal import Decimal

import pytest
from lxml import etree
from shapes import CHECKER, Bilde, Blad, Fritt, Gren, Hage, Innhold, Kode, T, Tre

from samhandling.errors import InvalidMessage
from samhandling.standards.definition import FreeContent, element_class, to_tree


def read(element):
    """The same element, read from XML."""
    root = etree.fromstring(etree.tostring(to_tree(element), encoding="UTF-8"))
    cls, version = element_class(root.tag)
    return cls.view(root, version)


FULL = Tre(
    navn="Eik",
    farge="grønn",
    antall=7,
    mengde=Decimal("0.00000001"),
    styrke=Decimal(40),
    levende=True,
    kode=[Kode(V="1", S="2.16.578"), Kode(V="2")],
    stikkord=["høy", "gammel"],
    formål="skygge",
    merknad=FreeContent.xml('<b xmlns="http://www.w3.org/1999/xhtml">stor</b>'),
    rot=Bilde(data=b"\x00\xff"),
    krone=[Blad(tekst="a"), Gren(blad=[Blad(tekst="b")]), Blad(tekst="c")],
    eller="ja",
)


def test_an_unknown_field_is_refused():
    with pytest.raises(TypeError, match="Blad has no field farge"):
        Blad(tekst="x", farge="grønn")


def test_a_list_field_does_not_take_a_single_value():
    with pytest.raises(TypeError, match="takes a list"):
        Tre(navn="Eik", kode=Kode(V="1"))
    with pytest.raises(TypeError, match="takes a list"):
        Tre(navn="Eik", stikkord="høy")


def test_it_cannot_be_changed():
    with pytest.raises(AttributeError, match="cannot be changed"):
        FULL.navn = "Bjørk"


def test_a_misspelt_field_is_no_attribute():
    with pytest.raises(AttributeError, match="Tre has no nvn"):
        _ = FULL.nvn


def test_a_copy_with_changes_leaves_the_first_alone():
    other = FULL.replace(navn="Bjørk", antall=None)
    assert (other.navn, other.antall, FULL.navn, FULL.antall) == ("Bjørk", None, "Eik", 7)
    assert other.rot == FULL.rot


def test_what_is_read_equals_what_was_built():
    assert read(FULL) == FULL
    assert hash(read(FULL)) == hash(FULL)
    assert CHECKER.issues(to_tree(FULL)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"navn": "Ask"},
        {"levende": False},
        {"mengde": Decimal("1E-9")},
        {"stikkord": ["gammel", "høy"]},
        {"merknad": FreeContent("stor")},
        {"rot": Bilde(data=b"")},
        {"eller": None, "enten": "ja"},
    ],
)
def test_any_field_makes_a_difference(change):
    assert FULL.replace(**change) != FULL


def test_not_a_number_equals_itself():
    nan = Tre(navn="Eik", styrke=Decimal("NaN"))
    assert read(nan) == nan


def test_it_equals_nothing_of_another_kind():
    assert Blad(tekst="x") != "x"
    assert Blad(tekst="x") != Gren(blad=[Blad(tekst="x")])


@pytest.mark.parametrize("element", [FULL, read(FULL), Hage(navn=""), Blad(tekst="x").in_version("1.0")])
def test_it_survives_pickling_and_copying(element):
    assert pickle.loads(pickle.dumps(element)) == element
    assert copy.deepcopy(element) == element


def test_lists_are_read_as_tuples_in_order():
    assert [type(one).__name__ for one in read(FULL).krone] == ["Blad", "Gren", "Blad"]
    assert read(FULL).stikkord == ("høy", "gammel")
    assert read(Tre(navn="Eik")).stikkord == ()


def test_a_legal_number_that_python_will_not_read_as_int_is_still_that_number():
    markup = f'<Tre xmlns="urn:test:2.0"><MIGversion/><Navn/><Art/><Antall>{"7" * 5000}</Antall></Tre>'
    tree = Tre.view(etree.fromstring(markup), "2.0")
    assert str(tree.antall) == "7" * 5000
    assert read(tree) == tree


def test_a_double_keeps_its_digits():
    assert str(read(FULL).styrke) == "40"


def test_bytes_are_base64_in_the_document_and_bytes_in_python():
    assert to_tree(Bilde(data=b"hei")).text == "aGVp"
    assert read(FULL).rot.data == b"\x00\xff"


def test_open_content_is_kept_whole():
    signed = Fritt(innhold=FreeContent.xml('<SignedInfo xmlns="urn:x" Id="a"> to  blanke </SignedInfo>'))
    assert read(signed) == signed


def test_it_knows_its_line_and_path():
    root = etree.fromstring('<Gren xmlns="urn:test:2.0">\n<Blad/>\n<Blad>\n<Tekst/></Blad></Gren>')
    gren = Gren.view(root, "2.0")
    assert (gren.blad[1].line, gren.blad[1].path) == (3, "/Gren/Blad[2]")
    assert (FULL.line, FULL.path) == (0, "")


def test_its_repr_holds_no_content():
    assert "Eik" not in repr(FULL)
    assert repr(FULL) == "<Tre 2.0 line 0>"


def test_threads_that_read_one_message_all_see_its_values():
    data = etree.tostring(to_tree(FULL), encoding="UTF-8")
    for _ in range(50):
        tree, seen = Tre.view(etree.fromstring(data), "2.0"), []
        threads = [
            threading.Thread(target=lambda t=tree, s=seen: s.append((t.navn, t.eller))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [("Eik", "ja")] * 4


def test_a_type_has_no_name_of_its_own():
    with pytest.raises(TypeError, match="Kode is a type"):
        to_tree(Kode(V="1"))


def test_presets_are_filled_in_when_left_out_and_when_empty():
    assert (Tre(navn="Eik").MIGversion, Tre(navn="Eik").art) == ("v2", "ukjent")
    empty = etree.fromstring('<Tre xmlns="urn:test:2.0"><MIGversion/><Navn>Eik</Navn><Art/></Tre>')
    assert Tre.view(empty, "2.0") == Tre(navn="Eik")
    assert Gren(blad=[]).slag == "gren"


class TestVersions:
    def test_what_is_built_has_the_newest_version(self):
        assert Tre(navn="Eik").version == "2.0"
        assert Hage(navn="").version is None

    def test_what_is_read_keeps_its_version_when_written(self):
        old = etree.fromstring(
            '<Tre xmlns="urn:test:1.0"><MIGversion>v1</MIGversion><Navn>Eik</Navn><Art/></Tre>'
        )
        tree = Tre.view(old, "1.0")
        assert tree.version == "1.0"
        assert to_tree(tree).tag == "{urn:test:1.0}Tre"
        assert to_tree(tree.replace(navn="Ask")).tag == "{urn:test:1.0}Tre"

    def test_the_version_is_part_of_being_equal(self):
        assert Blad(tekst="x") != Blad(tekst="x").in_version("1.0")
        assert Blad(tekst="x") == Blad(tekst="x").in_version("1.0").in_version("2.0")

    def test_a_whole_message_is_moved_with_all_its_parts(self):
        old = Tre(navn="Eik", krone=[Gren(blad=[Blad(tekst="x")])]).in_version("1.0")
        assert [old.krone[0].version, old.krone[0].blad[0].version, old.MIGversion] == ["1.0", "1.0", "v1"]
        assert CHECKER.issues(to_tree(old)) == []

    def test_a_field_that_the_version_lacks_is_not_lost_in_silence(self):
        with pytest.raises(InvalidMessage) as refused:
            FULL.in_version("1.0")
        assert refused.value.issues[0].rule == "not-in-version"
        assert refused.value.issues[0].path == "/Tre/farge"

    def test_an_unknown_version_is_refused(self):
        with pytest.raises(ValueError, match=r"no version 3\.0"):
            FULL.in_version("3.0")

    def test_a_part_takes_the_version_of_the_whole_it_is_put_in(self):
        old = Blad(tekst="x").in_version("1.0")
        assert Gren(blad=[old]).blad[0].version == "2.0"
        assert Gren(blad=[]).in_version("1.0").replace(blad=[Blad(tekst="x")]).blad[0].version == "1.0"

    def test_a_whole_without_versions_leaves_its_parts_alone(self):
        plants = [Tre(navn="Eik").in_version("1.0"), Tre(navn="Ask")]
        garden = Hage(navn="Botanisk", innhold=Innhold(planter=plants))
        assert [one.version for one in garden.innhold.planter] == ["1.0", "2.0"]
        assert read(garden) == garden
        assert CHECKER.issues(to_tree(garden)) == []

    def test_a_list_in_one_version_is_a_list_in_all(self):
        old = Tre(navn="Eik", stikkord=["høy"]).in_version("1.0")
        assert read(old).stikkord == ("høy",)

    def test_every_version_of_a_namespace_has_its_own_names(self):
        assert element_class("{urn:test:1.0}Tre") == (Tre, "1.0")
        assert T.tag("Tre", "2.0") == "{urn:test:2.0}Tre"
        assert element_class("{urn:test:3.0}Tre") is None
