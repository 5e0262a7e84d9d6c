"""The record system sends and receives; the node follows by copies. Nothing is lost at a switch."""

import dataclasses
import threading

import pytest
from django.db import OperationalError

from node_carrier import Post
from node_home import FROGNER, PSYKISK, SAKSBEHANDLING, SOMATIKK, SYKEPLEIE
from node_letters import letter, new_id
from samhandling.errors import Conflict, NotAllowed
from samhandling.node.access.actor import WORKER
from samhandling.node.access.models import AuditEntry
from samhandling.node.correspondence.actions import send_again, send_document
from samhandling.node.correspondence.models import Task
from samhandling.node.delivery import carriers, filing, receiving, sending
from samhandling.node.delivery.engine import Engine, _Watch
from samhandling.node.delivery.models import DeliveryState, Incoming, Outgoing, ReadPosition
from samhandling.node.journal.models import Message, Receipt
from samhandling.node.projections import differences
from samhandling.node.recordsystem import modes
from samhandling.node.recordsystem.actions import switch
from samhandling.node.recordsystem.folder import HandOver
from samhandling.node.recordsystem.tokens import COPY
from samhandling.standards.receipt_errors import ReceiptError

REAL = "13116900216"


@pytest.fixture
def listening(frogner):
    switch(WORKER, SYKEPLEIE, listening=True, reason="innføring")


@pytest.fixture
def give(epj):
    """Hand over a copy, and let the worker handle it; the status of the answer."""

    def give(document):
        answer = epj.post("copies", document)
        work()
        return answer.status_code

    return give


def work():
    while filing.handle_next():
        pass


def back():
    switch(WORKER, SYKEPLEIE, listening=False)


# Who may switch, and what


def test_only_an_administrator_switches_and_only_our_own(kari, frogner):
    with pytest.raises(NotAllowed):
        switch(kari, SYKEPLEIE, listening=True)
    for her, on in ((SOMATIKK, True), (SYKEPLEIE, False)):
        with pytest.raises(Conflict):
            switch(WORKER, her, listening=on)


def test_a_switch_is_a_logged_act_for_one_her_id(listening):
    assert modes.listening_hers() == {SYKEPLEIE}
    detail = AuditEntry.objects.get(act="switch-mode").detail
    assert detail == {"her": SYKEPLEIE, "listening": True, "reason": "innføring"}
    back()
    assert modes.listening_hers() == frozenset()


# The node keeps quiet


def test_nothing_is_sent_for_a_her_id_in_lyttemodus(listening, epj, out, kari):
    assert epj.post("messages", out(), "1").told["code"] == "conflict"
    with pytest.raises(Conflict, match="lyttemodus"):
        send_document(kari, out())
    assert not Message.objects.exists()


def test_a_copy_is_filed_and_never_answered(listening, give, borghild, post):
    msg_id = new_id()
    assert give(letter(msg_id)) == 202
    message = Message.objects.get()
    assert (message.msg_id, message.direction, message.entry.patient) == (msg_id, "in", borghild)
    assert not Outgoing.objects.exists()
    assert not sending.send_next(post)


def test_a_copy_of_what_was_sent_is_followed_and_never_sent(listening, give, out, borghild, post):
    give(out())
    assert DeliveryState.objects.get().state == "sent"
    assert not sending.send_next(post)
    with pytest.raises(Conflict):
        send_again(WORKER, Message.objects.get())
    assert list(differences()) == []


def test_a_copy_given_twice_is_one(listening, give, epj, borghild):
    document = letter(new_id())
    assert (give(document), give(document)) == (202, 200)
    assert Incoming.objects.count() == 1


def test_copies_are_not_handed_back(listening, give, epj, out, borghild, post):
    sent = out()
    for document in (letter(new_id()), sent, post.receipt(sent, SOMATIKK)):
        give(document)
    assert epj.get("received").told["items"] == []


# Copies of receipts


@pytest.mark.parametrize(("status", "state"), [("1", "completed"), ("2", "rejected")])
def test_the_other_partys_answer_settles_what_was_sent(listening, give, out, borghild, post, status, state):
    sent, errors = out(), (ReceiptError("E10", ""),) if status == "2" else ()
    give(sent)
    give(post.receipt(sent, SOMATIKK, status, errors))
    assert DeliveryState.objects.get().state == state


