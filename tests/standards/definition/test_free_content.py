"""Free content is kept as it came and compared by what it means."""

import pickle

import pytest

from samhandling.standards.definition import FreeContent

XHTML = "http://www.w3.org/1999/xhtml"


def test_prefixes_and_the_order_of_attributes_do_not_count():
    one = FreeContent.xml(f'<div xmlns="{XHTML}" class="a" id="b">Ja <b>nå</b> hale</div>')
    other = FreeContent.xml(f'<x:div xmlns:x="{XHTML}" id="b" class="a">Ja <x:b>nå</x:b> hale</x:div>')
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    "markup",
    [
        f'<div xmlns="{XHTML}" class="a">Ja <b>nå</b></div>',
        f'<div xmlns="{XHTML}" class="a" id="b">Ja <b>nå</b> hale </div>',
        f'<div xmlns="{XHTML}" class="a" id="b">Ja <i>nå</i> hale</div>',
        '<div class="a" id="b">Ja <b>nå</b> hale</div>',
        f'<div xmlns="{XHTML}" class="a" id="b">Ja <b/>nå hale</div>',
        f'<div xmlns="{XHTML}" class="a" id="b">Ja <b>nå</b> hale</div><p/>',
    ],
)
def test_text_names_namespaces_and_attributes_count(markup):
    assert FreeContent.xml(markup) != FreeContent.xml(
        f'<div xmlns="{XHTML}" class="a" id="b">Ja <b>nå</b> hale</div>'
    )


def test_text_is_not_markup():
    assert FreeContent("<b>nå</b>") != FreeContent.xml("<b>nå</b>")
    assert FreeContent("<b>nå</b>").text == "<b>nå</b>"


def test_the_text_of_markup_is_all_text_in_reading_order():
    content = FreeContent.xml(f'<div xmlns="{XHTML}"><p>Én</p> og <p>to<br/>tre</p></div>')
    assert content.text == "Én og totre"
    assert not content.is_plain
    assert FreeContent("bare tekst").is_plain


def test_a_comment_does_not_hide_text():
    assert FreeContent.xml("15<!--x-->076500565").text == "15076500565"


def test_its_element_is_a_copy():
    content = FreeContent.xml("<b>nå</b>")
    content.element[0].text = "endret"
    assert content.text == "nå"


def test_it_can_be_pickled():
    content = FreeContent.xml(f'<div xmlns="{XHTML}">Ærlig <b>talt</b></div>')
    assert pickle.loads(pickle.dumps(content)) == content


def test_its_repr_holds_no_content():
    assert "Nordmann" not in repr(FreeContent("Kari Nordmann"))
