"""A basis as JSON and CSV: whole, and refused when changed."""

import csv
import io
import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.stay.invoice import Basis, BilledDay, Kind, Line, Party
from samhandling.stay.invoice_files import MOST_BYTES, BadBasis, read, to_csv, to_json

MONTH = date(2024, 5, 1)
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
days = st.builds(
    BilledDay,
    st.dates(date(2024, 4, 1), date(2024, 5, 31)),
    st.integers(-9999, 9999),
    words,
    words,
    words,
    st.lists(words.filter(bool), max_size=3).map(tuple),
)
lines = st.lists(st.tuples(st.sampled_from(Kind), words, st.lists(days, min_size=1, max_size=3)), max_size=3)


@st.composite
def bases(draw):
    made = [Line(n, kind, period, tuple(some)) for n, (kind, period, some) in enumerate(draw(lines), 1)]
    return Basis(
        number=draw(words),
        issued_at=datetime(2024, 6, 2, 10, tzinfo=UTC),
        hospital=Party(8900100, draw(words)),
        municipality=Party(8900200, draw(words)),
        month=MONTH,
        lines=tuple(made),
        facts={one: draw(words) for line in made for one in line.evidence},
    )


@given(bases())
def test_json_keeps_everything(basis):
    assert read(to_json(basis).encode()) == basis


@given(bases())
def test_csv_keeps_every_line(basis):
    if not basis.lines:
        with pytest.raises(BadBasis):
            read(to_csv(basis).encode())
        return
    found = read(to_csv(basis).encode())
    assert found.fingerprint == basis.fingerprint
    assert (found.number, found.hospital, found.lines) == (basis.number, basis.hospital, basis.lines)


def one_line(number="2024-1", kroner=5745, reason="Kommunen hadde ikke svart ved midnatt."):
    day = BilledDay(date(2024, 5, 6), kroner, "no-reply", reason, "§ 13", ("klar-1", "kvittering-1"))
    return Basis(
        number=number,
        issued_at=datetime(2024, 6, 2, 10, tzinfo=UTC),
        hospital=Party(8900100, "Lilleby sykehus"),
        municipality=Party(8900200, "Bydel Fjordgløtt"),
        month=MONTH,
        lines=(Line(1, Kind.MONTH, "klar-1", (day,)),),
    )


@pytest.mark.parametrize("write", [to_json, to_csv])
def test_a_file_that_somebody_has_changed_is_refused(write):
    changed = write(one_line()).replace("5745", "6745")
    with pytest.raises(BadBasis, match="changed"):
        read(changed.encode())


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"a;b\r\n1;2\r\n", b'{"format": "samhandling-fakturagrunnlag"}',
     b"{" * 100_000, b"x" * (MOST_BYTES + 1)],
)  # fmt: skip
def test_anything_else_is_refused_in_words(content):
    with pytest.raises(BadBasis):
        read(content)


WHOLE = json.loads(to_json(one_line()))
anything = st.recursive(
    st.none() | st.integers() | words, lambda one: st.lists(one) | st.dictionaries(words, one)
)


@given(st.sampled_from(sorted(WHOLE)), anything)
def test_json_of_any_shape_is_read_or_refused(name, told):
    with suppress(BadBasis):
        assert isinstance(read(json.dumps({**WHOLE, name: told}).encode()), Basis)


def test_no_cell_is_a_formula_for_a_spreadsheet():
    text = to_csv(one_line(number="=HYPERLINK(1)", reason="@SUM(A1)", kroner=-5745))
    row = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))[1]
    assert row[1] == "'=HYPERLINK(1)"
    assert row[14] == "'@SUM(A1)"
    assert row[12] == "-5745"  # a number is a number
