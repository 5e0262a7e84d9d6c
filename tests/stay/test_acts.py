"""Local acts from the node's record."""

from datetime import date

from samhandling.stay.acts import KINDS, Circumstance, ExpectedDischarge, ReplyClassified, from_record
from samhandling.stay.times import Moment
from stay.story import BORGHILD, HOSPITAL, at

CIRCUMSTANCE = Circumstance("a-1", at("2024-05-06 10:00"), "Vera Vakt", HOSPITAL.virksomhet, BORGHILD, "m-1")


def test_an_act_that_a_stay_does_not_know_is_none():
    assert from_record("coffee-break", {}, CIRCUMSTANCE) is None


def test_json_values_become_times_and_dates():
    made = from_record("expected-discharge", {"expected": "2024-05-08", "reason": "bedring"}, CIRCUMSTANCE)
    assert made == ExpectedDischarge(
        **CIRCUMSTANCE._asdict(), expected=Moment.read("2024-05-08"), reason="bedring"
    )
    said = from_record("reply-classified", {"choice": "expected", "expected": "2024-05-09"}, CIRCUMSTANCE)
    assert isinstance(said, ReplyClassified)
    assert (said.expected, said.about) == (date(2024, 5, 9), "m-1")


def test_lists_become_tuples_and_unknown_keys_are_left():
    detail = {"points": [["diagnose-og-plan", "2024-05-06", "Vera"]], "colour": "blue"}
    made = from_record("readiness-assessed", detail, CIRCUMSTANCE)
    assert made.points == (("diagnose-og-plan", "2024-05-06", "Vera"),)


def test_every_kind_has_its_own_name():
    assert len(KINDS) == 17
    assert all(kind == act.kind for kind, act in KINDS.items())
