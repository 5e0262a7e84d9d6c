"""Correcting a formatted message: what nobody changed keeps its formatting, what was changed is plain."""

from __future__ import annotations

import pytest

from filled_forms import EARLIER, envelope, filled
from golden.letters import kept
from samhandling.standards.forms import PROFILES, Formatting, compose, decompose, formatting, settled
from samhandling.standards.forms.formatted import Formatted
from samhandling.standards.forms.wholeness import holds_whole
from samhandling.standards.reading import parse

EPIKRISE = PROFILES["EPIKRISE"]
FIRST = kept("epikrise-1.2/epikrise-ny")
WRITTEN = b"<b>hemiprotese</b>"
TREATMENT = ("treatment",)
FULL = settled(EPIKRISE, filled(EPIKRISE))


def corrected(first=FIRST, **changes) -> bytes:
    values = decompose(EPIKRISE, first) | changes
    return compose(EPIKRISE, values, envelope("M", EARLIER), formatting(EPIKRISE, first))


def treatment(document):
    """What stands under the heading of treatment."""
    (event, *_) = parse(document).serv_rprt.event
    return next(one.text_result_value for one in event.comment if one.heading.V == "FO")


def test_a_form_shows_formatted_text_line_by_line() -> None:
    assert not treatment(FIRST).is_plain
    assert decompose(EPIKRISE, FIRST)["treatment"].splitlines() == [
        "Operert med hemiprotese første døgn.",
        "- Ukomplisert forløp.",
        "- Mobilisert dag 2.",
    ]


def test_what_nobody_changed_is_formatted_as_it_was() -> None:
    again = corrected(assessment="Klar for hjemreise.")
    assert treatment(again) == treatment(FIRST)
    assert decompose(EPIKRISE, again)["assessment"] == "Klar for hjemreise."


@pytest.mark.parametrize("typed", ["{}\r\n ", " {}"])
def test_what_a_browser_does_to_blanks_is_no_change(typed) -> None:
    text = decompose(EPIKRISE, FIRST)["treatment"].replace("\n", "\r\n")
    assert treatment(corrected(treatment=typed.format(text))) == treatment(FIRST)


def test_what_was_changed_is_plain_and_the_form_can_say_so() -> None:
    again = treatment(corrected(treatment="Operert."))
    assert (again.is_plain, again.text) == (True, "Operert.")
    was = formatting(EPIKRISE, FIRST)
    text = decompose(EPIKRISE, FIRST)["treatment"]
    assert was.standing(TREATMENT, text) == "kept"
    assert was.standing(TREATMENT, "Operert.") == "changed"
    assert was.standing(TREATMENT, "") is was.standing(("plan",), text) is None


@pytest.mark.parametrize(
    "barred",
    [
        b"<a href='x'>hemiprotese</a>",
        b"<b style='color: white'>hemiprotese</b>",
        b"<b onclick='x()'>hemiprotese</b>",
        b"<table><tr><th>hemiprotese</th></tr></table>",
    ],
)
def test_formatting_that_may_not_be_sent_is_left_out(barred) -> None:
    other = FIRST.replace(WRITTEN, barred)
    assert treatment(corrected(other)).is_plain
    text = decompose(EPIKRISE, other)["treatment"]
    assert formatting(EPIKRISE, other).standing(TREATMENT, text) == "barred"


def formatted(text: bytes) -> bytes:
    """A full epikrise in which this text is formatted."""
    plain = compose(EPIKRISE, FULL, envelope())
    marked = plain.replace(text, b"<p xmlns='http://www.w3.org/1999/xhtml'>" + text + b"</p><p>Slutt</p>", 1)
    assert marked != plain
    return marked


def test_a_text_in_a_row_is_found_again_when_rows_above_it_have_gone() -> None:
    text = FULL["other_diagnoses"][1]["description"].splitlines()[0].encode()
    first = formatted(text)
    values = decompose(EPIKRISE, first)
    assert "\nSlutt\n" in values["other_diagnoses"][1]["description"]
    left = values | {"other_diagnoses": values["other_diagnoses"][1:]}
    again = compose(EPIKRISE, left, envelope(), formatting(EPIKRISE, first))
    assert text + b"</" in again


def test_of_rows_that_say_the_same_each_keeps_its_own() -> None:
    first, second, here = Formatted("Ja"), Formatted("Ja"), ("other_diagnoses", 1, "description")
    was = Formatting({("other_diagnoses", 0, "description"): first, here: second})
    assert was.of(here, "Ja") is second
    assert was.of(("other_diagnoses", 2, "description"), "Ja") is first


def test_a_form_holds_the_whole_of_a_formatted_message() -> None:
    assert holds_whole(EPIKRISE, formatted(FULL["treatment"].splitlines()[0].encode()))
