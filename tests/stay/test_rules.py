"""The rules as data: dated, sourced, and plain about what nobody has set."""

from datetime import date

import pytest

from samhandling.errors import BadRules
from samhandling.stay.judging import State
from samhandling.stay.rules import from_toml, rules, with_rows

PRICES = {2012: 4000, 2014: 4255, 2018: 4747, 2019: 4885, 2022: 5306, 2023: 5508, 2024: 5745}


@pytest.mark.parametrize(
    "text",
    [
        "kr = ",
        "[[prices]]\nkr = 1",
        "[[price]]\nkr = 1.5\nsource = 'x'",
        "[[price]]\nkr = true\nsource = 'x'",
        "[[price]]\nkr = -1\nsource = 'x'",
        "[[price]]\nkr = 6000",
        "[[price]]\nvalid_from = 2025-01-01",
        "[[price]]\nkr = 1\nsource = 'x'\nkroner = 2",
        "[[setting]]\nkey = 'notice_cut_off'\nvalue = '20:00'",
        "[[reason]]\nid = 'x'",
    ],
)
def test_a_faulty_file_is_refused_with_table_and_number(text):
    with pytest.raises(BadRules, match=r"not TOML|unknown table|\[\[\w+\]\] number 1"):
        from_toml(text)


def test_prices_are_those_of_their_year_and_unknown_ones_are_unknown():
    assert {year: rules().price(date(year, 7, 1)) for year in PRICES} == PRICES
    assert [rules().price(date(year, 7, 1)) for year in (2011, 2013, 2025, 2026, 2027)] == [None] * 5


def test_a_price_that_is_set_stands_over_the_one_that_shipped():
    text = "[[price]]\nvalid_from = 2025-01-01\nvalid_to = 2025-12-31\nkr = 6000\nsource = 'Prop. 1 S'"
    assert from_toml(text).price(date(2025, 3, 1)) == 6000
    assert from_toml(text).price(date(2024, 3, 1)) == 5745


def test_an_unset_value_is_none_and_is_listed():
    day = date(2025, 3, 1)
    assert rules().value("reply_deadline_hours", day) is None
    listed = {getattr(row, "key", "price") for row in rules().unset(day)}
    assert listed == {"reply_deadline_hours", "request_deadline_hours", "notice_cut_off", "price"}


def test_a_partners_own_setting_stands_before_everybodys_and_only_while_it_holds():
    row = {
        "key": "reply_deadline_hours",
        "value": 2,
        "source": "avtalen",
        "partners": [200],
        "valid_from": date(2024, 1, 1),
        "valid_to": date(2024, 12, 31),
    }
    laid_over = with_rows({"setting": [row]})
    assert laid_over.value("reply_deadline_hours", date(2024, 5, 6), 200) == 2
    assert laid_over.value("reply_deadline_hours", date(2024, 5, 6), 300) is None
    assert laid_over.value("reply_deadline_hours", date(2025, 5, 6), 200) is None


def test_every_row_says_where_it_comes_from_and_how_sure_it_is():
    r = rules()
    for row in (*r.prices, *r.settings, *r.obligations, *r.days.values(), *r.payers):
        assert row.source, row
        assert row.certainty in {"sourced", "general", "inferred", "setting", "unset"}, row
    for row in (*r.obligations, *r.days.values(), *r.readiness, *r.payers):
        assert row.clause, row


def test_what_is_unset_is_marked_so():
    r = rules()
    assert all((row.kr is None) == (row.certainty == "unset") for row in r.prices)
    assert all((row.value == "ikke satt") == (row.certainty == "unset") for row in r.settings)


def test_every_reason_is_in_a_known_state_and_in_both_languages():
    for row in rules().days.values():
        assert State(row.state)
        assert row.words.nb
        assert row.words.en


def test_the_agreements_are_those_that_the_hospital_lists_and_number_5_has_no_name():
    agreements = {row.id: row for row in rules().agreements}
    assert sorted(row.number for row in agreements.values() if row.number) == list(range(1, 10))
    assert agreements["tjenesteavtale-5"].name == "ikke satt"
    assert {
        "generell-del",
        "fellesskriv",
        "erstatningssykehjem",
        "uten-trygderettigheter",
    } <= agreements.keys()


def test_an_agreement_governs_settings_that_exist():
    r = rules()
    known = {row.key for row in r.settings} | {"payer"}
    assert {key for row in r.agreements for key in row.governs} <= known
    assert {row.agreement for row in r.settings if row.agreement} <= {row.id for row in r.agreements}


def test_the_payer_changed_in_2019():
    on = {day: next(p for p in rules().payers if p.holds(day)).municipality
          for day in (date(2018, 12, 31), date(2019, 1, 1))}  # fmt: skip
    assert list(on.values()) == ["registered", "stay"]
