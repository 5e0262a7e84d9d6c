"""Threads, changes and cancellations as a pure fold: the same whatever order messages came in."""

import dataclasses
import datetime as dt
import itertools
import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.node.journal.threads import Place, Standing, Told, fold

HOSPITAL, BYDEL, STRANGER = 1, 2, 3
BEGINNING = dt.datetime(2026, 11, 21, 10, tzinfo=dt.UTC)
CURRENT, REPLACED, CANCELLED = Standing


def told(
    number: int,
    parent: str = "",
    conversation: str = "",
    *,
    status: str = "N",
    sender: int = HOSPITAL,
    type_code: str = "LOG_INNLAGT",
    about: str = "#1",
    minute: int | None = None,
    msg_id: str = "",
) -> Told:
    """Message number 3 has MsgId m3, and GenDate three minutes after the beginning unless told otherwise."""
    msg_id = msg_id or f"m{number}"
    gen_date = BEGINNING + dt.timedelta(minutes=number if minute is None else minute)
    return Told(number, msg_id, conversation or msg_id, parent, sender, type_code, status, gen_date, about)


def places(*messages: Told) -> dict[int, Place]:
    """Fold them as they are numbered, when every other order of arrival gives the same."""
    results = [_by_msg_id(order) for order in itertools.permutations(messages)]
    assert all(result == results[0] for result in results)
    return fold(messages)


def _by_msg_id(order: Iterable[Told]) -> dict[str, tuple[object, ...]]:
    """What comes of it when they arrive in this order: our own numbers follow arrival."""
    arrived = [dataclasses.replace(each, number=place) for place, each in enumerate(order, start=1)]
    names = {each.number: each.msg_id for each in arrived} | {None: None}
    return {
        names[number]: (place.thread, place.linked, place.astray, place.standing, names[place.changed_by])
        for number, place in fold(arrived).items()
    }


def standings(*messages: Told) -> list[Standing]:
    return [place.standing for _number, place in sorted(places(*messages).items())]


# What a message may not do to another


def test_a_stranger_cannot_cancel_anothers_message() -> None:
    assert standings(told(1), told(2, "m1", "m1", status="C", sender=STRANGER)) == [CURRENT, CURRENT]


def test_a_cancellation_does_not_reach_another_patients_message() -> None:
    found = places(told(1), told(2, "m1", "m1", status="C", about="#2"))

    assert found[1].standing is CURRENT
    assert (found[2].thread, found[2].linked, found[2].astray) == ("m2", False, True)


def test_a_cancellation_does_not_reach_messages_of_another_type() -> None:
    dialogue = told(2, "m1", "m1", type_code="DIALOG_SVAR")
    assert standings(told(1), dialogue, told(3, "m2", "m1", status="C")) == [CANCELLED, CURRENT, CURRENT]


def test_a_cancellation_does_not_reach_what_was_written_after_it() -> None:
    assert standings(told(1, minute=5), told(2, "m0", "m1", status="C", minute=1)) == [CURRENT, CURRENT]


def test_a_cancellation_that_refers_to_nothing_cancels_nothing() -> None:
    assert standings(told(1), told(2, status="C")) == [CURRENT, CURRENT]


def test_a_thread_is_about_one_patient_even_when_its_first_message_is_not_held() -> None:
    found = fold([told(1, "gone", "gone"), told(2, "gone", "gone", about="#2")])

    assert [found[1].thread, found[2].thread] == ["gone", "m2"]
    assert found[2].astray


def test_a_message_about_nobody_does_not_join_two_patients() -> None:
    nobody = told(1, about="")
    found = fold([nobody, told(2, "m1", "m1"), told(3, "m1", "m1", about="#2")])

    assert [found[number].thread for number in (1, 2, 3)] == ["m1", "m1", "m3"]


def test_a_known_and_an_unknown_patient_are_not_taken_for_the_same() -> None:
    found = places(told(1), told(2, "m1", "m1", status="C", about="?FNR:17843842054"))

    assert found[1].standing is CURRENT
    assert (found[2].thread, found[2].linked, found[2].astray) == ("m2", False, False)


# What it does


def test_a_first_message_is_its_own_thread() -> None:
    assert places(told(1))[1] == Place("m1", linked=True, astray=False, standing=CURRENT, changed_by=None)


def test_an_answer_belongs_to_the_thread_of_what_it_answers() -> None:
    found = places(told(1), told(2, "m1", "m1", sender=BYDEL), told(3, "m2", "m1"))

    assert {place.thread for place in found.values()} == {"m1"}
    assert all(place.linked for place in found.values())


def test_a_cancellation_may_come_first() -> None:
    """R-PLO-22: `places` tries every order of arrival."""
    found = places(told(1), told(2, "m1", "m1", status="C"))

    assert (found[1].standing, found[1].changed_by) == (CANCELLED, 2)
    assert found[2].standing is CURRENT


def test_a_change_replaces_all_earlier_ones_and_a_cancellation_cancels_all() -> None:
    chain = [told(1), told(2, "m1", "m1", status="M"), told(3, "m2", "m1", status="M")]

    assert standings(*chain) == [REPLACED, REPLACED, CURRENT]
    assert standings(*chain, told(4, "m3", "m1", status="C")) == [CANCELLED, CANCELLED, CANCELLED, CURRENT]


def test_changes_of_the_same_second_follow_their_references() -> None:
    chain = [
        told(1, minute=0),
        told(2, "m1", "m1", status="M", minute=0),
        told(3, "m2", "m1", status="M", minute=0),
        told(4, "m3", "m1", status="M", minute=0),
    ]
    found = places(*chain)

    assert [found[number].changed_by for number in (1, 2, 3, 4)] == [4, 4, 4, None]