def test_the_record_systems_own_answer_stands_in_the_record(listening, give, borghild, post):
    document = letter(new_id())
    give(document)
    give(post.receipt(document, SYKEPLEIE))
    receipt = Receipt.objects.get()
    assert (receipt.direction, receipt.status, receipt.final) == ("out", "1", True)


def test_an_answer_that_comes_before_what_it_answers_waits_for_it(listening, give, borghild, post):
    document = letter(new_id())
    give(post.receipt(document, SYKEPLEIE))
    piece = Incoming.objects.get()
    Incoming.objects.update(work="parked", reason="unknown-message")
    Task.objects.create(
        kind="unmatched-receipt", key=f"unmatched-receipt:{piece.pk}", opened_at=piece.received_at
    )
    give(document)
    work()
    assert Receipt.objects.count() == 1
    assert Task.objects.get().closed_at is not None


# What is no copy of ours


def test_a_copy_for_one_that_never_listened_is_refused(listening, give, call, epj):
    assert give(letter(new_id(), receiver=(FROGNER, SAKSBEHANDLING))) == 409
    assert call(COPY, hers=(PSYKISK,)).post("copies", letter(new_id())).status_code == 409
    assert give(b"<half") == 422
    assert give(letter(new_id(), patient={"FNR": REAL})) == 422
    assert not Incoming.objects.exists()


def test_who_gives_copies_for_one_service_speaks_for_no_other(listening, call):
    forged = letter(new_id(), sender=(FROGNER, PSYKISK), golden="plo-1.6/innleggelsesrapport-ny.xml")
    assert call(COPY, hers=(SYKEPLEIE,)).post("copies", forged).status_code == 409
    assert not Incoming.objects.exists()


@pytest.fixture
def psykisk_too(listening):
    switch(WORKER, PSYKISK, listening=True)


def redirected(document, was, becomes):
    return document.replace(str(was).encode(), str(becomes).encode())


def test_who_gives_copies_for_one_service_settles_nothing_that_another_sent(
    psykisk_too, give, call, out, borghild, post
):
    sent = out(sender=(FROGNER, PSYKISK))
    give(sent)
    state = DeliveryState.objects.get().state
    forged = redirected(post.receipt(sent, SOMATIKK), PSYKISK, SYKEPLEIE)
    call(COPY, hers=(SYKEPLEIE,)).post("copies", forged)
    work()
    assert DeliveryState.objects.get().state == state
    assert not Receipt.objects.exists()


def test_who_gives_copies_for_one_service_answers_for_no_other(psykisk_too, give, call, borghild, post):
    document = letter(new_id(), receiver=(FROGNER, PSYKISK))
    give(document)
    forged = redirected(post.receipt(document, PSYKISK), SOMATIKK, SYKEPLEIE)
    assert call(COPY, hers=(SYKEPLEIE,)).post("copies", forged).status_code == 409
    assert not Receipt.objects.exists()


def test_a_copy_that_we_would_refuse_is_for_a_person(listening, give):
    assert give(letter("no-uuid")) == 202
    assert Task.objects.get().kind == "parked"
    assert not Message.objects.exists()


# In flight at the switch


def test_what_was_handed_over_before_is_sent_after(epj, out, post, frogner):
    epj.post("messages", out(), "1")
    switch(WORKER, SYKEPLEIE, listening=True)
    assert sending.send_next(post)
    assert len(post.messages) == 1


def test_what_was_fetched_before_is_answered_after(receive, borghild, post, position, frogner):
    receiving.commit_arrival(post.arrival(letter(new_id())), position)
    switch(WORKER, SYKEPLEIE, listening=True)
    work()
    assert sending.send_next(post)
    assert [parcel.sender_her for parcel in post.receipts] == [SYKEPLEIE]


def test_a_copy_that_comes_after_the_switch_back_is_filed_and_not_answered(listening, give, borghild):
    back()
    assert give(letter(new_id())) == 202
    assert Message.objects.count() == 1
    assert not Outgoing.objects.exists()


def test_an_answer_to_what_the_record_system_sent_comes_to_the_node(
    listening, give, out, receive, post, borghild
):
    msg_id = new_id()
    sent = out(msg_id)
    give(sent)
    back()
    receive(post.answer("elsewhere", SOMATIKK, document=post.receipt(sent, SOMATIKK), msg_id=msg_id))
    assert DeliveryState.objects.get().state == "completed"


