"""What comes in: each message is judged, filed once and answered, and nothing stops the rest."""

from __future__ import annotations

import dataclasses
import hashlib

import pytest

from node_carrier import Post
from node_home import DIAKONHJEMMET, FROGNER, PSYKISK, SAKSBEHANDLING, SYKEPLEIE
from node_letters import BORGHILD, GOLDEN, letter, new_id
from samhandling.node.access.actor import Actor
from samhandling.node.access.models import AuditEntry
from samhandling.node.access.reading import Reader
from samhandling.node.correspondence import queries
from samhandling.node.correspondence.models import Task
from samhandling.node.delivery import filing, messages, receiving
from samhandling.node.delivery.actions import try_again
from samhandling.node.delivery.models import Incoming, Outgoing, ReadPosition
from samhandling.node.journal.models import Content, Entry, Message, Recipient
from samhandling.node.journal.scope import messages_of
from samhandling.node.web.pages import Place
from samhandling.transport.carriers.contract import Arrival, Unreadable

pytestmark = pytest.mark.django_db
REAL = "01015000232"  # HIS 1001's own example: the form of a real number


def answers() -> list[tuple[int, str, list[str]]]:
    """Every receipt in the outbox: whose, status, error codes."""
    rows = Outgoing.objects.filter(kind="receipt").order_by("pk")
    return [(row.sender_her, row.status, [error["code"] for error in row.errors]) for row in rows]


def outcomes() -> list[str]:
    return list(Incoming.objects.order_by("pk").values_list("outcome", flat=True))


# What must not get in


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"", "no-document"),
        (b"hei", "sender-unreadable"),
        (b"\x00\xff\xfe", "sender-unreadable"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "doctype"),
        (b"<?xml version='1.0'?><MsgHead/>", "sender-unreadable"),
    ],
)
def test_what_nobody_can_be_answered_for_is_put_aside_and_told(receive, document: bytes, reason: str) -> None:
    [incoming] = receive(document)

    assert (incoming.work, incoming.reason, incoming.outcome) == ("parked", reason, f"ignored:{reason}")
    assert Task.objects.get().kind == "parked"
    assert not Message.objects.exists()
    assert answers() == []


def test_a_message_that_was_cut_off_is_refused_and_enters_no_record(receive) -> None:
    document = letter()
    receive(document[: document.index(b"</mh:MsgInfo>") + 40])

    assert outcomes() == ["rejected"]
    assert answers() == [(SYKEPLEIE, "2", ["T01"])]
    assert Message.objects.get().rejected
    assert not Entry.objects.exists()
    assert Message.objects.get().patient_idents == ""


def test_a_message_for_others_is_not_kept(receive) -> None:
    [incoming] = receive(letter(receiver=(8900300, 8900302)))

    assert incoming.outcome == "ignored:foreign-addressee"
    assert not Message.objects.exists()
    assert answers() == []
    content = Content.objects.get()
    assert content.raw is None
    assert content.sha256


def test_a_document_of_60_mb_is_not_stored(receive, post: Post) -> None:
    document = letter() + b" " * 60_000_000
    [incoming] = receive(Arrival(1, "c", document, 8900101, SYKEPLEIE))

    assert incoming.outcome == "ignored:too-large"
    assert incoming.detail["bytes"] == len(document)
    assert not Content.objects.exists()


def test_a_document_that_the_carrier_cannot_give_is_told_and_asked_for_again(receive, post: Post) -> None:
    lost = dataclasses.replace(post.arrival(letter(), carrier_id="c"), document=b"", problem="404")
    receive(lost, lost)
    assert outcomes() == ["ignored:no-document"]

    receive(post.arrival(letter(), carrier_id="c"))
    assert outcomes() == ["ignored:no-document", "accepted"]


def test_a_real_person_never_enters_a_demo_node(receive) -> None:
    receive(letter(patient={"FNR": REAL}, born="1950-01-01"))

    assert answers() == [(SYKEPLEIE, "2", ["E31"])]
    assert not Entry.objects.exists()
    assert Content.objects.get().raw is None
    assert "testsystem" in Outgoing.objects.get().errors[0]["text"]


