"""Receiving through the carrier: nothing is lost, whatever the line does."""

from dataclasses import replace

import pytest

from edi20_line import arrivals, until_broken
from hub_api import Api, order
from local_hub import (
    BYDEL,
    BYDEL_CASEWORK,
    HOSPITAL,
    InProcess,
    carrier,
    document,
    parcel,
    start_hub,
)
from samhandling.errors import CarrierUnavailable
from samhandling.transport.carriers.contract import Arrival, Event, Idle
from samhandling.transport.carriers.edi20 import Edi20Carrier


@pytest.fixture
def hospital(hub: InProcess) -> Edi20Carrier:
    return carrier(hub, "hospital")


@pytest.fixture
def bydel(hub: InProcess) -> Edi20Carrier:
    return carrier(hub, "bydel")


def test_a_message_arrives_as_the_bytes_that_were_sent(hospital, bydel):
    sent = parcel()
    carrier_id = hospital.send(sent)
    (arrival,) = arrivals(bydel, 1)
    assert arrival.document == sent.document
    assert (arrival.carrier_id, arrival.sender_her, arrival.receiver_her) == (carrier_id, HOSPITAL, BYDEL)


def test_a_message_just_below_the_cap_passes(hospital, bydel):
    sent = parcel()
    large = document(sent.msg_id, HOSPITAL, (BYDEL,), filling="x" * (25 * 1024 * 1024 - 5000))
    hospital.send(replace(sent, document=large))
    (arrival,) = arrivals(bydel, 1)
    assert arrival.document == large


def test_a_message_to_two_services_of_ours_arrives_for_each(hospital, bydel):
    hospital.send(parcel((BYDEL, BYDEL_CASEWORK)))
    assert {arrival.receiver_her for arrival in arrivals(bydel, 2)} == {BYDEL, BYDEL_CASEWORK}


def test_what_has_been_committed_does_not_come_again(hospital, bydel):
    first, second = parcel(), parcel()
    hospital.send(first)
    hospital.send(second)
    (arrival,) = arrivals(bydel, 1)
    (after,) = arrivals(bydel, 1, arrival.offset)
    assert (arrival.document, after.document) == (first.document, second.document)


def test_what_has_not_been_committed_comes_again(hospital, bydel):
    hospital.send(parcel())
    assert arrivals(bydel, 1) == arrivals(bydel, 1)


def test_a_message_is_marked_as_downloaded_only_when_the_next_is_asked_for(hub, hospital, bydel):
    hospital.send(parcel())
    downloaded = "SELECT sum(downloaded) FROM delivery"
    line = (event for event in bydel.receive(None) if isinstance(event, Arrival))
    next(line)
    assert hub.app.hub.database.execute(downloaded).fetchone()[0] == 0
    hospital.send(parcel())
    next(line)
    assert hub.app.hub.database.execute(downloaded).fetchone()[0] == 1


def test_a_quiet_line_shows_that_it_lives(bydel):
    assert isinstance(next(iter(bydel.receive(None))), Idle)


def test_a_duplicate_notification_is_passed_by(hub, hospital, bydel):
    order(hub, duplicate_notifications={})
    hospital.send(parcel())
    hospital.send(parcel())
    first, second = arrivals(bydel, 2)
    assert first.carrier_id != second.carrier_id


def test_a_dropped_stream_goes_on_from_the_last_committed_offset(hub, hospital, bydel):
    first, second = parcel(), parcel()
    hospital.send(first)
    (arrival,) = arrivals(bydel, 1)
    order(hub, drop_stream={"times": 2})
    hospital.send(second)
    assert until_broken(bydel, arrival.offset) == []
    assert until_broken(bydel, arrival.offset) == []
    (after,) = arrivals(bydel, 1, arrival.offset)
    assert after.document == second.document


def test_an_offset_that_goes_back_loses_nothing_and_our_offset_never_falls(hub, hospital, bydel):
    sent = [parcel() for _ in range(3)]
    for each in sent[:2]:
        hospital.send(each)
    (*_, last) = arrivals(bydel, 2)
    order(hub, offset_back={})
    hospital.send(sent[2])
    (arrival,) = arrivals(bydel, 1, last.offset)
    assert arrival.document == sent[2].document
    assert arrival.offset >= last.offset


@pytest.mark.parametrize("how", ["changed", "cut"])
def test_wrong_bytes_are_handed_on_as_they_came(hub, hospital, bydel, how):
    sent = parcel()
    order(hub, wrong_bytes={"how": how})
    hospital.send(sent)
    (arrival,) = arrivals(bydel, 1)
    assert arrival.document not in (sent.document, b"")
    assert arrival.problem is None


