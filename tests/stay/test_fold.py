"""What a set of facts means, whatever order it comes in."""

from datetime import UTC, date, datetime, timedelta

import pytest

from samhandling.stay.events import Address, Message, Patient, Recipient
from samhandling.stay.fold import fold
from samhandling.stay.standing import Answered, Standing
from samhandling.stay.stays import Basis, Phase
from stay.story import BORGHILD, FJORD, HOSPITAL, SKOG, Story, at, normal


def standings(stay):
    return {one.msg_id: one.standing.value for one in stay.messages}


# -- the traps of the standards


@pytest.mark.parametrize("anslag", [True, False, None])
def test_anslag_decides_nothing(anslag):
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "unknown")
    turned = [_with_anslag(event, anslag) for event in story.events]
    (before,), (after,) = fold(story.events), fold(turned)
    assert before.periods[0].ready.value == after.periods[0].ready.value
    assert before.admitted.value == after.admitted.value
    assert before.expected.expected == after.expected.expected


def _with_anslag(event, anslag):
    from dataclasses import replace

    hendelser = getattr(getattr(event, "content", None), "hendelser", None)
    if not hendelser:
        return event
    content = replace(event.content, hendelser=tuple(replace(h, anslag=anslag) for h in hendelser))
    return replace(event, content=content)


@pytest.mark.parametrize("code", ["3", "5"])
def test_code_3_or_5_in_helseopplysninger_is_an_expectation_and_starts_nothing(code):
    story = Story()
    story.helseopplysninger(code=code, expected="2024-05-06")
    stay = story.stay()
    assert stay.expected.expected.text == "2024-05-06"
    assert stay.periods == ()
    assert story.days("2024-06-01 12:00") == ()


def test_a_bare_date_and_a_time_on_the_same_day_are_the_same_admission():
    story = normal(admitted="2024-05-03T08:15:00")
    story.admitted = "2024-05-03"
    story.klar()
    stay = story.stay()
    assert stay.admitted.value.exact
    assert [fact.value.text for fact in stay.admissions] == ["2024-05-03T08:15:00", "2024-05-03"]


def test_a_time_without_zone_is_norwegian_and_one_with_zone_is_moved_there():
    story = Story(admitted="2024-05-02T23:30:00Z")
    story.innlagt()
    assert story.stay().admitted.value.day == date(2024, 5, 3)
    assert story.stay().admitted.value.words() == "03.05.2024 kl. 01.30"


# -- what each side knew


def test_a_receiver_knows_from_its_receipt_and_the_sender_from_the_message():
    story = Story()
    klar = story.klar("2024-05-06 10:00", answered=None)
    story.receipt(klar, "2024-05-06 11:00")
    stay = story.stay()
    assert stay.knew(HOSPITAL.virksomhet, at("2024-05-06 10:00")) == (klar,)
    assert stay.knew(FJORD.virksomhet, at("2024-05-06 10:59")) == ()
    assert stay.knew(FJORD.virksomhet, at("2024-05-06 11:01")) == (klar,)


def test_the_first_receipt_is_final():
    story = Story()
    klar = story.klar(answered="2")
    story.receipt(klar, "2024-05-06 12:00", "1")
    (one,) = story.stay().messages
    assert one.answered is Answered.REJECTED


def test_a_receipt_from_somebody_who_was_no_receiver_counts_for_nothing():
    story = Story()
    klar = story.klar(answered=None)
    story.receipt(klar, "2024-05-06 12:00", "1", by=SKOG)
    assert story.stay().messages[0].answered is Answered.PENDING


def test_a_copy_receiver_decides_nothing_but_is_known():
    story = Story()
    doctor = Address(8900600, 8900601, "Legesenteret", "Unn Lege")
    klar = story.klar(answered=None, receivers=(Recipient(FJORD), Recipient(doctor, "COP")))
    story.receipt(klar, "2024-05-06 10:10", "1", by=doctor)
    story.receipt(klar, "2024-05-06 10:20", "2")
    (one,) = story.stay().messages
    assert one.answered is Answered.REJECTED
    assert [known.answered.value for known in one.known] == ["rejected", "accepted"]


# -- changes and cancellations


