"""Who owes whom what, from when, until when."""

from datetime import timedelta

import pytest

from samhandling.stay.events import Dialog
from samhandling.stay.obligations import Owed
from samhandling.stay.occasions import OCCASIONS
from samhandling.stay.rules import rules, with_rows
from samhandling.stay.times import Moment
from stay.story import FJORD, HOSPITAL, PSYCHIATRY, SKOG, Story, at, normal


def one(story, rule_id, now, in_force=None):
    (found,) = [o for o in story.owed(now, in_force) if o.rule.id == rule_id]
    return found


def admitted(story, when="2024-05-03 08:20", **more):
    return story.gjor("admitted", when, admitted=Moment.read(story.admitted), **more)


def test_every_rule_has_its_finder_and_every_finder_its_rule():
    assert OCCASIONS.keys() == {row.id for row in rules().obligations}


# -- admission


def test_on_admission_the_need_is_to_be_assessed():
    story = Story()
    admitted(story)
    owed = one(story, "need-assessment", "2024-05-03 12:00")
    assert (owed.state, owed.owner_her, owed.due) == (Owed.OPEN, HOSPITAL.virksomhet, at("2024-05-04 08:15"))
    assert owed.left == timedelta(hours=20, minutes=15)
    story.gjor("need-assessed", "2024-05-03 13:00", need=True)
    assert one(story, "need-assessment", "2024-05-05 12:00").state is Owed.FULFILLED


def test_the_notice_of_admission_goes_only_for_patients_known_to_have_services():
    story = Story()
    admitted(story)
    assert "notify-admission" not in story.open("2024-05-03 12:00")
    known = Story()
    admitted(known, services_known=True)
    assert known.open("2024-05-03 12:00")["notify-admission"] == "open"
    known.innlagt()
    assert "notify-admission" not in known.open("2024-05-03 12:00")


def test_section_8_is_due_24_hours_after_admission():
    story = Story()
    story.klar("2024-05-04 10:00")
    assert one(story, "section-8-notice", "2024-05-04 10:00").due == at("2024-05-04 08:15")
    story.helseopplysninger("2024-05-04 12:00")
    assert one(story, "section-8-notice", "2024-05-05 10:00").state is Owed.LATE


def test_a_need_seen_later_starts_its_own_clock_and_both_are_shown():
    story = Story()
    admitted(story)
    story.gjor("need-assessed", "2024-05-05 09:00", need=True)
    owed = one(story, "section-8-notice", "2024-05-05 12:00")
    assert (owed.state, owed.due) == (Owed.OPEN, at("2024-05-06 09:00"))
    assert [(c.name, c.kept, c.counts) for c in owed.clocks] == [
        ("behov avdekket", None, True),
        ("innleggelse", False, False),
    ]


def test_the_clock_runs_24_hours_also_over_a_change_of_the_clock():
    story = Story(admitted="2024-03-30T08:15:00")
    story.klar("2024-03-31 10:00")
    assert one(story, "section-8-notice", "2024-03-31 10:00").due == at("2024-03-31 09:15")


def test_an_admission_without_a_clock_counts_from_its_earliest():
    story = Story(admitted="2024-05-03")
    story.klar("2024-05-03 10:00")
    owed = one(story, "section-8-notice", "2024-05-03 12:00")
    assert (owed.due, owed.exact) == (at("2024-05-04 00:00"), False)


@pytest.mark.parametrize("how", ["refused", "no receipt", "updated only", "notice of admission"])
def test_section_8_is_met_by_nothing_less(how):
    story = Story()
    story.klar()
    if how == "updated only":
        story.helseopplysninger(kind="2")
    elif how == "notice of admission":
        story.innlagt()
    else:
        story.helseopplysninger(answered="2" if how == "refused" else None)
    assert story.open("2024-05-07 12:00")["section-8-notice"] == "overdue"


def test_another_bydel_that_is_told_of_readiness_is_owed_a_notice_of_its_own():
    story = Story()
    story.helseopplysninger(to=SKOG)
    story.klar("2024-05-06 10:00")
    owed = [o for o in story.owed("2024-05-06 12:00") if o.rule.id == "section-8-notice"]
    assert [(o.state, o.due) for o in owed] == [
        (Owed.OPEN, at("2024-05-07 10:00")),
        (Owed.FULFILLED, at("2024-05-04 08:15")),
    ]
    story.helseopplysninger("2024-05-06 13:00")
    assert "section-8-notice" not in story.open("2024-05-06 14:00")