@pytest.mark.parametrize("first", ["copy", "carrier"])
def test_what_comes_both_ways_is_one_message(listening, give, receive, borghild, first):
    document = letter(new_id())
    for way in (give, receive) if first == "copy" else (receive, give):
        way(document)
    assert Message.objects.count() == 1
    assert Outgoing.objects.count() == (0 if first == "copy" else 1)


def test_what_was_left_at_the_message_service_is_fetched_after_the_switch_back(
    frogner, borghild, position, post, give
):
    """Its notification is older than where the node has read to for others."""
    switch(WORKER, SYKEPLEIE, listening=True)
    left, copied = letter(new_id()), letter(new_id())
    post.events += [post.arrival(left), post.arrival(copied), post.arrival(b"<other/>", PSYKISK)]
    give(copied)
    receiving.commit_arrival(post.events[-1], position)
    back()
    modes.look_back(position, frozenset())
    for event in post.receive(position.offset):
        receiving.commit_arrival(event, position)
    work()
    assert Message.objects.count() == 2
    assert Outgoing.objects.filter(kind="receipt").count() == 1
    assert position.offset == post.events[-1].offset


def test_looking_back_is_done_once_and_only_by_a_reader_for_all(frogner, position):
    ReadPosition.objects.update(offset=3)
    switch(WORKER, SYKEPLEIE, listening=True)
    back()
    position.offset = 50
    modes.look_back(position, frozenset({SYKEPLEIE}))  # it began before the switch back
    assert position.offset == 50
    for _ in range(2):
        modes.look_back(position, frozenset())
        assert position.offset == 3
        position.offset = 3


def test_the_engine_ends_itself_so_that_another_reads_for_others(frogner):
    stop = threading.Event()
    _Watch(stop, frozenset()).step()
    assert not stop.is_set()
    switch(WORKER, SYKEPLEIE, listening=True)
    _Watch(stop, frozenset()).step()
    assert stop.is_set()
    assert Engine(Post(), stop, frozenset({SYKEPLEIE})).listening


def test_the_carrier_reads_for_all_but_those(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(carriers, "Edi20Carrier", lambda settings, **_more: settings)
    monkeypatch.setattr(carriers.json, "loads", lambda _text: {})
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "client.jwk").write_text("{}")
    home = dataclasses.replace(settings.HOME, path=tmp_path)
    assert carriers.carrier_of(home, frozenset({SYKEPLEIE})).her_ids == (FROGNER, 8900201, PSYKISK)


def test_a_folder_takes_copies_too(listening, tmp_path, borghild):
    folders = HandOver(tmp_path, settled=0)
    folders.step()
    for name, document in (("a.xml", letter(new_id())), ("b.xml", letter(receiver=(FROGNER, PSYKISK)))):
        (tmp_path / "copies" / name).write_bytes(document)
    folders.step()
    work()
    assert Message.objects.count() == 1
    assert [(tmp_path / folder).exists() for folder in ("copied/a.xml", "rejected/b.xml.json")] == [
        True,
        True,
    ]


def test_only_the_service_that_is_not_in_lyttemodus_answers_a_message_to_both(
    listening, give, receive, post, borghild
):
    document = letter(new_id(), copies=((FROGNER, PSYKISK),))
    give(document)
    receive(post.arrival(document, PSYKISK))
    while sending.send_next(post):
        pass
    assert [parcel.sender_her for parcel in post.receipts] == [PSYKISK]
    assert Message.objects.count() == 1


def test_a_fetched_message_to_both_is_answered_for_the_one_and_the_copy_is_the_same(
    listening, give, receive, post, borghild
):
    document = letter(new_id(), copies=((FROGNER, PSYKISK),))
    receive(post.arrival(document, PSYKISK))
    give(document)
    while sending.send_next(post):
        pass
    assert [parcel.sender_her for parcel in post.receipts] == [PSYKISK]


def test_a_busy_database_is_told_as_such(epj, out, monkeypatch):
    def busy(*_told):
        raise OperationalError("database is locked")

    monkeypatch.setattr("samhandling.node.recordsystem.api.views.hand_over_once", busy)
    answer = epj.post("messages", out(), "1")
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
