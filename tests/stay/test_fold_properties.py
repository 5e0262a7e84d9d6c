"""Any order, any repetition, either end: the same stay."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from samhandling.stay.acts import Admitted
from samhandling.stay.events import Message, Receipt
from samhandling.stay.fold import fold
from samhandling.stay.ledger import ledger
from samhandling.stay.rules import rules
from samhandling.stay.times import Moment
from stay.story import BORGHILD, FJORD, HOSPITAL, SKOG, Story, at

START = at("2024-05-03 08:00")
STEPS = ("innlagt", "helseopplysninger", "klar", "svar", "fritekst", "avmelding", "kanseller", "utskrevet",
         "rapport", "endring", "skriv-inn-igjen")  # fmt: skip


@st.composite
def stories(draw):
    """A random stay: likely and unlikely steps, receipts of every kind, cancellations of anything."""
    story, said, hours = Story(), [], 0
    for step in draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=14)):
        hours += draw(st.integers(0, 40))
        when = _norwegian(hours)
        _step(draw, story, step, when, said)
    return story


def _norwegian(hours):
    from samhandling.standards.definition import OSLO

    return (START + timedelta(hours=hours)).astimezone(OSLO).strftime("%Y-%m-%d %H:%M")


def _step(draw, story, step, when, said):
    answered = draw(st.sampled_from(["1", "1", "1", "2", None]))
    bydel = draw(st.sampled_from([FJORD, FJORD, FJORD, SKOG]))
    if step == "svar" and said:
        choice = draw(st.sampled_from(["can-receive", "expected", "unknown", "offer-ready"]))
        story.svar(draw(st.sampled_from(said)), when, choice, when[:10], answered=answered, sender=bydel)
    elif step == "fritekst" and said:
        story.fritekst(draw(st.sampled_from(said)), when, "Vi kommer tilbake til dette.", answered=answered)
    elif step == "kanseller" and said:
        story.kanseller(draw(st.sampled_from(said)), when, answered=answered)
    elif step == "endring" and said:
        about = draw(st.sampled_from(said))
        story.helseopplysninger(
            when, kind="2", expected=when[:10], status="M", parent=about, conversation=about
        )
    elif step == "skriv-inn-igjen":
        story.admitted = when.replace(" ", "T") + ":00"
        said.append(story.innlagt(when, answered=answered))
    elif step in ("innlagt", "helseopplysninger", "klar", "avmelding", "utskrevet", "rapport"):
        said.append(getattr(story, step)(when, answered=answered, to=bydel))


@given(stories(), st.randoms(use_true_random=False))
def test_any_permutation_and_repetition_gives_the_same_stays(story, random):
    shuffled = story.events * 2
    random.shuffle(shuffled)
    shuffled += story.events[: len(story.events) // 2]
    assert fold(shuffled) == fold(story.events)


@given(stories(), st.lists(st.integers(0, 300), max_size=3))
def test_both_ends_agree_on_everything_that_both_can_know(story, admitted_at):
    """The municipality holds what was exchanged with it; the hospital has its own acts besides."""
    exchanged = [event for event in story.events if _is_theirs(event, story)]
    own = [_admitted(hours) for hours in admitted_at]
    hospital = [one for one in fold(exchanged, own) if one.messages]
    municipality = fold(exchanged)
    assert [_shared(one) for one in hospital] == [_shared(one) for one in municipality]
    now = START + timedelta(days=60)
    for one, other in zip(hospital, municipality, strict=True):
        assert ledger(one, rules(), now) == ledger(other, rules(), now)


def _admitted(hours):
    when = START + timedelta(hours=hours)
    return Admitted(
        act_id=f"act-{hours}",
        at=when,
        by="Vera Vakt",
        organisation=HOSPITAL.virksomhet,
        patient=BORGHILD,
        admitted=Moment.of(when),
        ward="4B",
    )


def _is_theirs(event, story):
    messages = {e.msg_id: e for e in story.events if isinstance(e, Message)}
    message = messages.get(event.msg_id) if isinstance(event, Receipt) else event
    parties = {message.sender.virksomhet, *(r.address.virksomhet for r in message.receivers)}
    return FJORD.virksomhet in parties


def _shared(stay):
    """What rests on exchanged messages."""
    return (
        stay.messages, stay.periods, stay.notice, stay.notices, stay.left, stay.died, stay.destination,
        stay.documents, stay.requests, stay.municipalities, stay.people,
        [e for e in stay.expectations if e.basis == "message"],
        [a for a in stay.admissions if a.basis == "message"],
    )  # fmt: skip


@given(stories())
def test_the_ledger_bills_no_day_twice_and_none_outside_the_stay(story):
    now = START + timedelta(days=60)
    for stay in fold(story.events):
        days = ledger(stay, rules(), now)
        paid = [(day.municipality, day.date) for day in days if day.state == "payable"]
        assert len(paid) == len(set(paid))
        if stay.left and stay.left.value.day:
            assert all(day.date < stay.left.value.day for day in days if day.price)
        assert all((day.price is not None) or day.state != "payable" for day in days)


@given(stories())
def test_every_day_explains_itself(story):
    for stay in fold(story.events):
        for day in ledger(stay, rules(), START + timedelta(days=60)):
            assert day.reason.nb
            assert day.reason.en
            assert "{" not in day.reason.nb + day.reason.en
            assert "§" in day.clause
