"""The carrier against the hub: what goes wrong first, then what goes right."""

import time
from contextlib import suppress
from itertools import islice

import pytest

from hub_api import Api, order
from local_hub import BYDEL, BYDEL_CASEWORK, GP, HOSPITAL, InProcess, carrier, new_key, parcel, start_hub
from samhandling.errors import CarrierRefused, CarrierUnavailable
from samhandling.transport.carriers.contract import Arrival, Carrier, Event, Idle, KeepsDocuments, StateChange
from samhandling.transport.carriers.edi20 import Edi20Carrier


@pytest.fixture
def hospital(hub: InProcess) -> Edi20Carrier:
    return carrier(hub, "hospital")


@pytest.fixture
def bydel(hub: InProcess) -> Edi20Carrier:
    return carrier(hub, "bydel")


def arrivals(of: Edi20Carrier, number: int, after: int | None = None) -> list[Arrival]:
    return list(islice((event for event in of.receive(after) if isinstance(event, Arrival)), number))


def told(of: Edi20Carrier, number: int, after: int | None = None) -> list[Event]:
    return list(islice((event for event in of.receive(after) if not isinstance(event, Idle)), number))


def until_broken(of: Edi20Carrier, after: int | None = None) -> list[Event]:
    """What is told until the line breaks or closes."""
    events: list[Event] = []
    with suppress(CarrierUnavailable):
        events.extend(event for event in of.receive(after) if not isinstance(event, Idle))
    return events


def test_it_is_a_carrier_that_keeps_documents(hospital):
    like: Carrier = hospital
    assert isinstance(like, KeepsDocuments)


# --- sending -----------------------------------------------------------------------------------------------


def test_a_service_that_is_not_there_is_unavailable():
    import httpx

    def refuse(request):
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(CarrierUnavailable, match="ConnectError"):
        carrier(httpx.MockTransport(refuse), "hospital").send(parcel())


def test_a_service_that_does_not_answer_is_unavailable(hub):
    hospital = carrier(hub, "hospital", timeout=0.2)
    order(hub, delay={"seconds": 1, "where": "/messages"})
    with pytest.raises(CarrierUnavailable, match="ReadTimeout"):
        hospital.send(parcel())


@pytest.mark.parametrize(("fault", "said"), [("locked", "423"), ("broken", "500")])
def test_a_service_in_trouble_is_unavailable_and_fine_afterwards(hub, hospital, fault, said):
    order(hub, **{fault: {"where": "/messages"}})
    with pytest.raises(CarrierUnavailable, match=said):
        hospital.send(parcel())
    assert hospital.send(parcel())


def test_the_services_wish_to_wait_is_passed_on(hub, hospital):
    order(hub, locked={"where": "/messages"})
    with pytest.raises(CarrierUnavailable) as refusal:
        hospital.send(parcel())
    assert refusal.value.retry_after == 1


def test_a_parcel_whose_outside_is_wrong_is_refused_in_the_services_words(hospital):
    with pytest.raises(CarrierRefused, match="LOG_UTSKREVET, but the document says LOG_INNLAGT"):
        hospital.send(parcel(type_code="LOG_UTSKREVET"))


def test_a_sender_that_is_not_ours_is_refused(hospital):
    with pytest.raises(CarrierRefused, match="403 errorCode 1100"):
        hospital.send(parcel(sender=GP))


def test_a_document_over_the_cap_is_never_sent(hub):
    hospital = carrier(hub, "hospital", max_document=100)
    with pytest.raises(CarrierRefused, match="100 is the most"):
        hospital.send(parcel())


def test_a_client_with_the_wrong_key_gets_no_token(hub):
    with pytest.raises(CarrierUnavailable, match=r"No token .* invalid_client"):
        carrier(hub, "hospital", private_jwk=new_key()).send(parcel())


def test_an_issuer_that_names_itself_otherwise_is_not_trusted(hub):
    with pytest.raises(CarrierUnavailable, match="names another issuer"):
        carrier(hub, "hospital", issuer="http://other.test").send(parcel())


def test_a_clock_that_is_wrong_is_said(hub):
    from local_hub import settings

    slow = Edi20Carrier(settings("hospital"), clock=lambda: time.time() - 120, transport=hub)
    with pytest.raises(CarrierUnavailable, match="iat is not now"):
        slow.send(parcel())


def test_a_nonce_that_the_service_demands_is_given_at_once(hub, hospital):
    hospital.send(parcel())
    order(hub, nonce_challenge={"where": "/messages"})
    assert hospital.send(parcel())


def test_a_token_that_ends_is_replaced(tmp_path):
    hub = start_hub(tmp_path, token_seconds=31)
    hospital = carrier(hub, "hospital")
    hospital.send(parcel())
    time.sleep(1.1)
    assert hospital.send(parcel())
    hub.stop()