def test_the_admission_report_has_two_clocks():
    story = Story()
    story.innlagt("2024-05-03 14:00")
    owed = one(story, "admission-report", "2024-05-03 15:00")
    assert [(c.name, c.due, c.counts) for c in owed.clocks] == [
        ("mottatt melding om innlagt", at("2024-05-04 14:01"), True),
        ("innleggelse", at("2024-05-04 08:15"), False),
    ]
    assert owed.owner == "municipality"
    story.innleggelsesrapport("2024-05-04 10:00")
    owed = one(story, "admission-report", "2024-05-05 15:00")
    assert (owed.state, [c.kept for c in owed.clocks]) == (Owed.FULFILLED, [True, False])


def test_pause_and_resumption_are_the_municipalitys_own():
    story = Story()
    story.innlagt()
    assert story.open("2024-05-03 12:00")["pause-services"] == "open"
    story.gjor("services-paused", "2024-05-03 13:00", organisation=FJORD)
    assert "pause-services" not in story.open("2024-05-03 14:00")
    story.utskrevet("2024-05-06 11:00")
    assert story.open("2024-05-06 12:00")["resume-services"] == "open"
    assert story.open("2024-05-07 00:01")["resume-services"] == "overdue"
    story.gjor("services-resumed", "2024-05-07 09:00", organisation=FJORD)
    assert "resume-services" not in story.open("2024-05-07 10:00")


# -- along the way


def test_a_new_expected_date_is_owed_to_the_municipality():
    story = normal()
    story.gjor("expected-discharge", "2024-05-04 09:00", expected=Moment.read("2024-05-06"))
    assert "updated-information" not in story.open("2024-05-04 10:00"), "it was told that date already"
    story.gjor(
        "expected-discharge", "2024-05-04 11:00", expected=Moment.read("2024-05-08"), reason="utredning"
    )
    assert story.open("2024-05-04 12:00")["updated-information"] == "open"
    story.helseopplysninger("2024-05-04 13:00", kind="2", expected="2024-05-08", status="N")
    assert "updated-information" not in story.open("2024-05-04 14:00")


def test_a_request_is_owed_an_answer_by_whoever_was_asked():
    story = normal()
    asked = story.say(
        "DIALOG_FORESPORSEL", "2024-05-04 09:00", Dialog("9152", "8", "Når?"), sender=FJORD, to=HOSPITAL
    )
    owed = one(story, "answer-request", "2024-05-04 10:00")
    assert (owed.owner, owed.due, owed.state) == ("hospital", None, Owed.OPEN)
    assert "ikke satt" in owed.due_words.nb
    story.say(
        "DIALOG_SVAR", "2024-05-04 11:00", Dialog("9069", "5", "Mandag."), parent=asked, conversation=asked
    )
    assert one(story, "answer-request", "2024-05-04 12:00").state is Owed.FULFILLED


# -- ready for discharge


def test_a_decision_is_to_be_told_at_once():
    story = normal()
    story.gjor("readiness-assessed", "2024-05-06 09:30", decided=True, decided_by="Lin", role="Lege", hpr="1")
    assert story.open("2024-05-06 09:40")["ready-notice"] == "open"
    assert story.open("2024-05-06 09:46")["ready-notice"] == "overdue"
    story.klar("2024-05-06 09:47", answered="2")
    assert story.open("2024-05-06 10:30").keys() >= {"ready-notice", "send-again"}
    story.klar("2024-05-06 10:40")
    assert not story.open("2024-05-06 10:50").keys() & {"ready-notice", "send-again"}


@pytest.mark.parametrize("assessed", ["2024-05-06 09:59:55", "2024-05-06 10:00:00", "2024-05-06 10:00:05"])
def test_an_assessment_and_its_notice_are_one_deed_whichever_was_written_first(assessed):
    story = normal()
    story.gjor("readiness-assessed", assessed, decided=True)
    story.klar("2024-05-06 10:00:00")
    assert one(story, "ready-notice", "2024-05-06 12:00").state is Owed.FULFILLED


@pytest.mark.parametrize("worse", ["2024-05-06 15:59:55", "2024-05-06 16:00:05"])
def test_worse_and_its_avmelding_are_one_deed_whichever_was_written_first(worse):
    story = normal()
    story.klar()
    story.gjor("not-ready", worse)
    story.avmelding("2024-05-06 16:00:00")
    assert one(story, "withdraw-notice", "2024-05-06 18:00").state is Owed.FULFILLED


def test_a_notice_that_was_withdrawn_does_not_tell_of_a_decision_made_just_after():
    story = normal()
    story.gjor("readiness-assessed", "2024-05-06 10:00", decided=True)
    story.klar("2024-05-06 10:00")
    story.avmelding("2024-05-06 10:00:20")
    story.gjor("readiness-assessed", "2024-05-06 10:00:40", decided=True)
    assert "ready-notice" in story.open("2024-05-06 10:05")