def test_a_document_that_cannot_be_decoded_does_not_stop_the_next(hub, hospital, bydel):
    order(hub, wrong_bytes={"how": "garbage"})
    hospital.send(parcel())
    hospital.send(parcel())
    first, second = arrivals(bydel, 2)
    assert (first.document, first.problem is None) == (b"", False)
    assert second.document


def test_a_document_over_the_cap_does_not_stop_the_next(hub, hospital):
    bydel = carrier(hub, "bydel", max_response=5000)
    hospital.send(parcel(document=_large(sent := parcel()), msg_id=sent.msg_id))
    hospital.send(parcel())
    first, second = arrivals(bydel, 2)
    assert "over 5000 bytes" in (first.problem or "")
    assert second.document


def _large(sent) -> bytes:
    return document(sent.msg_id, HOSPITAL, (BYDEL,), filling="x" * 10_000)


def test_trouble_while_fetching_breaks_the_line_and_the_message_comes_again(hub, hospital, bydel):
    hospital.send(parcel())
    order(hub, broken={"where": "business-document"})
    assert until_broken(bydel) == []
    assert len(arrivals(bydel, 1)) == 1


def test_a_message_that_can_never_be_fetched_is_handed_on_with_its_problem(hub, hospital, bydel):
    hospital.send(parcel())
    order(hub, broken={"times": 1000, "where": "business-document"})
    tries = 0
    while not (events := until_broken_or_one(bydel)):
        tries += 1
    assert tries == 9
    assert events[0].problem.startswith("Given up after 10 attempts")


def until_broken_or_one(of: Edi20Carrier) -> list[Event]:
    try:
        return arrivals(of, 1)
    except CarrierUnavailable:
        return []


@pytest.mark.parametrize("fault", ["locked", "delay"])
def test_a_lock_or_a_silence_is_waited_out_however_long(hub, hospital, fault):
    bydel = carrier(hub, "bydel", timeout=0.05)
    hospital.send(parcel())
    for _ in range(12):
        order(hub, **{fault: {"where": "business-document", "seconds": 0.2}})
        assert until_broken(bydel) == []
    order(hub)
    assert len(arrivals(carrier(hub, "bydel"), 1)) == 1


def test_a_silent_stream_is_given_up(tmp_path):
    hub = start_hub(tmp_path, ping_seconds=60)
    bydel = carrier(hub, "bydel", silence=0.2)
    with pytest.raises(CarrierUnavailable, match="ReadTimeout"):
        list(bydel.receive(None))
    hub.stop()


def test_a_stream_ends_quietly_when_its_token_does(tmp_path):
    hub = start_hub(tmp_path, token_seconds=32)
    state = hub.app.hub
    bydel = carrier(hub, "bydel")
    line = iter(bydel.receive(None))
    next(line)
    state.stop()
    assert all(isinstance(event, Idle) for event in line)
    hub.stop()


def test_without_a_stream_it_polls(hub, hospital, bydel):
    order(hub, no_stream={"times": 1000})
    hospital.send(parcel())
    assert until_broken(bydel) == []
    assert len(arrivals(bydel, 1)) == 1
    hospital.send(parcel())
    line = (event for event in bydel.receive(None) if isinstance(event, Idle))
    assert isinstance(next(line), Idle)


def test_a_stream_that_is_dropped_before_a_word_is_said_is_replaced_by_polling(hub, hospital, bydel):
    order(hub, broken={"times": 3, "where": "/stream"})
    hospital.send(parcel())
    for _ in range(3):
        assert until_broken(bydel) == []
    assert len(arrivals(bydel, 1)) == 1
    assert bydel._line._poll_until > 0


def test_after_a_reset_of_the_hub_the_her_ids_are_configured_anew(tmp_path):
    hub = start_hub(tmp_path / "first")
    bydel = carrier(hub, "bydel")
    until = iter(bydel.receive(None))
    next(until)
    Api(hub, "bydel").call("DELETE", f"/mshconfigurations?HerIds={BYDEL}&HerIds={BYDEL_CASEWORK}")
    assert isinstance(next(iter(bydel.receive(None))), Idle)
    hub.stop()


def test_a_carrier_that_has_been_closed_is_unavailable(hospital):
    hospital.send(parcel())
    hospital.close()
    with pytest.raises(CarrierUnavailable, match="closed"):
        hospital.send(parcel())
