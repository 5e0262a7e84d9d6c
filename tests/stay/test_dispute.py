"""The tvistemappe says what happened, and not to whom."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.stay.accounts import account
from samhandling.stay.dispute import age_band, all_texts, dispute, relative
from samhandling.stay.identity_guard import traces
from samhandling.stay.rules import rules
from stay.story import BORGHILD, FJORD, HOSPITAL, PSYCHIATRY, SKOG, at, normal

NOW = "2024-06-02 12:00"


def file_of(story, number=0):
    own = account(story.stay(), rules(), at(NOW))
    return dispute(own, own.stay.periods[number], rules())


def a_quarrel(**more):
    story = normal(**more)
    klar = story.klar(note="Lårhalsbrudd S72.0, kontakt Vera")
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-08")
    story.fritekst(klar, "2024-05-08 09:00", "Borghild kan komme til Solsiden", helsefaglig=True)
    story.utskrevet("2024-05-09 11:00")
    return story


def test_days_are_counted_from_the_admission():
    made = file_of(a_quarrel())
    assert [(step.day, step.clock, step.by) for step in made.steps][:4] == [
        (0, "08.30", "Sykehuset"),
        (0, "12.00", "Sykehuset"),
        (3, "10.00", "Sykehuset"),
        (3, "12.00", "Kommunen"),
    ]
    assert made.steps[2].what == (
        "Melding om utskrivningsklar pasient: utskrivningsklar fra dag 3. Positiv kvittering dag 3 kl. 10.01."
    )
    assert made.steps[3].what.startswith("Svar på utskrivningsklar pasient: ")
    assert "(dag 5)" in made.steps[3].what


def test_each_day_has_its_reason_clause_amount_and_documents():
    first, *_, last = file_of(a_quarrel()).days
    assert (first.day, first.kroner) == (3, 5745)
    assert "§" in first.clause
    assert last.state == "needs_decision"
    assert set(last.documents) <= {step.number for step in file_of(a_quarrel()).steps}


def test_the_claim_is_what_may_cost():
    assert file_of(a_quarrel()).claim == 3 * 5745


def test_a_promised_date_in_a_reason_becomes_a_day():
    story = a_quarrel()
    assert any("før dag 5" in day.reason for day in file_of(story).days) or any(
        "dag 6" in day.reason for day in file_of(story).days
    )


def test_no_trace_of_anybody_is_left_and_no_free_text():
    for story in (a_quarrel(), a_quarrel(hospital=PSYCHIATRY)):
        made = file_of(story)
        whole = repr(made)
        for told in (*BORGHILD.idents[0], BORGHILD.family_name, BORGHILD.given_name, "Solsiden", "S72",
                     HOSPITAL.name, HOSPITAL.service, FJORD.name, "2024", "Vera", "klar-"):  # fmt: skip
            if told != "FNR":
                assert told not in whole.replace("2011-11-18", "")
        assert [traces(text, story.stay()) for text in all_texts(made) if traces(text, story.stay())] == []


def test_another_municipalitys_messages_are_not_carried_over():
    story = normal()
    story.klar(to=SKOG, answered="2")
    story.klar("2024-05-06 11:00")
    made = file_of(story, 1)
    assert [step.clock for step in made.steps if "utskrivningsklar fra" in step.what] == ["11.00"]


def test_cancelled_and_refused_messages_say_so():
    story = normal()
    klar = story.klar()
    story.kanseller(klar, "2024-05-07 09:00")
    story.klar("2024-05-08 09:00", answered="2")
    said = " ".join(step.what for step in file_of(story, 1).steps)
    assert "senere kansellert" in said
    assert "Avvist dag 5" in said


@pytest.mark.parametrize(
    ("born", "band"),
    [("2008-05-03", "0–17"), ("2006-05-03", "18–39"), ("1939-05-04", "75–84"),
     ("1939-05-03", "85 eller eldre"), ("", "ikke kjent"), ("1942", "ikke kjent"),
     ("2030-01-01", "ikke kjent")],
)  # fmt: skip
def test_age_is_a_band_on_the_day_of_admission(born, band):
    assert age_band(born, date(2024, 5, 3)) == band


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.text("abc .,", max_size=10))
def test_no_date_survives(day, text):
    zero = date(2024, 5, 3)
    told = relative(f"{text} {day:%d.%m.%Y} {text}", zero)
    assert f"dag {(day - zero).days}" in told
    assert f"{day:%d.%m.%Y}" not in told