def test_a_real_person_who_comes_again_or_in_a_faulty_message_leaves_no_bytes_either(
    receive, post: Post
) -> None:
    document = letter(msg_id := new_id(), patient={"FNR": REAL}, born="1950-01-01")
    other = letter(msg_id, patient={"FNR": REAL}, born="1950-01-01", gen_date="2026-11-21T10:03:00+01:00")
    faulty = letter(patient={"FNR": REAL}).replace(b"Forsendelsesstatus", b"Forsendelsestilstand")
    receive(document, post.arrival(document, carrier_id="at once"))
    receive(post.arrival(document, carrier_id="later"), other, faulty)

    assert outcomes() == [
        "rejected", "ignored:removed", "ignored:duplicate", "ignored:conflicting-duplicate", "rejected",
    ]  # fmt: skip
    assert answers() == [(SYKEPLEIE, "2", ["E31"]), (SYKEPLEIE, "2", ["T02"])]
    assert [content.raw for content in Content.objects.all()] == [None] * 3


def test_a_message_for_others_that_is_told_of_twice_is_not_kept_the_second_time(receive, post: Post) -> None:
    arrival = post.arrival(letter(receiver=(8900300, 8900302)))
    receive(arrival)
    receive(dataclasses.replace(arrival, offset=99))

    assert outcomes() == ["ignored:foreign-addressee"]
    assert Content.objects.get().raw is None


def test_a_fault_of_our_own_parks_one_message_and_the_rest_goes_on(receive, monkeypatch) -> None:
    poison = new_id()
    file = messages.file_message

    def fails_on_one(facts, *args, **kwargs):
        if facts.msg_id == poison:
            raise ZeroDivisionError("Borghild")
        return file(facts, *args, **kwargs)

    monkeypatch.setattr(messages, "file_message", fails_on_one)
    receive(letter(), letter(poison), letter())

    assert [row.work for row in Incoming.objects.order_by("pk")] == ["done", "parked", "done"]
    parked = Incoming.objects.get(work="parked")
    assert (parked.reason, parked.explanation) == ("fault", "ZeroDivisionError")  # never what it said
    assert Task.objects.filter(kind="parked", incoming=parked).exists()
    assert Message.objects.count() == 2


def test_what_killed_worker_after_worker_is_put_aside(receive, post: Post, position: ReadPosition) -> None:
    receiving.commit_arrival(post.arrival(letter()), position)
    Incoming.objects.update(attempts=5)

    assert filing.handle_next()

    assert Incoming.objects.get().reason == "kept-failing"
    assert Task.objects.get().kind == "parked"


def test_news_that_the_database_cannot_hold_does_not_stop_what_comes_behind(
    receive, post: Post, position: ReadPosition
) -> None:
    state = post.state("c", 8900101, "Acknow\x00ledged")
    receiving.commit_arrival(state, position)
    receiving.commit_arrival(post.arrival(letter()), position)

    position.refresh_from_db()
    assert position.offset > state.offset
    assert Incoming.objects.count() == 2


@pytest.mark.parametrize(
    "odd",
    [
        {"receiver_her": -1},
        {"sender_her": 2**70},
        {"carrier_id": "\ud800"},
        {"carrier_id": 7},
        {"offset": 2**70},
    ],
    ids=str,
)
def test_a_message_with_odd_signs_around_it_is_kept_whole_and_can_be_tried_again(
    receive, post: Post, position: ReadPosition, operator: Actor, odd: dict[str, object]
) -> None:
    document = letter()
    receive(dataclasses.replace(post.arrival(document), **odd), letter())

    assert Message.objects.count() >= 1  # the line went on
    if parked := Incoming.objects.filter(reason="unstorable").first():
        assert bytes(parked.content.raw) == document
        try_again(operator, parked.tasks.get())
        filing.handle_next()
    assert Message.objects.count() == 2


def test_news_that_cannot_be_read_is_kept_once_with_an_alarm_and_the_line_goes_on(
    receive, post: Post, position: ReadPosition
) -> None:
    odd = Unreadable(7, '{"offset": 7, "type": "\x00\ud800"}', "KeyError: 'x'")
    receive(odd, odd, letter())

    assert outcomes() == ["ignored:unreadable-notice", "accepted"]
    kept = Incoming.objects.get(kind="notice")
    assert '"offset": 7' in kept.detail["told"]
    task = Task.objects.get(incoming=kept)
    assert (task.kind, "ikke kan leses" in task.explanation) == ("parked", True)


# Duplicates and replays


