"""Single values in words."""

from __future__ import annotations

import pytest

from samhandling.standards.render.language import language_of
from samhandling.standards.render.page import Link, Text, Time
from samhandling.standards.render.values import moment, number, phone, size, telecom, yes_or_no

NB, NN, EN = map(language_of, ("nb", "nn", "en"))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("2026-11-21T10:02:00", "21.11.2026 kl. 10.02"),
        ("2026-11-21T10:02:59.250", "21.11.2026 kl. 10.02"),
        ("2026-11-21T10:02:00+01:00", "21.11.2026 kl. 10.02"),
        ("2026-11-21T09:02:00Z", "21.11.2026 kl. 10.02"),
        ("2026-07-21T08:02:00Z", "21.07.2026 kl. 10.02"),
        ("2026-11-21T23:30:00Z", "22.11.2026 kl. 00.30"),
        ("2026-11-21T24:00:00", "22.11.2026 kl. 00.00"),
        ("2026-11-21T00:00:00", "21.11.2026 kl. 00.00"),
        ("2026-11-21", "21.11.2026"),
        ("2026-11-21+01:00", "21.11.2026"),
        ("2026-11", "november 2026"),
        ("2026", "2026"),
        ("10:02:00", "kl. 10.02"),
    ],
)
def test_a_time_is_shown_with_the_precision_it_has(raw: str, shown: str) -> None:
    assert moment(raw, NB) == Time(shown, raw)


@pytest.mark.parametrize("raw", ["i går", "2026-13", "2026-02-30", "01.01.2019", "2026-11-21T25:00:00", ""])
def test_what_is_no_time_is_shown_as_it_came(raw: str) -> None:
    assert moment(raw, NB) == Text(raw)


def test_months_and_the_clock_are_in_the_reader_s_language() -> None:
    assert moment("2026-05", EN).text == "May 2026"
    assert moment("2026-11-21T10:02:00", EN).text == "21.11.2026 at 10.02"


@pytest.mark.parametrize(
    ("raw", "shown"), [("true", "Ja"), ("1", "Ja"), (" false ", "Nei"), ("0", "Nei"), ("kanskje", "kanskje")]
)
def test_booleans_are_words(raw: str, shown: str) -> None:
    assert yes_or_no(raw, NB) == shown


@pytest.mark.parametrize(("raw", "shown"), [("2.5", "2,5"), ("40", "40"), ("-0.5", "-0,5"), ("1.2.3",) * 2])
def test_numbers_have_a_decimal_comma(raw: str, shown: str) -> None:
    assert number(raw, NN) == shown
    assert number(raw, EN) == raw


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("tel:20000114", Link("20 00 01 14", "tel:20000114")),
        ("tel:+4791234567", Link("+47 912 34 567", "tel:+4791234567")),
        ("TEL: 73 55 55 55", Link("73 55 55 55", "tel:73555555")),
        ("tel:815", Link("815", "tel:815")),
        ("mailto:post@eksempel.example", Link("post@eksempel.example", "mailto:post@eksempel.example")),
        ("73555555", Text("73555555")),
        ("tel:ring resepsjonen", Text("tel:ring resepsjonen")),
        ("javascript:alert(1)", Text("javascript:alert(1)")),
        ("https://eksempel.example", Text("https://eksempel.example")),
        ("mailto:a@b.example?subject=x", Text("mailto:a@b.example?subject=x")),
    ],
)
def test_only_telephones_and_plain_mail_become_links(raw: str, found: object) -> None:
    assert telecom(raw) == found


@pytest.mark.parametrize(
    ("raw", "shown"), [("20000114", "20 00 01 14"), ("91234567", "912 34 567"), ("0046200001", "0046200001")]
)
def test_norwegian_numbers_are_grouped(raw: str, shown: str) -> None:
    assert phone(raw) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0 byte"), (999, "999 byte"), (1_500, "2 kB"), (999_499, "999 kB"), (2_460_000, "2,5 MB")],
)
def test_sizes(count: int, shown: str) -> None:
    assert size(count, NB) == shown
