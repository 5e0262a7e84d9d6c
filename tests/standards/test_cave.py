"""Cave: what must be said before anything else."""

from __future__ import annotations

import re

import pytest

from golden.letters import kept
from samhandling.errors import MessageError
from samhandling.standards.cave import cave
from samhandling.standards.render import render_html

ONE = b"<m><Cave><StikkordCave><CaveStikkord> Morfin:  kvalme</CaveStikkord></StikkordCave></Cave></m>"


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(MessageError):
        cave(b"Penicillin")


def test_a_message_without_a_warning_has_none() -> None:
    assert cave(kept("plo-1.6/innlagt-ny")) == ()


def test_an_empty_keyword_is_no_warning() -> None:
    assert cave(ONE.replace(b" Morfin:  kvalme", b" ")) == ()


def test_the_words_are_the_senders_own() -> None:
    assert cave(ONE) == ("Morfin: kvalme",)


@pytest.mark.parametrize("version", ["1.5", "1.6"])
def test_keywords_notes_and_cave_allergies_are_warnings(version: str) -> None:
    found = cave(kept(f"plo-{version}/innleggelsesrapport-ny"))

    assert found[:2] == (
        "Tramadol: kraftig kvalme og forvirring i 2022",
        "Lateks. Utslett på hendene ved bruk av latekshansker.",
    )
    assert "Jordbær" not in found  # an allergy that is no cave


@pytest.mark.parametrize("name", ["epikrise-1.2/epikrise-ny", "henvisning-1.1/henvisning-ny"])
def test_older_messages_warn_too(name: str) -> None:
    assert cave(kept(name))[0].startswith("Penicillin: utslett 1974")


def test_one_kind_of_warning_stands_under_one_heading() -> None:
    melding = re.sub(
        rb"<(\w+:)?Allerginotat.*</(\w+:)?Allerginotat>",
        b"",
        kept("plo-1.6/helseopplysninger-varsel-ny"),
        flags=re.DOTALL,
    )
    headings = re.findall(r"<h\d>([^<]*)</h\d>", render_html(melding))

    assert headings.count("Cave") == 1
    assert "Cave-stikkord" not in headings
