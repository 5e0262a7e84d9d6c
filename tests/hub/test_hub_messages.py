"""Posting, fetching and following messages."""

import base64
import time
import uuid

import pytest

from hub_api import Api, order
from local_hub import BYDEL, BYDEL_CASEWORK, GP, HOSPITAL, InProcess, document, start_hub
from samhandling.hub import messages


@pytest.fixture
def hospital(hub: InProcess) -> Api:
    return Api(hub, "hospital")


@pytest.fixture
def bydel(hub: InProcess) -> Api:
    return Api(hub, "bydel")


def body(xml: bytes | None = None, receivers: tuple[int, ...] = (BYDEL,), **changes) -> dict:
    xml = xml or document(str(uuid.uuid4()), HOSPITAL, receivers)
    told = {
        "businessDocument": base64.b64encode(xml).decode(),
        "contentType": "application/xml",
        "contentTransferEncoding": "base64",
        "senderHerId": HOSPITAL,
        "receiverHerIds": list(receivers),
        "messageTypeIdentificator": "LOG_INNLAGT",
    }
    return told | changes


def post(api: Api, *args, **changes) -> str:
    answer = api.call("POST", "/messages", body(*args, **changes))
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


def problem(answer) -> tuple[int, int]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["errorCode"]


def statuses(api: Api, message_id: str) -> dict[int, dict]:
    told = api.call("GET", f"/messages/{message_id}/status").json()["statusList"]
    return {info["receiverHerId"]: info for info in told}


def eventually(get, wanted):
    until = time.monotonic() + 5
    while get() != wanted and time.monotonic() < until:
        time.sleep(0.01)
    assert get() == wanted


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"messageTypeIdentificator": "LOG_UTSKREVET"}, "messageTypeIdentificator"),
        ({"receiverHerIds": [BYDEL_CASEWORK]}, "receiverHerIds"),
        ({"receiverHerIds": [BYDEL, GP]}, "receiverHerIds"),
        ({"receiverHerIds": [BYDEL, BYDEL]}, "receiverHerIds"),
    ],
    ids=str,
)
def test_what_is_said_outside_must_be_what_the_document_says(hospital, changes, said):
    answer = hospital.call("POST", "/messages", body(**changes))
    assert problem(answer) == (400, 1201)
    assert said in answer.json()["validationErrors"][0]


def test_an_address_that_stands_twice_in_the_document_is_one_receiver(hospital):
    xml = document(str(uuid.uuid4()), HOSPITAL, (BYDEL, BYDEL))
    assert set(statuses(hospital, post(hospital, xml))) == {BYDEL}


def test_the_sender_outside_must_be_the_documents(hub):
    bydel = Api(hub, "bydel")
    answer = bydel.call("POST", "/messages", body(senderHerId=BYDEL))
    assert problem(answer) == (400, 1201)


def test_nobody_sends_in_the_name_of_others(hub):
    bydel = Api(hub, "bydel")
    assert problem(bydel.call("POST", "/messages", body())) == (403, 1100)


def test_a_receiver_that_nobody_holds_is_refused(hospital):
    assert problem(hospital.call("POST", "/messages", body(receivers=(8999999,)))) == (400, 1202)


@pytest.mark.parametrize(
    "xml",
    [
        b"no xml",
        b"<MsgHead/>",
        b'<!DOCTYPE MsgHead [<!ENTITY a "a">]><MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"/>',
        b'<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><Document/></MsgHead>',
        b'<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo/></MsgHead>',
        b'<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo><Type V="X"/>',
    ],
)
def test_a_document_that_cannot_be_addressed_is_refused(hospital, xml):
    assert problem(hospital.call("POST", "/messages", body(xml))) == (400, 1002)