def test_what_is_unknown_here_is_cancelled_too() -> None:
    unknown = "?FNR:17843842054"
    cancelled = standings(told(1, about=unknown), told(2, "m1", "m1", status="C", about=unknown))

    assert cancelled == [CANCELLED, CURRENT]


def test_what_refers_to_a_message_that_is_not_held_is_unlinked_until_it_comes() -> None:
    answer = told(2, "m1", "m1")

    assert (places(answer)[2].thread, places(answer)[2].linked) == ("m1", False)
    assert places(answer, told(1))[2].linked


def test_a_conversation_begun_in_the_middle_of_another_joins_it() -> None:
    """Some systems write the parent's MsgId into both references."""
    found = places(told(1), told(2, "m1", "m1"), told(3, "m2", "m2"))

    assert found[3].thread == "m1"


def test_the_parent_is_enough_when_the_first_message_is_not_held() -> None:
    found = places(told(1), told(2, "m1", "lost"))

    assert (found[2].thread, found[2].linked) == ("m1", False)


def test_messages_that_name_each_other_in_a_ring_are_one_thread() -> None:
    found = places(told(1, "m3", "m3"), told(2, "m1", "m1"), told(3, "m2", "m2"))

    assert {place.thread for place in found.values()} == {"m1"}


def test_one_msg_id_from_two_senders_is_two_messages() -> None:
    found = fold([told(1, msg_id="same"), told(2, msg_id="same", sender=STRANGER, about="#2")])

    assert all(place.standing is CURRENT for place in found.values())


@st.composite
def bundles(draw: st.DrawFn) -> list[Told]:
    names = st.sampled_from(["m1", "m2", "m3", "m4", "m5", "lost", ""])
    return [
        told(
            number,
            draw(names),
            draw(names),
            status=draw(st.sampled_from("NMC")),
            sender=draw(st.sampled_from([HOSPITAL, BYDEL])),
            about=draw(st.sampled_from(["#1", "#2", "?FNR:1", ""])),
            minute=draw(st.integers(0, 3)),
        )
        for number in range(1, 6)
    ]


@given(bundles(), st.randoms())
def test_any_bundle_gives_the_same_in_any_order_of_arrival(messages: list[Told], random) -> None:
    shuffled = random.sample(messages, len(messages))
    assert fold(shuffled) == fold(messages)


@given(bundles())
def test_no_thread_ever_holds_two_patients(messages: list[Told]) -> None:
    found = fold(messages)
    for thread in {place.thread for place in found.values()}:
        whose = {told.about for told in messages if found[told.number].thread == thread} - {""}
        assert len(whose) <= 1


@given(bundles())
def test_only_the_same_sender_and_patient_changes_a_message(messages: list[Told]) -> None:
    by_number = {told.number: told for told in messages}
    for number, place in fold(messages).items():
        if place.changed_by is not None:
            changer, changed = by_number[place.changed_by], by_number[number]
            assert changer.status in "MC"
            assert (changer.about, changer.sender_virksomhet_her) == (
                changed.about,
                changed.sender_virksomhet_her,
            )


@pytest.mark.parametrize("status", ["", "N", "A", "?"])
def test_other_statuses_change_nothing(status: str) -> None:
    assert standings(told(1), told(2, "m1", "m1", status=status)) == [CURRENT, CURRENT]


# Documents whose versions have an id in common and no references: Epikrise, Henvisning 1.x (HISD 1154)


def version(number: int, status: str, *, sender: int = HOSPITAL, **more: object) -> Told:
    return told(number, conversation="dok-1", status=status, sender=sender, type_code="EPIKRISE", **more)


def test_versions_of_a_document_are_one_thread_and_the_last_stands() -> None:
    found = places(version(1, "N"), version(2, "M"), version(3, "C"))

    assert {place.thread for place in found.values()} == {"dok-1"}
    assert [found[number].standing for number in (1, 2, 3)] == [CANCELLED, CANCELLED, CURRENT]
    assert all(place.linked for place in found.values())


def test_a_cancellation_that_came_first_cancels_what_comes_later() -> None:
    assert standings(version(1, "C", minute=9), version(2, "N", minute=1)) == [CURRENT, CANCELLED]


def test_another_senders_document_is_left_alone() -> None:
    assert standings(version(1, "N"), version(2, "C", sender=STRANGER)) == [CURRENT, CURRENT]


def test_a_dialogue_about_a_document_joins_its_thread() -> None:
    asked = told(3, parent="m1", conversation="m1", type_code="DIALOG_HELSEFAGLIG", sender=BYDEL)

    found = places(version(1, "N"), version(2, "M"), asked)

    assert found[3].thread == "dok-1"
    assert found[3].linked


@pytest.mark.parametrize("first", ["m1", "not held"])
def test_a_long_conversation_is_placed_as_quickly_as_it_is_read(first: str) -> None:
    """Whoever answers for years, or floods us, must not hold up everybody else's messages."""
    chain = [told(n, parent=f"m{n - 1}", conversation=first, status="M", minute=0) for n in range(1, 2001)]
    began = time.process_time()
    placed = fold(chain)

    assert time.process_time() - began < 5  # some tenths of a second; it was hours
    assert {place.thread for place in placed.values()} == {first}
    assert placed[2000].standing == CURRENT
    assert all(placed[n].changed_by == 2000 for n in range(1, 2000))


@pytest.mark.parametrize("size", [2, 3])
def test_messages_that_refer_to_each_other_in_a_ring_are_one_thread(size: int) -> None:
    ring = [told(n, parent=f"m{n % size + 1}", conversation="gone") for n in range(1, size + 1)]
    after = told(9, parent="m1", conversation="gone")

    assert {place.thread for place in places(*ring, after).values()} == {"m1"}