def test_a_change_replaces_and_both_are_kept():
    story = Story()
    first = story.helseopplysninger(expected="2024-05-06")
    second = story.helseopplysninger(
        "2024-05-05 09:00", kind="2", expected="2024-05-08", status="M", parent=first, conversation=first
    )
    stay = story.stay()
    assert standings(stay) == {first: "replaced", second: "current"}
    assert [e.expected.text for e in stay.expectations] == ["2024-05-06", "2024-05-08"]
    assert stay.expected.expected.text == "2024-05-08"


def test_a_cancellation_stays_beside_what_it_cancelled():
    story = Story()
    first = story.helseopplysninger()
    second = story.helseopplysninger("2024-05-05 09:00", status="M", parent=first, conversation=first)
    third = story.kanseller(second, "2024-05-05 10:00")
    stay = story.stay()
    assert standings(stay) == {first: "cancelled", second: "cancelled", third: "cancellation"}
    assert stay.expected is None
    assert stay.phase is Phase.CANCELLED


def test_a_cancellation_touches_only_the_message_it_points_to_in_a_long_conversation():
    story = Story()
    first = story.helseopplysninger()
    in_thread = {"conversation": first, "parent": first}
    earlier = story.klar("2024-05-06 10:00", **in_thread)
    story.avmelding("2024-05-07 10:00")
    later = story.klar("2024-05-08 10:00", **in_thread)
    story.kanseller(later, "2024-05-08 11:00")
    found = standings(story.stay())
    assert (found[first], found[earlier], found[later]) == ("current", "current", "cancelled")


def test_a_change_of_a_version_that_we_lack_still_replaces_the_ones_before():
    story = Story()
    first = story.helseopplysninger()
    story.helseopplysninger("2024-05-05 09:00", kind="2", status="M", parent="lost", conversation=first)
    assert standings(story.stay())[first] == "replaced"


def test_a_cancellation_in_the_same_second_comes_after():
    story = Story()
    klar = story.klar("2024-05-06 10:00", msg_id="z")
    story.kanseller(klar, "2024-05-06 10:00", msg_id="a")
    assert standings(story.stay()) == {"z": "cancelled", "a": "cancellation"}


def test_a_refused_cancellation_cancels_nothing():
    story = Story()
    klar = story.klar()
    story.kanseller(klar, "2024-05-06 11:00", answered="2")
    assert standings(story.stay())[klar] == "current"


def test_old_systems_say_o_and_a_for_a_change():
    for status in ("O", "A"):
        story = Story()
        first = story.helseopplysninger()
        story.helseopplysninger("2024-05-05 09:00", kind="2", status=status, parent=first, conversation=first)
        assert standings(story.stay())[first] == "replaced"


def test_old_systems_change_logistics_too_and_the_change_stands():
    story = normal()
    innlagt = story.events[0].msg_id
    story.admitted = "2024-05-03T09:00:00"
    story.innlagt("2024-05-03 09:30", status="M", parent=innlagt, conversation=innlagt)
    klar = story.klar("2024-05-06 10:00", "2024-05-06")
    story.klar("2024-05-06 11:00", "2024-05-08", status="M", parent=klar, conversation=klar)
    away = story.avmelding("2024-05-09 09:00")
    story.avmelding("2024-05-09 10:00", ill="2024-05-10", status="M", parent=away, conversation=away)
    stay = story.stay()
    (period,) = stay.periods
    assert stay.admitted.value.text == "2024-05-03T09:00:00"
    assert (period.ready.value.text, period.end.value.text) == ("2024-05-08", "2024-05-10")
    assert story.states() == {"05-08": "payable", "05-09": "payable"}


def test_a_withdrawal_to_one_municipality_leaves_the_others_period():
    story = normal()
    first = story.klar()
    story.klar("2024-05-06 11:00", to=SKOG)
    story.avmelding("2024-05-07 09:00")
    states = {period.municipality.virksomhet: period.state.value for period in story.stay().periods}
    assert states == {FJORD.virksomhet: "withdrawn", SKOG.virksomhet: "open"}
    assert story.stay().periods[0].id == first


def test_a_reply_from_another_than_the_notified_is_for_a_person_to_judge():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "offer-ready", sender=SKOG)
    (reply,) = story.stay().periods[0].replies
    assert (reply.linked, reply.choice.value) == (False, "not-classified")


def test_a_receipt_with_other_ids_counts_where_only_one_can_have_given_it():
    from samhandling.stay.events import Receipt

    story = Story()
    klar = story.klar(answered=None)
    story.events.append(Receipt("r", klar, (), "1", at("2024-05-06 10:05")))
    assert story.stay().messages[0].answered is Answered.ACCEPTED


