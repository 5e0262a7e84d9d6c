"""How far a message of ours has come."""

import pytest

from edi20_line import arrivals, told
from httpx_wire import Through
from hub_api import Api, order
from local_hub import (
    BYDEL,
    BYDEL_CASEWORK,
    HOSPITAL,
    InProcess,
    carrier,
    parcel,
    settings,
)
from samhandling.transport.carriers.contract import StateChange
from samhandling.transport.carriers.edi20 import Edi20Carrier


@pytest.fixture
def hospital(hub: InProcess) -> Edi20Carrier:
    return carrier(hub, "hospital")


@pytest.fixture
def bydel(hub: InProcess) -> Edi20Carrier:
    return carrier(hub, "bydel")


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
    hospital.send(parcel())
    order(hub, broken={"times": 1000, "where": "/messages/"})
    knows = Edi20Carrier(settings("hospital"), wire=Through(hub), msg_id_of=lambda _carrier_id: "known")
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
    log = hub.app.hub.notifications
    log.write(HOSPITAL, "MessageEatenByDog", carrier_id, BYDEL, "Woof")
    (_, state) = told(hospital, 2)
    assert (state.state, state.description, state.receiver_her) == ("MessageEatenByDog", "Woof", BYDEL)


def test_a_state_that_we_do_not_know_is_kept_as_it_came(hub, hospital, bydel):
    hospital.send(parcel())
    arrivals(bydel, 1)
    hub.app.hub.database.execute("UPDATE delivery SET state = 'Teleported'")
    assert [state.state for state in told(hospital, 2)] == ["sent", "Teleported"]


def test_where_a_notification_names_no_receiver_each_receiver_gets_its_state(hub, hospital, bydel):
    hospital.send(parcel((BYDEL, BYDEL_CASEWORK)))
    arrivals(bydel, 1)
    hub.app.hub.database.execute("UPDATE notification SET triggered_by = NULL WHERE her = ?", (HOSPITAL,))
    (*_, first, last) = told(hospital, 4)
    assert {first.receiver_her, last.receiver_her} == {BYDEL, BYDEL_CASEWORK}
    assert first.offset == last.offset - 1
