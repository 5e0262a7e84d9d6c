"""The words of a message: what it says, and nothing that only machines read."""

import pytest

from golden.letters import kept
from samhandling.errors import MalformedXml
from samhandling.standards.words import LONGEST, words, words_in

DIALOGUE = kept("dialog-1.1/helsefaglig-dialog")
MEDICAL = kept("plo-1.6/medisinske-opplysninger-ny")


def test_what_is_no_xml_has_no_words():
    with pytest.raises(MalformedXml):
        words(b"ikke XML")


def test_words_are_folded_and_parted_at_every_sign():
    assert words_in("Blodtrykk 120/80, ØYEDRÅPER – se e-post_2") == [
        "blodtrykk", "120", "80", "øyedråper", "se", "e", "post", "2",
    ]  # fmt: skip


def test_what_nobody_types_is_no_word():
    assert words_in("x" * (LONGEST + 1)) == []


def test_each_word_of_the_content_is_there_once_in_order():
    found = words(MEDICAL)

    assert found == sorted(set(found))
    assert {"metoprolol", "latekshansker"} <= set(found)


def test_names_of_codes_and_what_stands_in_place_of_one_are_words():
    assert {"osteoporose", "inntak"} <= set(words(MEDICAL))


def test_the_header_is_not_nor_what_an_attachment_holds():
    assert {"foresporsel", "ivborw0kggoaaaansuheugaaaagaaaaicaiaaablbsnc"}.isdisjoint(words(DIALOGUE))


def test_formatted_text_and_the_oldest_messages_have_words_too():
    assert {"såret", "rødhet", "væske"} <= set(words(DIALOGUE))
    assert words(kept("epikrise-1.1/epikrise-ny"))