def test_a_new_message_of_another_type_in_the_conversation_is_untouched():
    story = normal()
    klar = story.klar()
    svar = story.svar(klar, "2024-05-06 12:00", "unknown")
    story.kanseller(klar, "2024-05-06 13:00")
    assert standings(story.stay())[svar] == "current"


def test_a_mis_sent_admission_alone_is_a_cancelled_stay():
    story = Story()
    story.kanseller(story.innlagt(), "2024-05-03 09:00")
    stay = story.stay()
    assert stay.phase is Phase.CANCELLED
    assert stay.admitted is None


# -- which stay


def test_a_readmission_after_discharge_is_another_stay():
    story = normal()
    story.utskrevet("2024-05-06 11:00")
    story.admitted = "2024-05-20T22:00:00"
    story.innlagt("2024-05-20 22:30")
    klar = story.klar("2024-05-22 10:00")
    first, second = story.stays()
    assert first.phase is Phase.DISCHARGED
    assert [p.id for p in second.periods] == [klar]
    assert not first.doubts
    assert not second.doubts


def test_a_readmission_the_same_day_is_another_stay():
    story = normal()
    story.utskrevet("2024-05-03 14:00")
    story.admitted = "2024-05-03T20:00:00"
    story.innlagt("2024-05-03 20:30")
    assert len(story.stays()) == 2


def test_documents_after_discharge_belong_to_the_stay_that_ended():
    story = normal()
    story.utskrevet("2024-05-06 11:00")
    late = story.rapport("2024-05-07 09:00")
    assert story.stay().messages[-1].msg_id == late


def test_a_message_without_admission_joins_the_open_stay():
    story = Story()
    story.helseopplysninger("2024-05-03 08:20")
    story.innlagt("2024-05-03 08:30")
    stay = story.stay()
    assert stay.admitted.value.text == story.admitted
    assert len(stay.messages) == 2


def test_a_new_admission_while_one_is_open_is_shown_as_doubtful_at_both():
    story = normal()
    story.admitted = "2024-05-20T22:00:00"
    story.innlagt("2024-05-20 22:30")
    stays = story.stays()
    assert [[d.kind for d in stay.doubts] for stay in stays] == [["earlier-stay-not-closed"]] * 2


def test_two_times_on_the_same_day_are_one_stay_with_a_doubt():
    story = normal()
    story.admitted = "2024-05-03T07:55:00"
    story.klar()
    (doubt,) = story.stay().doubts
    assert doubt.kind == "two-admission-times"
    assert "kl. 07.55" in doubt.words.nb


def test_a_person_settles_which_stay_a_message_belongs_to():
    story = normal()
    story.utskrevet("2024-05-06 11:00")
    old = story.rapport("2024-05-07 09:00")
    story.admitted = "2024-05-20T22:00:00"
    new = story.innlagt("2024-05-20 22:30")
    assert old in standings(story.stays()[0])
    story.gjor("placed", "2024-05-21 09:00", about=old, with_message=new)
    assert old in standings(story.stays()[1])


def test_a_person_may_say_that_a_message_belongs_to_no_stay():
    story = normal()
    stray = story.fritekst("", "2024-05-04 09:00", "Om noe annet", helsefaglig=True)
    assert stray in standings(story.stay())
    story.gjor("placed", "2024-05-21 09:00", about=stray)
    assert stray not in standings(story.stay())


def test_two_hospitals_are_two_stays():
    story = normal()
    story.innlagt("2024-05-04 08:30", sender=Address(7, 70, "Annet sykehus", "Kirurgi"))
    assert {stay.hospital.virksomhet for stay in story.stays()} == {HOSPITAL.virksomhet, 7}


def test_linked_identities_are_one_patient():
    helper = Patient((("FHN", "80000000001"),), "Rypefjær", "Borghild")
    story = normal()
    klar = story.klar(patient=helper)
    assert len(story.stays()) == 2
    (stay,) = fold(story.events, linked=[(*BORGHILD.idents, *helper.idents)])
    assert [p.id for p in stay.periods] == [klar]
    assert stay.key.identities == (("FHN", "80000000001"), *BORGHILD.idents)


def test_a_message_with_both_numbers_links_them():
    both = Patient((("DNR", "54854212304"), *BORGHILD.idents), "Rypefjær", "Borghild")
    story = normal(patient=Patient((("DNR", "54854212304"),), "Rypefjær", "Borghild"))
    story.klar(patient=BORGHILD)
    assert len(story.stays()) == 2
    story.rapport("2024-05-07 09:00", patient=both)
    assert len(story.stays()) == 1


