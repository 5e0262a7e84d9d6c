"""The allow-list: formatted content gets in, markup of other kinds becomes text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from samhandling.standards.render.xhtml import ALLOWED, HEADINGS, passed

NS = "http://www.w3.org/1999/xhtml"


def safe(markup: str, level: int = 4) -> str:
    return passed(etree.fromstring(f'<x xmlns="{NS}">{markup}</x>'), level).html


def plain(markup: str) -> str:
    return passed(etree.fromstring(f'<x xmlns="{NS}">{markup}</x>')).plain


@pytest.mark.parametrize(
    "markup",
    [
        "<div><p>En <strong>viktig</strong> ting</p></div>",
        "<ul><li>a</li><li>b</li></ul>",
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<table><caption>c</caption><tr><th>a</th><td>b</td></tr></table>",
        "<p>H<sub>2</sub>O <em>og</em> <small>mer</small></p>",
    ],
)
def test_allowed_content_passes(markup: str) -> None:
    assert safe(markup) == markup


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<script>alert(1)</script>", " alert(1) "),
        ("<style>p{color:red}</style>", " p{color:red} "),
        ('<a href="https://ond.example">trykk</a>', " trykk (https://ond.example) "),
        ('<img src="x.png" alt="Røntgenbilde"/>', "  (x.png) (Røntgenbilde) "),
        ("<form><input value='1'/>Skriv</form>", "   Skriv "),
        ('<p style="display:none" class="x" onclick="y()">tekst</p>', "<p>tekst</p>"),
        ('<p>a &lt;b&gt; &amp; "c"</p>', "<p>a &lt;b&gt; &amp; &quot;c&quot;</p>"),
        ("a<br/>b<hr/>c", "a<br>b<hr>c"),
        ("<tt>x</tt><big>y</big><acronym>z</acronym>", "<code>x</code><strong>y</strong><abbr>z</abbr>"),
        ('<table><tr><td colspan="2" rowspan="3" width="9">a</td></tr></table>',
         '<table><tr><td colspan="2" rowspan="3">a</td></tr></table>'),
        ('<table><tr><td colspan="99999">a</td><td colspan="x">b</td></tr></table>',
         "<table><tr><td>a</td><td>b</td></tr></table>"),
    ],
)  # fmt: skip
def test_the_rest_becomes_text(markup: str, shown: str) -> None:
    assert safe(markup) == shown


@pytest.mark.parametrize("tag", ["li", "dt", "dd", "td", "tr", "caption"])
def test_a_part_without_its_whole_cannot_break_the_page_around_it(tag: str) -> None:
    assert safe(f"<{tag}>a</{tag}>") == "<div>a</div>"


def test_elements_of_other_namespaces_are_text() -> None:
    assert safe('<p><x:strong xmlns:x="urn:annet">a</x:strong></p>') == "<p> a </p>"


def test_headings_are_moved_below_the_page_s_own_and_never_skip() -> None:
    assert safe("<h3>a</h3><h1>b</h1><h2>c</h2>", level=4) == "<h4>a</h4><h4>b</h4><h5>c</h5>"


def test_the_lowest_heading_is_six() -> None:
    assert safe("<h1>a</h1><h2>b</h2>", level=6) == "<h6>a</h6><h6>b</h6>"


def test_content_that_is_nested_out_of_all_reason_is_flattened() -> None:
    deep = "<div>" * 90 + "dypt" + "</div>" * 90

    assert "dypt" in safe(deep)
    assert safe(deep).count("<div>") < 50


def test_the_plain_text_keeps_lines_lists_and_cells_apart() -> None:
    table = "<table><tr><th>e</th><td>f</td></tr></table>"
    markup = f"<h1>T</h1><p>a<br/>b</p><ul><li>c</li><li>d</li></ul>{table}"

    assert plain(markup) == "T\na\nb\n- c\n- d\ne | f"


FORBIDDEN = ["script", "a", "img", "iframe", "svg", "object", "form"]
tags = st.sampled_from([*sorted(ALLOWED), *sorted(HEADINGS), *FORBIDDEN])
names = st.sampled_from(["class", "style", "onclick", "id", "href", "colspan"])
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> etree._Element:
    element = etree.Element(f"{{{NS}}}{draw(tags)}", draw(st.dictionaries(names, texts, max_size=2)))
    element.text = draw(texts)
    for child in draw(st.lists(trees(depth=depth - 1), max_size=3)) if depth else []:
        child.tail = draw(texts)
        element.append(child)
    return element


@given(trees())
def test_whatever_comes_only_allowed_tags_leave_and_all_text_stays(content: etree._Element) -> None:
    holder = etree.Element("innhold")
    holder.append(content)

    shown = passed(holder).html

    assert set(re.findall(r"<([a-z0-9]+)", shown)) <= set(ALLOWED.values()) | HEADINGS
    assert set(re.findall(r"<\w+ (\w+)=", shown)) <= {"colspan", "rowspan"}
    page = without_blanks(html.fromstring(f"<div>{shown}</div>").text_content())
    assert [text for text in holder.itertext() if without_blanks(text) not in page] == []


def without_blanks(text: str) -> str:
    return "".join(text.split())
