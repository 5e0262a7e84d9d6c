"""The bydel answers in one of four sentences, and both ends read the same."""

from __future__ import annotations

import datetime as dt

import pytest

from hospital_letters import at
from samhandling.errors import Conflict, NotAllowed
from samhandling.node.access.models import AuditEntry
from samhandling.node.journal.models import Message
from samhandling.node.stays.actions import answer
from samhandling.node.stays.models import Stay
from samhandling.node.stays.queries import stay_of
from samhandling.standards.facts import facts
from samhandling.stay.reading import read
from samhandling.stay.replies import Choice, ReplyText
from samhandling.stay.replies import read as read_reply
from samhandling.stay.rules import rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(course, arrives):
    arrives(course.warning(at(2, 12), dt.date(2026, 3, 6)))
    return arrives(course.ready(at(6)))


@pytest.fixture
def account(notice, reader):
    return lambda actor: stay_of(reader(actor), Stay.objects.get().pk)


def document(message):
    return bytes(message.content.raw)


def test_no_other_role_answers(account, tariq):
    with pytest.raises(NotAllowed):
        answer(tariq, account(tariq), ReplyText(Choice.CAN_RECEIVE))
    assert not Message.objects.filter(direction="out").exists()


def test_an_expected_date_must_be_given(account, nora):
    with pytest.raises(Conflict):
        answer(nora, account(nora), ReplyText(Choice.EXPECTED))


def test_nobody_answers_what_has_ended(course, arrives, account, nora):
    arrives(course.departure(at(7)))
    with pytest.raises(Conflict):
        answer(nora, account(nora), ReplyText(Choice.OFFER_READY))


@pytest.mark.parametrize("choice", ["can-receive", "expected", "unknown", "offer-ready"])
def test_each_choice_goes_as_its_sentence_and_points_to_the_notice(account, nora, notice, choice):
    day = dt.date(2026, 3, 9) if choice == "expected" else None
    said = ReplyText(Choice(choice), day, place="Ullern helsehus", contact="Nora Lind, 20000221")
    sent = answer(nora, account(nora), said)
    told, event = facts(document(sent)), read(document(sent))
    assert (told.type_code, told.version, told.sender.her) == ("DIALOG_NOTAT", "1.0", 8900201)
    assert (told.parent_id, told.conversation_id) == (notice, notice)
    assert [one.party.her for one in told.receivers] == [8900105]
    assert read_reply(event.content.text, rules()) == said
    assert Stay.objects.get().reply == choice


def test_yes_then_no_then_yes_keeps_all_three(account, nora):
    for choice in (Choice.CAN_RECEIVE, Choice.UNKNOWN, Choice.OFFER_READY):
        answer(nora, account(nora), ReplyText(choice))
    replies = account(nora).running.replies
    assert len(replies) == 3
    assert sorted(r.choice.value for r in replies) == ["can-receive", "offer-ready", "unknown"]


def test_answering_is_in_the_log(account, nora):
    sent = answer(nora, account(nora), ReplyText(Choice.CAN_RECEIVE))
    assert AuditEntry.objects.filter(act="send-message", message=sent, actor=nora.user).exists()
