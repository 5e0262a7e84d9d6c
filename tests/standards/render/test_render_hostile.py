"""Documents that mean harm, or are faulty: they are shown, and do nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from render_marks import marked, read_by_people, without_blanks

from golden.letters import kept, names_kept
from samhandling.errors import DoctypeRefused, Issue, MalformedXml
from samhandling.standards.render import render_faulty, render_faulty_text, render_html, render_text, summary

RAPPORT = kept("plo-1.6/utskrivningsrapport-ny")
INNLAGT = kept("plo-1.6/innlagt-ny")
HARM = "<script>alert({})</script>"


@pytest.mark.parametrize("name", names_kept())
def test_a_script_in_every_field_is_text_in_every_field(name: str) -> None:
    document, marks = marked(kept(name), mark="<script>alert({})</script>\"'&")

    fragment = render_html(document)

    assert "<script" not in fragment
    page = read_by_people(fragment)
    assert [m for m in marks if without_blanks(m) not in page] == []


@pytest.mark.parametrize("name", names_kept())
def test_an_attribute_cannot_be_broken_out_of(name: str) -> None:
    document, _ = marked(kept(name), mark='" onmouseover="alert({})" x=\'')

    tree = html.fromstring(render_html(document))

    allowed = {"class", "href", "datetime", "scope", "role", "aria-label", "tabindex", "data-kolonne", "id"}
    assert {a for element in tree.iter() for a in element.attrib} <= allowed


def test_a_link_is_never_to_anything_but_a_telephone_or_mail() -> None:
    document, _ = marked(INNLAGT, mark="javascript:alert({})")

    assert "href" not in render_html(document)


def test_unknown_elements_and_attributes_stand_among_other_information() -> None:
    new = b'<mh:Patient nytt="hemmelig"><nytt xmlns="urn:x">ukjent <b>fet</b> hale</nytt>'
    document = INNLAGT.replace(b"<mh:Patient>", new)

    section = html.fromstring(render_html(document)).xpath("./section[h3='Andre opplysninger']")[0]

    shown = {text for part in section.itertext() for text in part.split()}
    assert {"hemmelig", "ukjent", "fet", "hale"} <= shown


def test_text_that_is_cut_in_two_by_an_element_is_not_lost() -> None:
    document = INNLAGT.replace(b"17843842054", b"178438<x/>42054")

    shown = read_by_people(render_html(document))

    assert "178438" in shown
    assert "42054" in shown


def test_a_message_of_a_format_that_we_do_not_know_is_shown_under_its_own_names() -> None:
    document = b'<Melding xmlns="urn:ukjent"><Sak V="7" DN="Ny ting"/><Tekst>Hei<br/>du</Tekst></Melding>'

    shown = read_by_people(render_html(document))

    assert all(word in shown for word in ("Melding", "Sak", "Nyting", "Tekst", "Hei", "du", "urn:ukjent"))


def test_two_messages_in_one_document_are_both_shown() -> None:
    root = etree.fromstring(INNLAGT)
    content = root.find(".//{*}Content")
    assert content is not None
    again = etree.tostring(content[0], encoding="UTF-8").replace(b"Akuttmottaket", b"Annen dor")
    content.append(etree.fromstring(again))

    shown = render_html(etree.tostring(root, encoding="UTF-8"))

    assert "Akuttmottaket" in shown
    assert "Annen dor" in shown


def test_a_message_without_content_says_so() -> None:
    root = etree.fromstring(INNLAGT)
    content = root.find(".//{*}Content")
    assert content is not None
    content.clear()

    assert "ikke noe innhold" in render_text(etree.tostring(root, encoding="UTF-8"))


def test_content_of_a_format_that_is_not_ours_is_content_all_the_same() -> None:
    document = INNLAGT.replace(b"po/Pasientlogistikk/2012-04-01", b"po/Pasientlogistikk/2099-01-01")

    shown = render_text(document)

    assert "ikke noe innhold" not in shown
    assert "TidspunktForHendelse: 2026-11-16T22:40:00" in shown


@given(st.data())
def test_a_document_with_parts_torn_out_is_still_shown(data: st.DataObject) -> None:
    root = etree.fromstring(RAPPORT)
    elements = [e for e in root.iter(etree.Element) if e is not root]
    for element in data.draw(st.lists(st.sampled_from(elements), max_size=12)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    document = etree.tostring(root, encoding="UTF-8")

    html.fromstring(render_html(document))
    assert summary(document)


def test_what_is_no_xml_is_refused_by_the_ordinary_functions() -> None:
    with pytest.raises(MalformedXml):
        render_html(INNLAGT[:-40])
    with pytest.raises(DoctypeRefused):
        render_text(b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")


ISSUE = Issue(7, "/MsgHead/<x>", "structure", "unexpected <b>", "uventet <b>", "warning", "HIS 80601")


def test_a_faulty_document_is_shown_with_its_faults_and_its_source() -> None:
    tree = html.fromstring(render_faulty(b"<MsgHead><script>alert(1)</script>", [ISSUE]))

    assert tree.findtext("header/h2") == "Melding som ikke kan leses"
    assert [cell.text_content() for cell in tree.xpath("//tbody/tr/*")] == [
        "Advarsel", "uventet <b>", "7", "/MsgHead/<x>", "HIS 80601",
    ]  # fmt: skip
    assert tree.xpath("//pre/code/text()") == ["<MsgHead><script>alert(1)</script>"]


def test_faults_are_explained_in_the_reader_s_language() -> None:
    assert "unexpected &lt;b&gt;" in render_faulty(b"", [ISSUE], "en")


@pytest.mark.parametrize(
    ("document", "shown"),
    [
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a>blåbær".encode("latin-1"), "blåbær"),
        ("<a>blåbær".encode("utf-16"), "blåbær"),
        ("\ufeff<a>blåbær".encode(), "blåbær"),
        ("<a>blåbær".encode("latin-1"), "bl\ufffdb\ufffdr"),
        (b"<?xml version='1.0' encoding='hex'?><a>", "<a>"),
        (b"<?xml version='1.0' encoding='tull-og-toys'?><a>", "<a>"),
        (b"<?xml version='1.0' encoding='idna'?><a>", "<a>"),
        (b"<?xml version='1.0' encoding='undefined'?><a>", "<a>"),
        (b"\x00\x01\xff", "\ufffd"),
        (b"", ""),
    ],
)
def test_the_source_is_shown_whatever_its_encoding(document: bytes, shown: str) -> None:
    assert shown in render_faulty_text(document)


def test_an_endless_source_is_cut_short() -> None:
    fragment = render_faulty(b"<a>" + b"x" * 3_000_000)

    assert "resten er ikke vist" in fragment
    assert len(fragment) < 300_000


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_page_of_a_faulty_document(document: bytes) -> None:
    assert render_faulty(document).startswith("<article")