def test_two_patients_are_never_one_though_a_reference_says_so():
    story = normal()
    klar = story.klar()
    other = Patient((("FNR", "01839912345"),), "Lomvi", "Reidar")
    story.svar(klar, "2024-05-06 12:00", "unknown", patient=other)
    assert story.stay().periods[0].replies == ()


def test_a_death_elsewhere_after_discharge_does_not_touch_the_stay():
    from samhandling.stay.events import Hendelse, Logistikk
    from samhandling.stay.times import Moment

    story = normal()
    story.utskrevet("2024-05-06 11:00")
    dead = Logistikk((Hendelse("13", Moment.read("2024-05-20")),))
    story.say("LOG_DOD", "2024-05-20 12:00", dead, sender=FJORD, to=Address(8900600, 8900601))
    assert story.stay().phase is Phase.DISCHARGED


# -- local acts


def test_what_rests_on_an_act_says_so():
    from samhandling.stay.times import Moment

    story = Story()
    story.gjor("admitted", "2024-05-03 08:20", admitted=Moment.read("2024-05-03T08:15:00"), ward="4B")
    assert story.stay().admitted.basis is Basis.ACT
    story.innlagt()
    assert story.stay().admitted.basis is Basis.MESSAGE


def test_acts_do_not_change_the_order_of_the_stays():
    from samhandling.stay.times import Moment

    story = normal()
    story.utskrevet("2024-05-06 11:00")
    story.say("HELSEOPPL_SOKNAD", "2024-05-03 09:00", sender=Address(7, 70, "Annet sykehus", "Kirurgi"))
    before = [stay.hospital.virksomhet for stay in story.stays()]
    seven = Address(7)
    story.gjor(
        "admitted", "2024-05-02 23:00", organisation=seven, admitted=Moment.read("2024-05-02T23:00:00")
    )
    assert [stay.hospital.virksomhet for stay in story.stays()] == before == [HOSPITAL.virksomhet, 7]


def test_a_departure_registered_here_ends_the_stay_before_it_is_told():
    from samhandling.stay.times import Moment

    story = normal()
    story.klar()
    story.gjor("departed", "2024-05-07 10:00", left=Moment.read("2024-05-07"))
    stay = story.stay()
    assert (stay.left.basis, stay.periods[0].state.value) == (Basis.ACT, "left")
    story.utskrevet("2024-05-08 10:00", "2024-05-08")
    stay = story.stay()
    assert stay.left.basis is Basis.MESSAGE
    assert [d.kind for d in stay.doubts] == ["left-differs"]


def test_the_same_id_for_other_content_is_never_trusted_silently():
    story = normal()
    story.klar("2024-05-06 10:00", msg_id="x")
    story.klar("2024-05-06 10:00", "2024-05-07", msg_id="x")
    forth, back = fold(story.events), fold(reversed(story.events))
    assert forth == back
    assert [d.kind for d in forth[0].doubts] == ["same-id-other-content"]


def test_phases_follow_the_stay():
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "offer-ready")
    story.utskrevet("2024-05-07 10:00")
    phases = [phase for phase, *_ in story.stay().phases]
    assert phases == [Phase.ADMITTED, Phase.NOTIFIED, Phase.READY, Phase.OFFER_READY, Phase.DISCHARGED]


def test_nothing_gives_nothing():
    assert fold([]) == ()


def test_a_message_of_no_stay_is_left_out():
    gp = Address(8900600, 8900601, "Legesenteret", "Unn Lege")
    message = Message(
        "m", "MEDISINSKE_OPPLYSNINGER", datetime(2024, 5, 3, tzinfo=UTC), gp, (Recipient(FJORD),), BORGHILD
    )
    assert fold([message]) == ()


def test_the_last_replacement_of_a_long_chain_stands():
    story = Story()
    first = story.helseopplysninger()
    for day in range(4, 14):
        when = f"2024-05-{day:02} 09:00"
        expected = str(date(2024, 5, 20) + timedelta(days=day))
        story.helseopplysninger(
            when, kind="2", expected=expected, status="M", parent=first, conversation=first
        )
    stay = story.stay()
    assert [e.standing for e in stay.expectations].count(Standing.CURRENT) == 1
    assert stay.expected.expected.text == "2024-06-02"
