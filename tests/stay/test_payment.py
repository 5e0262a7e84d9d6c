"""Who pays for which day, and why: the worked cases of the regulation, each as a story."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.stay.events import Address, Dialog
from samhandling.stay.ledger import State, total
from samhandling.stay.rules import rules, with_rows
from stay.story import FJORD, HOSPITAL, PSYCHIATRY, SKOG, Story, normal

MON_TUE_WED = {"05-06": "payable", "05-07": "payable", "05-08": "payable"}


def payable(days):
    return [f"{day.date:%m-%d}" for day in days if day.state is State.PAYABLE]


# -- §§ 8–10: a precondition is missing


def test_without_a_notice_under_section_8_every_day_is_blocked():
    story = Story()
    story.innlagt()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "unknown")
    story.utskrevet("2024-05-09 11:00")
    assert story.states() == {"05-06": "blocked", "05-07": "blocked", "05-08": "blocked"}
    assert {day.price for day in story.days()} == {None}


def test_the_notice_of_admission_is_no_notice_under_section_8():
    story = Story()
    story.innlagt()
    story.klar()
    assert story.days("2024-05-07 12:00")[0].rule == "no-section-8-notice"


def test_updated_information_alone_is_no_notice_under_section_8():
    story = Story()
    story.helseopplysninger(kind="2")
    story.klar()
    assert story.days("2024-05-07 12:00")[0].rule == "no-section-8-notice"


def test_a_notice_under_section_8_without_a_positive_receipt_is_none():
    for answered in (None, "2"):
        story = Story()
        story.helseopplysninger(answered=answered)
        story.klar()
        assert story.days("2024-05-07 12:00")[0].rule == "no-section-8-notice"


def test_a_late_notice_under_section_8_cures_from_its_own_day():
    story = Story()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "unknown")
    story.helseopplysninger("2024-05-08 09:00")
    assert story.states("2024-05-09 12:00") == {"05-06": "blocked", "05-07": "blocked", "05-08": "payable"}


def test_a_notice_under_section_8_to_another_bydel_is_none():
    story = Story()
    story.helseopplysninger(to=SKOG)
    story.klar()
    assert story.states("2024-05-08 12:00") == {"05-06": "blocked", "05-07": "blocked"}
    story.helseopplysninger("2024-05-08 09:00")
    assert story.states("2024-05-09 12:00") == {"05-06": "blocked", "05-07": "blocked", "05-08": "payable"}


def test_an_updated_version_does_not_undo_the_notice_but_a_cancellation_does():
    story = normal()
    first = next(e for e in story.events if getattr(e, "type_code", "") == "HELSEOPPL_SOKNAD").msg_id
    story.helseopplysninger("2024-05-04 09:00", kind="2", status="M", parent=first, conversation=first)
    story.klar()
    assert story.states("2024-05-07 12:00") == {"05-06": "payable"}
    story.kanseller(first, "2024-05-06 15:00")
    assert story.states("2024-05-07 12:00") == {"05-06": "blocked"}


def test_a_ready_notice_without_receipt_blocks():
    story = normal()
    story.klar(answered=None)
    (day,) = story.days("2024-05-07 12:00")
    assert (day.state, day.rule) == (State.BLOCKED, "notice-without-receipt")


def test_a_refused_ready_notice_blocks_until_a_new_one_is_accepted():
    story = normal()
    story.klar(answered="2")
    (day,) = story.days("2024-05-07 12:00")
    assert (day.state, day.rule) == (State.BLOCKED, "notice-rejected")


def test_refused_and_sent_again_counts_from_the_day_it_was_received():
    story = normal()
    story.klar(answered="2")
    again = story.klar("2024-05-07 09:00", "2024-05-06")
    story.svar(again, "2024-05-07 10:00", "unknown")
    story.svar(again, "2024-05-09 08:00", "offer-ready")
    story.rapport("2024-05-09 09:00")
    story.utskrevet("2024-05-09 11:00")
    assert payable(story.days()) == ["05-07", "05-08"]
    assert story.days()[0].rule == "notice-not-yet-received"
    assert total(story.days()).total == 11_490


def test_a_refused_notice_to_the_wrong_bydel_leaves_no_trace_in_the_ledger():
    story = normal()
    story.klar(to=SKOG, answered="2")
    story.klar("2024-05-06 11:00")
    assert {day.municipality for day in story.days("2024-05-08 12:00")} == {FJORD.virksomhet}


def test_a_notice_without_a_ready_date_blocks():
    story = normal()
    story.avmelding("2024-05-05 09:00")  # a withdrawal of nothing is harmless
    story.say("LOG_UTSKRIVNINGSKLAR", "2024-05-06 10:00")
    (day,) = story.days("2024-05-07 12:00")
    assert (day.date, day.rule) == (date(2024, 5, 6), "no-ready-date")


def test_mental_health_care_is_blocked_until_the_partners_are_called_to_a_meeting():
    story = normal(hospital=PSYCHIATRY)
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "unknown")
    assert story.states("2024-05-08 12:00") == {"05-06": "blocked", "05-07": "blocked"}
    story.gjor(
        "readiness-assessed",
        "2024-05-07 09:00",
        points=(("phv-mote-innkalt", "2024-05-07", "Vera"), ("phv-oppfolging-avklart", "2024-05-07", "Vera")),
    )
    assert story.states("2024-05-08 12:00") == {"05-06": "blocked", "05-07": "payable"}


def test_the_sentence_in_the_notice_proves_the_meeting_to_both_ends():
    story = normal(hospital=PSYCHIATRY)
    story.klar(note=rules().phv_tsb_sentence)
    assert story.states("2024-05-07 12:00") == {"05-06": "payable"}


# -- § 11 and § 13: what the municipality says


def test_yes_and_left_the_same_day_costs_nothing():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "can-receive")
    story.rapport("2024-05-06 15:00")
    story.utskrevet("2024-05-06 16:00")
    (day,) = story.days()
    assert (day.state, day.rule, day.price) == (State.NOT_PAYABLE, "left-same-day", None)


def test_yes_for_today_frees_the_days_even_if_the_hospital_keeps_the_patient():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "can-receive")
    story.rapport("2024-05-08 09:00")
    story.utskrevet("2024-05-08 10:00")
    assert story.states() == {"05-06": "not_payable", "05-07": "not_payable"}


def test_no_until_thursday_and_ready_on_thursday_is_three_days():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-09")
    story.svar(klar, "2024-05-09 08:00", "offer-ready")
    story.rapport("2024-05-09 10:00")
    story.utskrevet("2024-05-09 11:00")
    assert story.states() == MON_TUE_WED
    assert total(story.days()).total == 17_235
    assert {day.clause for day in story.days()} == {"FOR-2011-11-18-1115 § 13"}


def test_no_answer_and_ready_the_next_afternoon_is_one_day():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-07 14:00", "offer-ready")
    days = story.days("2024-05-08 12:00")
    assert [(d.state.value, d.rule) for d in days] == [
        ("payable", "no-reply"),
        ("not_payable", "offer-ready"),
    ]


def test_days_after_the_ready_offer_are_the_hospitals_own():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "unknown")
    story.svar(klar, "2024-05-08 09:00", "offer-ready")
    story.rapport("2024-05-10 09:00")
    story.utskrevet("2024-05-10 10:00")
    assert payable(story.days()) == ["05-06", "05-07"]
    assert story.states()["05-08"] == story.states()["05-09"] == "not_payable"


def test_promised_thursday_but_never_confirmed_needs_a_decision():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-09")
    story.rapport("2024-05-11 10:00")
    story.utskrevet("2024-05-11 11:00")
    assert story.states() == MON_TUE_WED | {"05-09": "needs_decision", "05-10": "needs_decision"}
    assert story.days()[3].price == 5745
    assert total(story.days()).total == 17_235


@pytest.mark.parametrize("says", ["payable", "not_payable"])
def test_the_agreement_may_say_what_an_unconfirmed_promise_is(says):
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-07")
    setting = {"key": "dated_yes_without_offer", "value": says, "source": "avtalen", "partners": [8900200]}
    states = story.states("2024-05-08 12:00", with_rows({"setting": [setting]}))
    assert states == {"05-06": "payable", "05-07": says}


def test_an_agreement_holds_for_its_own_partners_only():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-07")
    setting = {"key": "dated_yes_without_offer", "value": "payable", "source": "avtalen", "partners": [1]}
    assert story.states("2024-05-08 12:00", with_rows({"setting": [setting]}))["05-07"] == "needs_decision"


def test_a_yes_for_a_later_day_is_a_promise_too():
    story = normal()
    klar = story.klar("2024-05-06 10:00", ready="2024-05-09")
    story.svar(klar, "2024-05-06 12:00", "can-receive")
    assert story.states("2024-05-10 12:00") == {"05-09": "needs_decision"}


def test_a_withdrawn_promise_lets_the_days_run_on():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-08")
    story.svar(klar, "2024-05-07 15:00", "unknown")
    story.svar(klar, "2024-05-10 08:00", "offer-ready")
    assert payable(story.days("2024-05-11 12:00")) == ["05-06", "05-07", "05-08", "05-09"]


def test_yes_then_no_then_yes_is_judged_day_by_day():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "can-receive")
    story.svar(klar, "2024-05-07 09:00", "unknown")
    story.svar(klar, "2024-05-08 09:00", "offer-ready")
    assert story.states("2024-05-09 12:00") == {
        "05-06": "not_payable",
        "05-07": "payable",
        "05-08": "not_payable",
    }
    assert len(story.stay().periods[0].replies) == 3


def test_late_notice_and_yes_the_next_morning_needs_a_decision():
    story = normal()
    klar = story.klar("2024-05-10 23:30")
    story.svar(klar, "2024-05-11 08:00", "can-receive")
    story.rapport("2024-05-11 10:00")
    story.utskrevet("2024-05-11 11:00")
    (day,) = story.days()
    assert (day.date, day.state, day.price) == (date(2024, 5, 10), State.NEEDS_DECISION, 5745)
    assert "23.31" in day.reason.nb


def test_late_notice_and_no_the_next_morning_is_payable():
    story = normal()
    klar = story.klar("2024-05-10 23:30")
    story.svar(klar, "2024-05-11 08:00", "unknown")
    assert story.states("2024-05-11 12:00") == {"05-10": "payable"}


def test_an_agreed_cut_off_moves_a_late_notice_to_the_next_day():
    story = normal()
    klar = story.klar("2024-05-10 23:30")
    story.svar(klar, "2024-05-11 08:00", "can-receive")
    cut_off = {"key": "notice_cut_off", "value": "20:00", "source": "avtalen"}
    (first, *_) = story.days("2024-05-12 12:00", with_rows({"setting": [cut_off]}))
    assert (first.state, first.rule) == (State.NOT_PAYABLE, "after-cut-off")


def test_a_refused_reply_is_none():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "offer-ready", answered="2")
    assert story.days("2024-05-07 12:00")[0].rule == "no-reply"


def test_a_reply_in_free_text_needs_a_decision_until_a_person_classifies_it():
    story = normal()
    klar = story.klar()
    text = story.fritekst(klar, "2024-05-06 12:00", "Vi har dessverre ingen ledig plass i dag.")
    assert story.states("2024-05-07 12:00") == {"05-06": "needs_decision"}
    story.gjor("reply-classified", "2024-05-07 09:00", about=text, choice="unknown")
    assert story.states("2024-05-07 12:00") == {"05-06": "payable"}


def test_a_sentence_that_is_not_exact_is_free_text():
    story = normal()
    klar = story.klar()
    sentence = rules().sentences[3].sentence
    story.fritekst(klar, "2024-05-06 12:00", sentence.rstrip("."))
    assert story.states("2024-05-07 12:00") == {"05-06": "needs_decision"}


def test_a_helsefaglig_dialog_with_the_reference_is_a_reply_too():
    story = normal()
    klar = story.klar()
    story.fritekst(klar, "2024-05-06 12:00", rules().sentences[3].sentence, helsefaglig=True)
    assert story.states("2024-05-07 12:00") == {"05-06": "not_payable"}


def test_a_person_may_say_that_a_message_is_no_reply():
    story = normal()
    klar = story.klar()
    text = story.fritekst(klar, "2024-05-06 12:00", "Hva er telefonen til posten?", helsefaglig=True)
    story.gjor("reply-classified", "2024-05-06 13:00", about=text, choice="no-reply")
    assert story.days("2024-05-07 12:00")[0].rule == "no-reply"


def test_a_reply_without_reference_is_shown_and_must_be_classified():
    story = normal()
    story.klar()
    story.svar("", "2024-05-06 12:00", "offer-ready")
    (reply,) = story.stay().periods[0].replies
    assert not reply.linked
    assert story.states("2024-05-07 12:00") == {"05-06": "needs_decision"}


def test_the_hospitals_own_words_in_the_thread_are_no_reply():
    story = normal()
    klar = story.klar()
    story.fritekst(
        klar, "2024-05-06 12:00", "Når kommer svaret?", helsefaglig=True, sender=HOSPITAL, to=FJORD
    )
    assert story.stay().periods[0].replies == ()


def test_a_refused_offer_that_is_ready_does_not_bring_the_days_back():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "offer-ready")
    story.gjor("offer-refused", "2024-05-06 14:00")
    (day,) = story.days("2024-05-07 12:00")
    assert (day.state, day.rule) == (State.NOT_PAYABLE, "offer-ready-refused")


def test_a_patient_who_declines_before_an_offer_is_ready_needs_a_decision():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "unknown")
    story.gjor("offer-refused", "2024-05-07 14:00")
    assert story.states("2024-05-08 12:00") == {"05-06": "payable", "05-07": "needs_decision"}


# -- the end of a period


def test_ill_again_stops_the_days_and_a_new_notice_starts_them():
    story = normal()
    first = story.klar()
    story.svar(first, "2024-05-06 12:00", "unknown")
    story.avmelding("2024-05-08 09:00", ready="2024-05-06")
    second = story.klar("2024-05-10 10:00")
    story.svar(second, "2024-05-10 12:00", "unknown")
    story.svar(second, "2024-05-12 09:00", "offer-ready")
    story.rapport("2024-05-12 10:00")
    story.utskrevet("2024-05-12 11:00")
    assert payable(story.days()) == ["05-06", "05-07", "05-10", "05-11"]
    assert total(story.days()).total == 22_980


def test_a_withdrawal_may_be_dated_before_the_ready_date():
    story = normal()
    story.klar("2024-05-06 10:00", "2024-05-07")
    story.avmelding("2024-05-07 08:00", ill="2024-05-05")
    (day,) = story.days()
    assert (day.date, day.rule) == (date(2024, 5, 7), "withdrawn-same-day")


def test_a_notice_sent_in_error_is_cancelled_and_the_period_never_was():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "unknown")
    story.kanseller(klar, "2024-05-08 09:00")
    assert story.days() == ()
    (period,) = story.stay().periods
    assert period.state == "cancelled"
    assert len(period.replies) == 1


def test_a_cancelled_withdrawal_brings_the_days_back():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "unknown")
    away = story.avmelding("2024-05-07 09:00")
    assert payable(story.days("2024-05-09 12:00")) == ["05-06"]
    story.kanseller(away, "2024-05-07 11:00")
    assert payable(story.days("2024-05-09 12:00")) == ["05-06", "05-07", "05-08"]


def test_the_day_of_death_does_not_count_and_needs_no_document():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "unknown")
    story.utskrevet("2024-05-08 05:00", outcome="2")
    assert story.states() == {"05-06": "payable", "05-07": "payable"}
    assert story.stay().periods[0].state == "dead"


def test_left_the_same_day_without_an_answer_costs_nothing():
    story = normal()
    story.klar()
    story.rapport("2024-05-06 15:00")
    story.utskrevet("2024-05-06 16:00")
    assert payable(story.days()) == []


def test_leaving_without_documents_makes_every_day_disputed():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-09")
    story.svar(klar, "2024-05-09 08:00", "offer-ready")
    story.utskrevet("2024-05-09 11:00")
    assert story.states("2024-05-09 23:59") == MON_TUE_WED, "the day of leaving is not over"
    assert set(story.states().values()) == {"disputed"}
    assert total(story.days()).total == 0
    assert total(story.days()).kroner[State.DISPUTED] == 17_235


def test_a_document_the_day_after_came_too_late():
    story = normal()
    story.klar()
    story.utskrevet("2024-05-07 11:00")
    story.rapport("2024-05-08 00:00")
    assert story.states() == {"05-06": "disputed"}


def test_a_document_to_somebody_else_did_not_follow_the_patient():
    story = normal()
    story.klar()
    story.rapport("2024-05-07 10:00", to=Address(1, 2, "Et legekontor"))
    story.utskrevet("2024-05-07 11:00")
    assert story.states() == {"05-06": "disputed"}


def test_an_epikrise_from_another_system_counts_when_a_person_says_so():
    story = normal()
    story.klar()
    story.gjor("document-sent-elsewhere", "2024-05-07 10:00", document="EPIKRISE")
    story.utskrevet("2024-05-07 11:00")
    assert story.states() == {"05-06": "payable"}


def test_a_transfer_within_specialist_care_needs_no_document():
    story = normal()
    story.klar()
    story.utskrevet("2024-05-07 11:00", to_place="3")
    assert story.states() == {"05-06": "payable"}


def test_a_refused_withdrawal_is_never_billed_over():
    story = normal()
    story.klar()
    story.avmelding("2024-05-07 09:00", answered="2")
    assert story.states("2024-05-09 12:00") == {
        "05-06": "payable",
        "05-07": "needs_decision",
        "05-08": "needs_decision",
    }


# -- calendar and price


def test_weekends_and_easter_count():
    story = normal(admitted="2024-03-22T08:00:00")
    klar = story.klar("2024-03-27 10:00")
    story.svar(klar, "2024-03-27 12:00", "unknown")
    story.svar(klar, "2024-04-02 09:00", "offer-ready")
    story.helseopplysninger("2024-03-22 12:00")
    days = payable(story.days("2024-04-03 12:00"))
    assert days == ["03-27", "03-28", "03-29", "03-30", "03-31", "04-01"], "31 March has 23 hours"
    assert total(story.days("2024-04-03 12:00")).total == 34_470


def test_each_day_has_the_price_of_its_own_year():
    story = Story(admitted="2023-12-20T08:00:00")
    story.helseopplysninger("2023-12-20 12:00")
    klar = story.klar("2023-12-30 10:00")
    story.svar(klar, "2023-12-30 12:00", "unknown")
    story.svar(klar, "2024-01-03 09:00", "offer-ready")
    days = [day for day in story.days("2024-01-04 12:00") if day.price]
    assert [day.price for day in days] == [5508, 5508, 5745, 5745]


@pytest.mark.parametrize("year", [2013, 2025, 2026])
def test_an_unknown_price_blocks_and_the_days_are_counted_all_the_same(year):
    story = Story(admitted=f"{year}-03-01T08:00:00")
    story.helseopplysninger(f"{year}-03-01 12:00")
    klar = story.klar(f"{year}-03-03 10:00")
    story.svar(klar, f"{year}-03-03 12:00", "unknown")
    days = story.days(f"{year}-03-05 12:00")
    assert {(d.state, d.rule, d.price) for d in days} == {(State.BLOCKED, "price-not-set", None)}
    assert (total(days).total, total(days).unpriced) == (0, 2)
    assert str(year) in days[0].reason.nb


def test_a_price_that_a_person_sets_with_its_source_is_used():
    row = {"valid_from": date(2025, 1, 1), "valid_to": date(2025, 12, 31), "kr": 6000, "source": "budsjettet"}
    story = Story(admitted="2025-03-01T08:00:00")
    story.helseopplysninger("2025-03-01 12:00")
    story.klar("2025-03-03 10:00")
    assert total(story.days("2025-03-04 12:00", with_rows({"price": [row]}))).total == 6000


def test_a_day_that_is_not_over_is_not_judged():
    story = normal()
    story.klar()
    assert story.days("2024-05-06 23:59") == ()
    assert len(story.days("2024-05-07 00:00")) == 1


# -- which municipality


def test_a_wrongly_addressed_notice_needs_a_decision_until_the_right_one_is_notified():
    story = normal()
    wrong = story.klar(to=SKOG)
    story.say(
        "DIALOG_AVVIK",
        "2024-05-07 09:00",
        Dialog("8117", "1", "Ukjent hos oss"),
        sender=SKOG,
        to=HOSPITAL,
        parent=wrong,
        conversation=wrong,
    )
    story.klar("2024-05-08 09:00", "2024-05-06")
    states = {
        (day.municipality, f"{day.date:%m-%d}"): day.state.value for day in story.days("2024-05-09 12:00")
    }
    assert states == {
        (SKOG.virksomhet, "05-06"): "needs_decision",
        (SKOG.virksomhet, "05-07"): "needs_decision",
        (FJORD.virksomhet, "05-06"): "not_payable",
        (FJORD.virksomhet, "05-07"): "not_payable",
        (FJORD.virksomhet, "05-08"): "payable",
    }


@pytest.mark.parametrize("municipality", ["other", "none"])
def test_another_municipality_or_none_needs_a_decision(municipality):
    story = normal()
    story.klar()
    story.gjor("payer-confirmed", "2024-05-06 11:00", municipality=municipality)
    assert story.states("2024-05-07 12:00") == {"05-06": "needs_decision"}


def test_every_day_names_what_proves_it():
    story = normal()
    klar = story.klar()
    reply = story.svar(klar, "2024-05-06 12:00", "unknown")
    (day,) = story.days("2024-05-07 12:00")
    assert {klar, reply} <= set(day.evidence)
    assert any(one.startswith("helseoppl") for one in day.evidence)


def test_a_reason_given_for_a_day_is_kept_beside_it():
    story = normal()
    story.klar()
    story.gjor("day-reason", "2024-05-07 09:00", day=date(2024, 5, 6), reason="plass")
    assert story.days("2024-05-07 12:00")[0].wait_reason == "plass"


def test_two_ready_dates_without_a_withdrawal_need_a_decision_between_them():
    story = normal()
    story.klar("2024-05-06 10:00", "2024-05-06")
    story.klar("2024-05-07 10:00", "2024-05-08")
    assert story.states("2024-05-09 12:00") == {
        "05-06": "needs_decision",
        "05-07": "needs_decision",
        "05-08": "payable",
    }


times = st.sampled_from(
    ["", "x", "2024", "2024-05", "24:00:00", "0001-01-01", "9999-12-31", "1900-01-01", "2024-02-30"]
) | st.dates().map(str)


@given(times, times, times)
def test_no_date_in_a_message_brings_the_ledger_down(ready, ill, left):
    story = normal()
    story.klar("2024-05-06 10:00", ready)
    story.avmelding("2024-05-08 10:00", ill)
    story.utskrevet("2024-05-09 10:00", left)
    assert len(story.days()) < 800
    assert story.owed("2024-06-30 12:00")