def test_a_token_that_the_service_no_longer_takes_is_replaced(hub, hospital):
    hospital.send(parcel())
    state = hub.app.state.hub
    state.tokens._read.clear()
    state.tokens._key = type(state.key).generate_key("P-256", auto_kid=True)
    assert hospital.send(parcel())


def test_one_token_serves_many_requests(hub, hospital):
    given = []
    state = hub.app.state.hub
    give = state.tokens.give
    state.tokens.give = lambda *told: given.append(told) or give(*told)
    for _ in range(5):
        hospital.send(parcel())
    assert len(given) == 1


def test_the_same_message_sent_again_after_a_crash_gets_another_id(hospital):
    again = parcel()
    assert hospital.send(again) != hospital.send(again)


# --- receiving ---------------------------------------------------------------------------------------------


def test_a_message_arrives_as_the_bytes_that_were_sent(hospital, bydel):
    sent = parcel()
    carrier_id = hospital.send(sent)
    (arrival,) = arrivals(bydel, 1)
    assert arrival.document == sent.document
    assert (arrival.carrier_id, arrival.sender_her, arrival.receiver_her) == (carrier_id, HOSPITAL, BYDEL)


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
    assert hub.app.state.hub.database.execute(downloaded).fetchone()[0] == 0
    hospital.send(parcel())
    next(line)
    assert hub.app.state.hub.database.execute(downloaded).fetchone()[0] == 1


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
    from local_hub import document

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
    state = hub.app.state.hub
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


# --- how it went -------------------------------------------------------------------------------------------


def test_the_sender_hears_how_far_its_message_has_come(hospital, bydel):
    sent = parcel()
    carrier_id = hospital.send(sent)
    arrivals(bydel, 1)
    states = [event for event in told(hospital, 2) if isinstance(event, StateChange)]
    assert [state.state for state in states] == ["sent", "Acknowledged"]
    assert {(s.message_carrier_id, s.message_msg_id, s.receiver_her) for s in states} == {
        (carrier_id, sent.msg_id, BYDEL)
    }


def test_after_a_crash_a_message_id_that_was_never_stored_is_resolved(hub, hospital):
    sent = parcel()
    hospital.send(sent)
    after_the_crash = carrier(hub, "hospital")
    (state,) = told(after_the_crash, 1)
    assert isinstance(state, StateChange)
    assert state.message_msg_id == sent.msg_id


def test_a_msg_id_that_the_caller_knows_is_not_asked_for(hub, hospital):
    from local_hub import settings

    hospital.send(parcel())
    order(hub, broken={"times": 1000, "where": "/messages/"})
    knows = Edi20Carrier(settings("hospital"), transport=hub, msg_id_of=lambda _carrier_id: "known")
    (state,) = told(knows, 1)
    assert isinstance(state, StateChange)
    assert state.message_msg_id == "known"


def test_a_message_that_the_service_gave_up_is_told(hub, hospital):
    order(hub, abandon={})
    hospital.send(parcel())
    states = told(hospital, 2)
    assert [state.state for state in states] == ["sent", "Abandoned"]
    assert "Given up" in states[1].description


def test_a_refused_message_is_told(hub, hospital):
    Api(hub, "bydel").configure(rejectMessageFilters={"MessageFunction": ["LOG_INNLAGT"]})
    hospital.send(parcel())
    assert [state.state for state in told(hospital, 2)] == ["sent", "Rejected"]


def test_a_kind_of_notification_that_we_do_not_know_is_kept_as_it_came(hub, hospital):
    carrier_id = hospital.send(parcel())
    told(hospital, 1)
    log = hub.app.state.hub.notifications
    log.write(HOSPITAL, "MessageEatenByDog", carrier_id, BYDEL, "Woof")
    (_, state) = told(hospital, 2)
    assert (state.state, state.description, state.receiver_her) == ("MessageEatenByDog", "Woof", BYDEL)


def test_a_state_that_we_do_not_know_is_kept_as_it_came(hub, hospital, bydel):
    hospital.send(parcel())
    arrivals(bydel, 1)
    hub.app.state.hub.database.execute("UPDATE delivery SET state = 'Teleported'")
    assert [state.state for state in told(hospital, 2)] == ["sent", "Teleported"]


def test_where_a_notification_names_no_receiver_each_receiver_gets_its_state(hub, hospital, bydel):
    hospital.send(parcel((BYDEL, BYDEL_CASEWORK)))
    arrivals(bydel, 1)
    hub.app.state.hub.database.execute(
        "UPDATE notification SET triggered_by = NULL WHERE her = ?", (HOSPITAL,)
    )
    (*_, first, last) = told(hospital, 4)
    assert {first.receiver_her, last.receiver_her} == {BYDEL, BYDEL_CASEWORK}
    assert first.offset == last.offset - 1