@pytest.mark.parametrize(
    "changes",
    [
        {"businessDocument": "%%%"},
        {"businessDocument": 1},
        {"contentType": "text/plain"},
        {"contentTransferEncoding": "8bit"},
        {"senderHerId": "8000001"},
        {"senderHerId": True},
        {"receiverHerIds": []},
        {"receiverHerIds": [0]},
        {"applicationName": 1},
        {"transportMetadataOverrides": {"compressPayload": "yes"}},
        {"transportMetadataOverrides": []},
    ],
    ids=str,
)
def test_fields_of_the_wrong_shape_are_named(hospital, changes):
    answer = hospital.call("POST", "/messages", body(**changes))
    assert problem(answer) == (400, 1001)
    assert next(iter(changes)) in answer.json()["validationErrors"][0]


def test_a_body_that_is_no_json_is_refused(hospital):
    json = {"content-type": "application/json"}
    assert problem(hospital.call("POST", "/messages", headers=json)) == (400, 1002)
    assert problem(hospital.call("POST", "/messages", body(), {"content-type": "text/plain"})) == (415, 1001)
    assert problem(hospital.call("POST", "/messages", [])) == (400, 1001)


def test_a_body_of_endless_depth_is_refused(hospital):
    headers = {"content-type": "application/json"}
    answer = hospital.call("POST", "/messages", headers=headers, content=b"[" * 100_000)
    assert problem(answer) == (400, 1002)


def test_a_body_over_the_cap_is_refused(tmp_path):
    hub = start_hub(tmp_path, max_request=1000)
    assert problem(Api(hub).call("POST", "/messages", body())) == (413, 1003)
    hub.stop()


def test_a_message_is_kept_byte_for_byte(hospital, bydel):
    xml = document(str(uuid.uuid4()), HOSPITAL, (BYDEL,), filling="æøå €")
    message_id = post(hospital, xml)
    told = bydel.call("GET", f"/messages/{message_id}/business-document").json()
    assert base64.b64decode(told["businessDocument"]) == xml


def test_a_message_tells_its_msg_id_and_gen_date(hospital, bydel):
    msg_id = str(uuid.uuid4())
    message_id = post(hospital, document(msg_id, HOSPITAL, (BYDEL,)))
    told = bydel.call("GET", f"/messages/{message_id}").json()
    assert (told["businessDocumentId"], told["businessDocumentGenDate"]) == (
        msg_id,
        "2026-11-21T10:02:00+01:00",
    )
    assert (told["senderHerId"], told["receiverHerIds"]) == (HOSPITAL, [BYDEL])


def test_who_is_no_party_sees_nothing(hub, hospital):
    message_id, gp = post(hospital), Api(hub, "gp")
    for path in ("", "/business-document", "/status"):
        assert problem(gp.call("GET", f"/messages/{message_id}{path}")) == (403, 1101)
    told = {"receiverHerId": GP}
    assert problem(gp.call("PUT", f"/messages/{message_id}/downloaded", told)) == (403, 1101)


def test_an_unknown_message_is_not_found(hospital):
    assert problem(hospital.call("GET", f"/messages/{uuid.uuid4()}")) == (404, 1200)
    assert problem(hospital.call("GET", "/messages/seven")) == (400, 1001)


def test_a_message_is_sent_after_the_answer_and_acknowledged_when_fetched(hospital, bydel):
    message_id = post(hospital)
    eventually(lambda: statuses(hospital, message_id)[BYDEL]["sent"], True)
    assert statuses(hospital, message_id)[BYDEL]["transportDeliveryState"] == "Unconfirmed"
    bydel.call("GET", f"/messages/{message_id}/business-document")
    assert statuses(hospital, message_id)[BYDEL]["transportDeliveryState"] == "Acknowledged"
    kinds = [(told["type"], told["notificationTriggeredByHerId"]) for told in hospital.notifications()]
    assert kinds == [("MessageSentStateUpdated", BYDEL), ("MessageDeliveryStateUpdated", BYDEL)]


