"""Coded values in words: the official text, else what the sender wrote; never blank."""

from __future__ import annotations

import pytest
from lxml import etree

from samhandling.standards.codes import ROOT
from samhandling.standards.forms.leaves import code_words
from samhandling.standards.render.coded import Coded
from samhandling.standards.render.language import language_of
from samhandling.standards.render.page import Page, Paragraph
from samhandling.standards.render.text import text_of

NB = language_of("nb")


def said(parent: str = "", **attributes: str) -> str:
    element = etree.Element("Hendelsekode" if not parent else parent.split("/")[1], attributes)
    return "".join(part.text for part in Coded.read(element, parent.split("/", maxsplit=1)[0]).parts(NB))


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ({"V": "1", "S": f"{ROOT}9121", "DN": "Pasient innlagt"}, "Pasient innlagt"),
        ({"V": "1", "S": f"{ROOT}9121"}, "Pasient innlagt"),
        ({"V": " 1 ", "S": f"{ROOT}9121", "DN": " pasient  innlagt."}, "Pasient innlagt"),
        ({"V": "1", "S": f"{ROOT}9121", "DN": "Innlegging"}, "Pasient innlagt (avsender skrev: Innlegging)"),
        ({"V": "4711", "S": f"{ROOT}9121", "DN": "Flyttet"}, "Flyttet (ukjent kode: 4711)"),
        ({"V": "4711", "S": f"{ROOT}9121"}, "4711"),
        ({"V": "S720", "S": f"{ROOT}7110", "DN": "Brudd i lårhals"}, "Brudd i lårhals (S720)"),
        ({"V": "1", "S": f"{ROOT}9121", "OT": "kl. 10"}, "Pasient innlagt – kl. 10"),
        ({"OT": "Egne ord"}, "Egne ord"),
        ({"DN": "Bare tekst"}, "Bare tekst"),
        ({"V": "x"}, "x"),
    ],
)
def test_a_cv_is_shown_as_words(attributes: dict[str, str], shown: str) -> None:
    assert said(**attributes) == shown


def test_a_cs_gets_its_code_system_from_where_it_stands() -> None:
    assert said("InformasjonOmForsendelsen/Forsendelsesstatus", V="C") == "Kansellering"


def test_a_code_that_readers_know_is_shown_beside_its_text() -> None:
    assert said(V="E36", S=f"{ROOT}8221") == "Pasientopplysninger er utilstrekkelige (E36)"


def test_a_text_of_another_code_does_not_pass_unseen() -> None:
    shown = said(V="2", S=f"{ROOT}9069", DN="De etterspurte opplysningene er inkludert i meldingen")

    assert shown.startswith("Forespørselen avvist uten begrunnelse (avsender skrev: De etterspurte")


def test_a_list_in_capitals_keeps_its_letters_and_is_drawn_as_words() -> None:
    element = etree.fromstring('<Sprak V="FA" DN="FARSI EL. PERSISK"/>')
    (shown,) = Coded.read(element, "TilleggsopplysningPasient").parts(language_of("nb"))
    assert (shown.text, shown.kind) == ("FARSI EL. PERSISK", "versaler")
    told = Page("melding", "Språk", None, (), (Paragraph((shown,)),))
    assert text_of(told).splitlines()[-1] == "Farsi el. persisk"  # plain text has no other way to draw it
    assert code_words("3303:FA") == "Farsi el. persisk"  # in a form, which writes no letters of anybody's
    assert code_words("9121:1") == "Pasient innlagt"