def test_the_same_message_again_is_filed_once_and_answered_once(receive, post: Post) -> None:
    document = letter()
    receive(document, document, post.arrival(document, carrier_id="another"))

    assert outcomes() == ["accepted", "ignored:duplicate", "ignored:duplicate"]
    assert Message.objects.count() == Content.objects.count() == 1
    assert answers() == [(SYKEPLEIE, "1", [])]


def test_a_notification_that_comes_twice_is_stored_once(receive, post: Post) -> None:
    arrival = post.arrival(letter())
    receive(arrival, dataclasses.replace(arrival, offset=99))

    assert outcomes() == ["accepted"]


def test_the_same_id_with_other_bytes_is_quarantined_and_alarmed(receive) -> None:
    msg_id = new_id()
    receive(letter(msg_id), letter(msg_id, gen_date="2026-11-21T10:03:00+01:00"))

    first, second = Incoming.objects.order_by("pk")
    assert (second.work, second.outcome) == ("parked", "ignored:conflicting-duplicate")
    task = Task.objects.get(kind="conflicting-duplicate")
    assert (task.message, task.incoming) == (first.message, second)
    assert answers() == [(SYKEPLEIE, "1", [])]
    assert Entry.objects.count() == 1


def test_a_refused_message_that_comes_again_is_not_answered_again(receive) -> None:
    document = letter("no-uuid")
    receive(document, document)

    assert outcomes() == ["rejected", "ignored:duplicate"]
    assert answers() == [(SYKEPLEIE, "2", ["E10"])]


def test_two_message_ids_that_begin_alike_are_not_taken_for_one(receive) -> None:
    long = "x" * 120
    receive(letter(long + "1"), letter(long + "2"), letter(long + "2"))

    assert outcomes() == ["rejected", "rejected", "ignored:duplicate"]
    assert answers() == [(SYKEPLEIE, "2", ["E10"])] * 2


def test_two_messages_without_a_message_id_are_each_refused(receive) -> None:
    one, other = letter(" "), letter(" ", gen_date="2026-11-21T10:03:00+01:00")
    receive(one, other, one)

    assert outcomes() == ["rejected", "rejected", "ignored:duplicate"]
    assert answers() == [(SYKEPLEIE, "2", ["E10"])] * 2


# What gets in


def test_a_message_is_kept_byte_for_byte_with_its_envelope(receive, frogner) -> None:
    document = letter(msg_id := new_id())
    receive(document)

    message = Message.objects.get()
    assert bytes(message.content.raw) == document
    assert message.content.sha256 == hashlib.sha256(document).hexdigest()
    assert (message.direction, message.sender_her, message.sender_virksomhet_her) == (
        "in",
        8900101,
        DIAKONHJEMMET,
    )
    assert (message.msg_id, message.type_code, message.version, message.status) == (
        msg_id,
        "LOG_INNLAGT",
        "1.6",
        "N",
    )
    assert message.type_name == "Melding om innlagt pasient"
    assert message.gen_date_text == "2026-11-21T10:02:00+01:00"
    assert (message.patient_name, message.patient_idents) == ("Rypefjær, Borghild", f"FNR:{BORGHILD}")


def test_receiving_is_in_the_audit_log_once(receive) -> None:
    receive(letter())

    entry = AuditEntry.objects.get(act="receive-message")
    assert (entry.actor, entry.actor_name, entry.role, entry.message) == (
        None,
        "node",
        "worker",
        Message.objects.get(),
    )


def test_a_receipt_is_due_for_each_of_our_own_recipients(receive, post: Post) -> None:
    document = letter(copies=((FROGNER, SAKSBEHANDLING), (8900300, 8900302)))
    first = post.arrival(document, to=SYKEPLEIE)
    receive(first, post.arrival(document, to=SAKSBEHANDLING, carrier_id=first.carrier_id))

    assert outcomes() == ["accepted", "ignored:duplicate"]
    assert answers() == [(SYKEPLEIE, "1", []), (SAKSBEHANDLING, "1", [])]
    assert {row.message_carrier_id for row in Outgoing.objects.all()} == {first.carrier_id}
    rows = Recipient.objects.order_by("pk").values_list("her", "role", "own")
    assert list(rows) == [(SYKEPLEIE, "PRIM", True), (SAKSBEHANDLING, "COP", True), (8900302, "COP", False)]


def test_a_service_that_we_do_not_have_is_answered_in_the_name_of_the_address_used(
    receive, post: Post
) -> None:
    receive(post.arrival(letter(receiver=(FROGNER, 8900299)), to=FROGNER))

    assert outcomes() == ["accepted"]
    assert answers() == [(FROGNER, "1", [])]


