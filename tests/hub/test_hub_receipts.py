"""POST apprec: the hub writes the AppRec, and both ends hold the same bytes."""

import base64
import datetime as dt
import uuid

import pytest
from test_hub_messages import post, problem, statuses

from hub_api import Api, order
from local_hub import BYDEL, BYDEL_CASEWORK, GP, HOSPITAL, InProcess, document, start_hub
from samhandling.standards.reading import parse
from samhandling.standards.receipt import receipt_facts

REJECTED = {"appRecStatus": "Rejected", "appRecErrorList": [{"errorCode": "E36", "details": "Mangler fnr"}]}


@pytest.fixture
def hospital(hub: InProcess) -> Api:
    return Api(hub, "hospital")


@pytest.fixture
def bydel(hub: InProcess) -> Api:
    return Api(hub, "bydel")


def answer(api: Api, message_id: str, her: int = BYDEL, **changes):
    told = {"appRecSenderHerId": her, "appRecStatus": "Ok"} | changes
    return api.call("POST", f"/messages/{message_id}/apprec", told)


def fetched(api: Api, document_id: str) -> bytes:
    told = api.call("GET", f"/messages/{document_id}/business-document").json()
    return base64.b64decode(told["businessDocument"])


def test_a_rejection_without_a_reason_is_refused(hospital, bydel):
    message_id = post(hospital)
    assert problem(answer(bydel, message_id, appRecStatus="Rejected")) == (400, 1001)
    for error in ({"details": "Nei"}, {"errorCode": " "}, {"errorCode": None}):
        told = {"appRecStatus": "Rejected", "appRecErrorList": [error]}
        assert problem(answer(bydel, message_id, **told)) == (400, 1001)


def test_a_reason_without_rejection_is_refused(hospital, bydel):
    told = {"appRecErrorList": REJECTED["appRecErrorList"]}
    assert problem(answer(bydel, post(hospital), **told)) == (400, 1211)


@pytest.mark.parametrize("status", ["Perhaps", "OkErrorInMessagePart", 1, None])
def test_other_statuses_are_refused(hospital, bydel, status):
    assert problem(answer(bydel, post(hospital), appRecStatus=status)) == (400, 1001)


def test_nobody_answers_for_others(hub, hospital, bydel):
    message_id = post(hospital)
    assert problem(answer(hospital, message_id, HOSPITAL)) == (403, 1101)
    assert problem(answer(hospital, message_id, BYDEL)) == (403, 1100)
    assert problem(answer(bydel, message_id, BYDEL_CASEWORK)) == (403, 1101)
    assert problem(answer(Api(hub, "gp"), message_id, GP)) == (403, 1101)


def test_a_receipt_is_not_receipted(hospital, bydel):
    receipt_id = answer(bydel, post(hospital)).json()["id"]
    assert problem(answer(hospital, receipt_id, HOSPITAL)) == (400, 1211)


def test_a_message_whose_body_is_cut_off_can_still_be_answered(hospital, bydel):
    whole = document(str(uuid.uuid4()), HOSPITAL, (BYDEL,))
    message_id = post(hospital, whole[: whole.index(b"<Content>")])
    receipt_id = answer(bydel, message_id, **REJECTED).json()["id"]
    assert receipt_facts(fetched(hospital, receipt_id)).status == "2"


def test_both_ends_fetch_the_same_receipt(hospital, bydel):
    msg_id = str(uuid.uuid4())
    message_id = post(hospital, document(msg_id, HOSPITAL, (BYDEL,)))
    receipt_id = answer(bydel, message_id).json()["id"]
    assert fetched(hospital, receipt_id) == fetched(bydel, receipt_id)
    facts = receipt_facts(fetched(hospital, receipt_id))
    assert (facts.original_msg_id, facts.original_type, facts.status) == (msg_id, "LOG_INNLAGT", "1")
    assert (facts.sender_her, facts.receiver_hers[-1]) == (BYDEL, HOSPITAL)


def test_what_is_told_of_a_receipt_is_what_its_document_says(hospital, bydel):
    receipt_id = answer(bydel, post(hospital)).json()["id"]
    told = hospital.call("GET", f"/messages/{receipt_id}").json()
    receipt = parse(fetched(hospital, receipt_id))
    assert (told["businessDocumentId"], told["businessDocumentGenDate"]) == (receipt.id, receipt.gen_date)


def test_a_rejection_says_why(hospital, bydel):
    message_id = post(hospital)
    receipt_id = answer(bydel, message_id, **REJECTED).json()["id"]
    info = statuses(hospital, message_id)[BYDEL]["apprecInfo"]
    assert (info["appRecId"], info["appRecStatus"]) == (receipt_id, "Rejected")
    (error,) = receipt_facts(fetched(hospital, receipt_id)).errors
    assert (error.code, error.text) == ("E36", "Mangler fnr")


def test_the_sender_is_told(hospital, bydel):
    message_id = post(hospital)
    answer(bydel, message_id)
    (told,) = [told for told in hospital.notifications() if told["type"] == "MessageApprecInfoUpdated"]
    assert (told["relatedMessageId"], told["notificationTriggeredByHerId"]) == (message_id, BYDEL)


def test_each_receiver_gives_its_own(hub, hospital, bydel):
    gp, message_id = Api(hub, "gp"), post(hospital, receivers=(BYDEL, GP))
    ids = {answer(bydel, message_id).json()["id"], answer(gp, message_id, GP, **REJECTED).json()["id"]}
    infos = {her: told["apprecInfo"]["appRecStatus"] for her, told in statuses(hospital, message_id).items()}
    assert (infos, len(ids)) == ({BYDEL: "Ok", GP: "Rejected"}, 2)


def test_the_same_receipt_again_is_the_same_receipt(hospital, bydel):
    message_id = post(hospital)
    assert answer(bydel, message_id).json() == answer(bydel, message_id).json()


def test_the_first_receipt_is_final(hospital, bydel):
    message_id = post(hospital)
    answer(bydel, message_id, **REJECTED)
    assert problem(answer(bydel, message_id)) == (400, 1210)
    assert statuses(hospital, message_id)[BYDEL]["apprecInfo"]["appRecStatus"] == "Rejected"


def test_an_ok_after_a_rejection_can_be_ordered(hub, hospital, bydel):
    order(hub, ok_after_rejected={})
    message_id = post(hospital)
    answer(bydel, message_id, **REJECTED)
    kinds = [told["type"] for told in hospital.notifications()]
    assert kinds.count("MessageApprecInfoUpdated") == 2
    assert statuses(hospital, message_id)[BYDEL]["apprecInfo"]["appRecStatus"] == "Ok"


def test_the_receipts_own_fetching_is_not_told_as_a_delivery(hospital, bydel):
    receipt_id = answer(bydel, post(hospital)).json()["id"]
    fetched(hospital, receipt_id)
    assert receipt_id not in {told["relatedMessageId"] for told in bydel.notifications()}


def test_a_receipt_carries_the_time_of_the_demo(tmp_path):
    shift = tmp_path / "clock"
    shift.write_text(str(-30 * 24 * 3600))
    hub = start_hub(tmp_path, clock_file=shift)
    hospital, bydel = Api(hub, "hospital"), Api(hub, "bydel")
    receipt_id = answer(bydel, post(hospital)).json()["id"]
    age = dt.datetime.now(tz=dt.UTC) - receipt_facts(fetched(bydel, receipt_id)).gen_date
    assert age.days == 30
    hub.stop()
