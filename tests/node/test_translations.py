"""The catalogues are complete, and the compiled ones are as new as the texts."""

import gettext
import io
import re
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

sys.path.append(str(Path(__file__).parents[2] / "scripts"))
import translations

PLACE = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def texts():
    return {message.id for message in translations.collected() if message.id}


@pytest.fixture(params=translations.LANGUAGES)
def catalogue(request):
    file = translations.folder(request.param) / "django.po"
    return read_po(io.BytesIO(file.read_bytes()), request.param)


def test_texts_are_found_in_code_and_templates(texts):
    assert {"Innboks", "Logg ut", "Kvittert", "Sykepleier"} <= texts


def test_a_catalogue_has_every_text_and_no_other(catalogue, texts):
    assert {message.id for message in catalogue if message.id} == texts, "run `make translations`"


def test_no_text_is_without_translation(catalogue):
    empty = [message.id for message in catalogue if message.id and not translations.filled(message.string)]
    assert empty == []


def test_a_translation_keeps_the_places_for_names_and_numbers(catalogue):
    def places(text):
        return sorted(set(PLACE.findall(str(text))))

    assert [m.id for m in catalogue if m.id and places(m.id) != places(m.string)] == []


def test_the_compiled_catalogue_is_as_new_as_the_text(catalogue):
    with (translations.folder(str(catalogue.locale)) / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            assert compiled.gettext(message.id) == message.string, "run `make translations`"