@pytest.mark.parametrize("chosen", [None, PSYKISK])
def test_what_names_no_service_of_ours_is_in_the_default_inbox(
    receive, borghild, settings, kari: Actor, chosen: int | None
) -> None:
    """We have answered that we take it over: somebody must see it."""
    if chosen:
        settings.HOME = dataclasses.replace(settings.HOME, receiving={"default_inbox": chosen})
    receive(letter(receiver=(FROGNER, 8900299)))

    def inbox(her: int) -> int:
        reader = Reader(kari, frozenset({her}))
        return len(queries.inbox(reader, queries.Filter(), Place()).page.rows)

    shown = {her: inbox(her) for her in (SAKSBEHANDLING, SYKEPLEIE, PSYKISK)}
    default = chosen or SAKSBEHANDLING  # the first in node.toml
    assert shown == {her: int(her == default) for her in shown}
    assert messages_of(Reader(kari, frozenset({default}))).count() == 1
    assert Recipient.objects.get().her == 8900299


def test_an_unknown_service_is_refused_where_the_node_chooses_so(receive, settings) -> None:
    settings.HOME = dataclasses.replace(settings.HOME, receiving={"unknown_service": "reject"})
    receive(letter(receiver=(FROGNER, 8900299), copies=((FROGNER, SAKSBEHANDLING),)))

    assert outcomes() == ["accepted"]
    assert [(status, codes) for _her, status, codes in answers()] == [("2", ["E21"]), ("1", [])]


def epikrise(born: str = "1938-04-17") -> bytes:
    """To bydel Frogner, about Borghild."""
    document = (GOLDEN / "epikrise-1.2/epikrise-ny.xml").read_bytes()
    for of_majorstuen, of_frogner in ((b"8900600", b"8900200"), (b"8900601", b"8900202")):
        document = document.replace(of_majorstuen, of_frogner)
    return document.replace(b"1938-04-17", born.encode()).replace(MSG_ID, new_id().encode())


MSG_ID = b"1c72b8a3-bb0b-5edb-9cc8-19053e41e0b8"


def test_a_discharge_summary_for_nobodys_patient_is_refused_and_a_care_message_is_a_task(receive) -> None:
    receive(epikrise(), letter())

    assert answers() == [(SYKEPLEIE, "2", ["E35"]), (SYKEPLEIE, "1", [])]
    assert list(Task.objects.values_list("kind", flat=True)) == ["unknown-patient"]


def test_a_discharge_summary_is_taken_for_our_own_patient_and_where_it_is_unsure_who_it_is(
    receive, borghild
) -> None:
    receive(epikrise(), epikrise(born="1939-04-17"))

    assert answers() == [(SYKEPLEIE, "1", [])] * 2
    assert Task.objects.filter(kind="unknown-patient").count() == 1


def test_a_node_may_choose_to_take_them_all(receive, settings) -> None:
    settings.HOME = dataclasses.replace(settings.HOME, receiving={"no_record": "warn"})
    receive(epikrise())

    assert answers() == [(SYKEPLEIE, "1", [])]


def test_the_read_position_follows_and_never_falls(receive, post: Post, position: ReadPosition) -> None:
    high = dataclasses.replace(post.arrival(letter()), offset=2**40)
    receive(high)
    receive(dataclasses.replace(post.arrival(letter()), offset=5))

    position.refresh_from_db()
    assert position.offset == 2**40
    assert Message.objects.count() == 2


def test_one_who_lost_the_lease_to_read_stores_nothing(post: Post, position: ReadPosition) -> None:
    ReadPosition.objects.update(holder="another")

    with pytest.raises(receiving.NotReading):
        receiving.commit_arrival(post.arrival(letter()), position)

    assert not Incoming.objects.exists()
    assert not Content.objects.exists()


def test_only_one_reads_at_a_time_but_the_dead_are_not_waited_for(position: ReadPosition) -> None:
    with pytest.raises(receiving.NotReading):
        receiving.take_position("another")

    receiving.leave_position(position)
    receiving.take_position("another")
    dead = receiving.holder_name().rpartition(":")[0] + ":4194305"  # above the highest process number
    ReadPosition.objects.update(holder=dead)
    assert receiving.take_position("third").holder == "third"
