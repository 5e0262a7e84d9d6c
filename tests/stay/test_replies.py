"""The four sentences: written, and read back letter by letter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.stay.replies import NOT_CLASSIFIED, Choice, ReplyText, compose, read
from samhandling.stay.rules import rules

SENTENCES = [row.sentence for row in rules().sentences]
CHOICES = [Choice.CAN_RECEIVE, Choice.EXPECTED, Choice.UNKNOWN, Choice.OFFER_READY]
plain = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    "spoil",
    [str.upper, lambda s: s[:-1], lambda s: s + " Hilsen", lambda s: "Hei. " + s, lambda s: "Hei\n" + s],
)
def test_a_sentence_that_is_not_exact_is_not_classified(sentence, spoil):
    assert read(spoil(sentence), rules()) == NOT_CLASSIFIED


def test_nothing_is_not_classified():
    assert read("", rules()) == NOT_CLASSIFIED


def test_there_are_four_and_they_differ():
    assert [row.choice for row in rules().sentences] == [choice.value for choice in CHOICES]
    assert len(set(SENTENCES)) == 4


replies = st.builds(
    ReplyText,
    choice=st.sampled_from(CHOICES),
    date=st.dates(date(2020, 1, 1), date(2030, 1, 1)) | st.none(),
    place=plain,
    service=plain,
    contact=plain,
    reason=plain,
    note=plain,
)


@given(replies)
def test_what_is_composed_is_read_back(reply):
    assert read(compose(reply, rules()), rules()) == reply


def test_a_detail_that_is_no_date_is_no_date():
    assert read(f"{SENTENCES[1]}\nDato: snart", rules()).date is None


def test_other_lines_are_left_to_people():
    found = read(f"{SENTENCES[3]}\nSted: Ullern helsehus\nVelkommen!", rules())
    assert (found.choice, found.place) == (Choice.OFFER_READY, "Ullern helsehus")


def test_only_the_four_can_be_composed():
    with pytest.raises(KeyError):
        compose(NOT_CLASSIFIED, rules())