def test_the_reply_has_no_hours_until_the_agreement_gives_them():
    story = normal()
    story.klar()
    owed = one(story, "reply", "2024-05-06 12:00")
    assert (owed.state, owed.due, owed.left) == (Owed.OPEN, None, None)
    assert "ikke satt" in owed.due_words.nb
    hours = {"key": "reply_deadline_hours", "value": 3, "source": "avtalen", "partners": [FJORD.virksomhet]}
    owed = one(story, "reply", "2024-05-06 14:00", with_rows({"setting": [hours]}))
    assert (owed.state, owed.due) == (Owed.OVERDUE, at("2024-05-06 13:01"))
    assert owed.escalate == ("saksbehandler", "utskrivningskoordinator")


def test_any_reply_is_an_answer_also_one_that_nobody_has_classified():
    story = normal()
    klar = story.klar()
    text = story.fritekst(klar, "2024-05-06 12:00", "Vi ser på det.")
    owed = story.open("2024-05-06 13:00")
    assert "reply" not in owed
    assert owed["classify-reply"] == "overdue"
    story.gjor("reply-classified", "2024-05-06 13:00", about=text, choice="unknown")
    assert "classify-reply" not in story.open("2024-05-06 13:30")


def test_the_municipality_is_reminded_on_the_promised_date():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-09")
    assert one(story, "offer-ready", "2024-05-07 12:00").due == at("2024-05-10 00:00")
    assert story.open("2024-05-10 00:01")["offer-ready"] == "overdue"
    story.svar(klar, "2024-05-10 08:00", "offer-ready")
    assert one(story, "offer-ready", "2024-05-10 09:00").state is Owed.LATE


def test_without_a_date_the_offer_is_owed_without_a_time():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "unknown")
    owed = one(story, "offer-ready", "2024-05-20 12:00")
    assert (owed.state, owed.due) == (Owed.OPEN, None)


def test_a_withdrawal_lets_the_reply_lapse():
    story = normal()
    story.klar()
    story.gjor("not-ready", "2024-05-06 11:00", reason="Feber")
    assert story.open("2024-05-06 12:00")["withdraw-notice"] == "overdue"
    story.avmelding("2024-05-06 12:00")
    assert one(story, "reply", "2024-05-07 12:00").state is Owed.LAPSED
    assert "withdraw-notice" not in story.open("2024-05-07 12:00")


def test_a_cancelled_notice_owes_nothing():
    story = normal()
    story.kanseller(story.klar(), "2024-05-06 11:00")
    assert not story.open("2024-05-07 12:00").keys() & {"reply", "confirm-payer"}


def test_a_stay_of_which_everything_was_cancelled_owes_nothing():
    story = Story()
    story.kanseller(story.innlagt(), "2024-05-03 09:00")
    story.kanseller(story.helseopplysninger(), "2024-05-03 13:00")
    klar = story.klar()
    story.fritekst(klar, "2024-05-06 10:30", "Vi ser på det.")
    story.kanseller(klar, "2024-05-06 11:00")
    assert story.stay().phase == "cancelled"
    assert story.open("2024-05-20 12:00") == {}


def test_the_payer_is_to_be_confirmed_by_a_person():
    story = normal()
    story.klar()
    assert story.open("2024-05-06 12:00")["confirm-payer"] == "open"
    story.gjor("payer-confirmed", "2024-05-06 13:00")
    assert "confirm-payer" not in story.open("2024-05-06 14:00")


# -- discharge


def test_what_is_owed_on_the_day_of_leaving():
    story = normal()
    story.klar()
    story.gjor("departed", "2024-05-07 10:00", left=Moment.read("2024-05-07T10:00:00"))
    owed = story.open("2024-05-07 12:00")
    assert owed.keys() >= {"notify-discharge", "discharge-report", "epikrise"}
    assert one(story, "discharge-report", "2024-05-07 12:00").due == at("2024-05-08 00:00")
    story.rapport("2024-05-07 13:00")
    story.utskrevet("2024-05-07 13:05")
    story.gjor("document-sent-elsewhere", "2024-05-07 14:00", document="EPIKRISE")
    assert not story.open("2024-05-08 12:00").keys() & {"notify-discharge", "discharge-report", "epikrise"}


def test_death_in_hospital_is_told_and_needs_no_report():
    story = normal()
    story.gjor("departed", "2024-05-07 04:00", left=Moment.read("2024-05-07T04:00:00"), outcome="2")
    owed = story.open("2024-05-07 12:00")
    assert "notify-discharge" in owed
    assert "discharge-report" not in owed


def test_what_is_overdue_comes_first_and_is_dated():
    story = normal(hospital=PSYCHIATRY)
    story.klar()
    states = [o.is_open for o in story.owed("2024-05-07 12:00")]
    assert states == sorted(states, reverse=True)


def test_a_rule_that_did_not_hold_then_owes_nothing():
    row = next(r for r in rules().obligations if r.id == "reply")
    assert not row.holds(at("2011-12-31 12:00").date())