def test_the_senders_own_look_at_the_document_acknowledges_nothing(hospital):
    message_id = post(hospital)
    eventually(lambda: statuses(hospital, message_id)[BYDEL]["sent"], True)
    hospital.call("GET", f"/messages/{message_id}/business-document")
    assert statuses(hospital, message_id)[BYDEL]["transportDeliveryState"] == "Unconfirmed"


def test_each_receiver_has_a_state_of_its_own(hub, hospital, bydel):
    Api(hub, "gp")
    message_id = post(hospital, receivers=(BYDEL, GP))
    eventually(lambda: statuses(hospital, message_id)[GP]["sent"], True)
    bydel.call("GET", f"/messages/{message_id}/business-document")
    states = {her: told["transportDeliveryState"] for her, told in statuses(hospital, message_id).items()}
    assert states == {BYDEL: "Acknowledged", GP: "Unconfirmed"}


def test_the_same_message_twice_gets_two_ids(hospital):
    xml = document(str(uuid.uuid4()), HOSPITAL, (BYDEL,))
    assert post(hospital, xml) != post(hospital, xml)


def test_a_message_that_was_taken_before_a_crash_is_sent_after_it(tmp_path):
    hub = start_hub(tmp_path)
    order(hub, delivery_delay={"seconds": 60})
    message_id = post(Api(hub))
    hub.stop()
    hub = start_hub(tmp_path)
    eventually(lambda: statuses(Api(hub), message_id)[BYDEL]["sent"], True)
    hub.stop()


def test_a_delivery_can_be_abandoned(hub, hospital, bydel):
    order(hub, abandon={})
    message_id = post(hospital)
    eventually(lambda: len(hospital.notifications()), 2)
    assert statuses(hospital, message_id)[BYDEL]["transportDeliveryState"] == "Abandoned"
    assert bydel.notifications() == []


def test_a_receiver_can_refuse_a_type(hospital, bydel):
    bydel.configure(rejectMessageFilters={"MessageFunction": ["LOG_INNLAGT"]})
    message_id = post(hospital)
    eventually(lambda: [told["type"] for told in hospital.notifications()][1:], ["RefusedMessage"])
    assert statuses(hospital, message_id)[BYDEL]["transportDeliveryState"] == "Rejected"


def test_a_receiver_says_when_a_message_is_safe(hospital, bydel):
    message_id = post(hospital)
    path = f"/messages/{message_id}/downloaded"
    assert bydel.call("PUT", path, {"receiverHerId": BYDEL}).status_code == 204
    assert problem(bydel.call("PUT", path, {"receiverHerId": BYDEL_CASEWORK})) == (403, 1101)
    assert problem(hospital.call("PUT", path, {"receiverHerId": HOSPITAL})) == (403, 1101)


@pytest.mark.parametrize(("fault", "status"), [("locked", 423), ("broken", 500)])
def test_a_fault_on_order_happens_as_often_as_ordered_and_only_there(hub, hospital, fault, status):
    order(hub, **{fault: {"times": 1, "where": "/status"}})
    message_id = post(hospital)
    path = f"/messages/{message_id}/status"
    assert [hospital.call("GET", path).status_code for _ in range(2)] == [status, 200]


def test_an_unknown_fault_is_refused(hospital):
    assert problem(hospital.http.put("/admin/faults", json={"earthquake": {}})) == (400, 1001)
    assert problem(hospital.http.put("/admin/faults", json={"broken": {"often": 1}})) == (400, 1001)


def test_a_message_is_found_at_hand_or_not(hospital, bydel, monkeypatch):
    monkeypatch.setattr(messages, "RECENT", 1)
    documents = [document(str(uuid.uuid4()), HOSPITAL, (BYDEL,), filling="x" * n) for n in (9, 9, 60_000)]
    ids = [post(hospital, one) for one in documents]
    for _ in range(2):
        told = [bydel.call("GET", f"/messages/{one}/business-document").json() for one in ids]
        assert [base64.b64decode(one["businessDocument"]) for one in told] == documents
