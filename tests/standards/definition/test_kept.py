"""An element that is kept as it came: its structure is judged, its content is not taken apart."""

import pickle

import pytest
from lxml import etree
from shapes import CHECKER, Pose

from samhandling.standards.definition import FreeContent, to_tree

POSE = '<Pose xmlns="urn:test:hage" Merke="m">{}</Pose>'
SOUND = "<Jord/><Frø>a</Frø><Frø>b</Frø> litt tekst <annet xmlns='urn:x'/>"


def kept(inside: str):
    return etree.fromstring(POSE.format(inside))


def rules(inside: str) -> list[str]:
    return [one.rule for one in CHECKER.issues(kept(inside))]


@pytest.mark.parametrize(
    "inside", [SOUND, "<Stein>1</Stein>", "<Jord/><Frø/><Kant/>", "<Jord/><Frø/><Kant/><Kant/>"]
)
def test_what_its_structure_allows_is_sound(inside):
    assert rules(inside) == []


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ("", "missing"),
        ("<Jord/>", "missing"),
        ("<Frø/><Jord/>", "order"),
        ("<Stein>x</Stein>", "type"),
        ("<Stein>1</Stein><Jord/>", "choice"),
        ("<Jord/><Frø/><Navn/>", "unknown-element"),
        ("<Jord/><Frø/><Fro/>", "unknown-element"),
    ],
)
def test_what_it_does_not_allow_is_told_of(inside, rule):
    assert rules(inside)[:1] == [rule]


@pytest.mark.parametrize("size", [0, 6000])
def test_two_of_one_name_are_found_however_large_the_document_is(size):
    def paths(*names: str) -> list[str]:
        inside = SOUND + "<p xmlns='urn:x'/>" * size
        poses = "".join(POSE.replace('"m"', f'"{name}"').format(inside) for name in names)
        garden = f"<Hage xmlns='urn:test:hage'><Navn/><Innhold>{poses}</Innhold></Hage>"
        return [one.path for one in CHECKER.issues(etree.fromstring(garden))]

    assert paths("a", "b") == []
    assert paths("a", "a") == ["/Hage/Innhold/Pose[2]/@Merke"]


def test_it_comes_back_as_it_was():
    pose = Pose.view(kept(SOUND), None)
    assert list(pose.values) == ["innhold"]
    again = Pose.view(to_tree(pickle.loads(pickle.dumps(pose))), None)
    assert again == pose == Pose(innhold=pose.innhold)
    assert again.innhold.element.get("Merke") == "m"
    assert pose != Pose(innhold=FreeContent("annet"))
