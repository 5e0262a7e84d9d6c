"""What a service may answer, and what it means to us: a made-up service says one odd thing at a time."""

import json
from collections.abc import Callable
from itertools import islice

import httpx
import pytest

from httpx_wire import Through
from local_hub import BYDEL, HOSPITAL, URL, parcel, settings
from samhandling.errors import CarrierRefused, CarrierUnavailable
from samhandling.transport.carriers.contract import Arrival, Idle, ReceiptParcel, StateChange, Unreadable
from samhandling.transport.carriers.edi20 import Edi20Carrier

DISCOVERY = {"issuer": URL, "token_endpoint": f"{URL}/connect/token"}
TOKEN = {"access_token": "abc", "token_type": "DPoP", "expires_in": 300}
Answers = dict[str, Callable[[httpx.Request], httpx.Response]]


def says(told: object, status: int = 200, **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    return lambda _request: httpx.Response(status, content=content, headers=headers)


def service(**answers: Callable[[httpx.Request], httpx.Response]) -> Edi20Carrier:
    usual: Answers = {
        "openid-configuration": says(DISCOVERY),
        "token": says(TOKEN),
        "mshconfigurations": says(b"", 204),
    }
    ways = usual | {name.replace("_", "-"): answer for name, answer in answers.items()}

    def answer(request: httpx.Request) -> httpx.Response:
        return ways[request.url.path.rpartition("/")[2]](request)

    return Edi20Carrier(settings("hospital"), wire=Through(httpx.MockTransport(answer)))


def events(*told: str) -> Callable[[httpx.Request], httpx.Response]:
    return says("".join(f"{each}\n\n" for each in told).encode(), **{"content-type": "text/event-stream"})


def notification(**changes: object) -> str:
    told = {
        "offset": 5,
        "type": "NewMessage",
        "relatedMessageId": "7d4a6f0e-8c51-4f8b-9f6e-2f6d5a1f7b11",
        "notificationReceiverHerId": HOSPITAL,
        "notificationTriggeredByHerId": BYDEL,
    }
    return "event: notification\ndata: " + json.dumps(told | changes)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (says(b"<html>", 200), "not JSON"),
        (says([]), "not an object"),
        (says({"token_type": "Bearer", "access_token": "abc"}), "type 'Bearer'"),
        (says({"token_type": "DPoP"}), "without a token"),
        (says({"error": "invalid_client", "error_description": "who?"}, 401), "401 invalid_client; who?"),
        (says(b"down", 503), "503 down"),
    ],
)
def test_a_token_service_in_trouble(answer, said):
    with pytest.raises(CarrierUnavailable, match=said):
        service(token=answer).send(parcel())


@pytest.mark.parametrize("told", [b"<html>", {"issuer": "http://evil.test"}, {"issuer": URL}, []])
def test_a_discovery_document_that_cannot_be_used(told):
    with pytest.raises(CarrierUnavailable, match="openid-configuration"):
        service(openid_configuration=says(told)).send(parcel())


def test_the_discovery_document_is_asked_for_once_a_day():
    asked, now = [], [1000.0]

    def discovery(request):
        asked.append(request)
        return httpx.Response(200, json=DISCOVERY)

    def answer(request):
        ways = {"openid-configuration": discovery, "token": says(TOKEN), "messages": says({"id": "1"}, 202)}
        return ways.get(request.url.path.rpartition("/")[2], says(b"", 204))(request)

    of = Edi20Carrier(settings("hospital"), lambda: now[0], wire=Through(httpx.MockTransport(answer)))
    for hours in (0, 1, 23, 25):
        now[0] = 1000.0 + 3600 * hours
        of.send(parcel())
    assert len(asked) == 2


@pytest.mark.parametrize("status", [401, 408, 423, 429, 500, 502, 503, 504])
def test_what_may_go_well_later(status):
    with pytest.raises(CarrierUnavailable, match=str(status)):
        service(messages=says({"title": "Later"}, status)).send(parcel())


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 415, 422])
def test_what_a_person_must_look_at(status):
    with pytest.raises(CarrierRefused, match=str(status)):
        service(messages=says({"title": "Never"}, status)).send(parcel())


def test_a_problem_body_is_kept_in_the_error():
    problem = {
        "title": "Bad Request",
        "detail": "Not so",
        "errorCode": 1201,
        "validationErrors": ["senderHerId: 1"],
        "requestId": "r-1",
    }
    with pytest.raises(CarrierRefused) as refusal:
        service(messages=says(problem, 400)).send(parcel())
    assert str(refusal.value) == (
        "POST /messages: 400 errorCode 1201: Bad Request; Not so; senderHerId: 1 (requestId r-1)"
    )


@pytest.mark.parametrize("answer", [says(b"", 202), says({}, 202), says([], 202)])
def test_an_answer_without_an_id_is_an_error(answer):
    with pytest.raises(CarrierRefused, match="gave no id"):
        service(messages=answer).send(parcel())


@pytest.mark.parametrize("told", [b"<html>", b"[" * 100_000, b"\xff"])
def test_an_answer_that_is_not_json_is_an_error(told):
    with pytest.raises(CarrierUnavailable, match="not JSON"):
        service(messages=says(told, 202)).send(parcel())


def test_an_answer_over_the_cap_is_an_error():
    of = service(messages=says(b"x" * 50_000_000, 202))
    with pytest.raises(CarrierRefused, match="over 41943040 bytes"):
        of.send(parcel())


def test_the_nonce_of_the_last_answer_is_used_in_the_next_proof():
    proofs = []

    def messages(request):
        proofs.append(request.headers["dpop"])
        return httpx.Response(202, json={"id": "1"}, headers={"dpop-nonce": "n-1"})

    of = service(messages=messages)
    of.send(parcel())
    of.send(parcel())
    assert [b"n-1" in _payload(proof) for proof in proofs] == [False, True]


def _payload(proof: str) -> bytes:
    import base64

    part = proof.split(".")[1]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_every_request_says_which_api_and_which_system():
    seen = []

    def messages(request):
        seen.append((request.headers["api-version"], request.headers["nhn-source-system"]))
        return httpx.Response(202, json={"id": "1"})

    service(messages=messages).send(parcel())
    assert seen == [("3", "Samhandling tests 1.0")]


def test_a_stream_that_is_no_stream_leads_to_polling():
    of = service(stream=says({}), notifications=says({"notifications": []}))
    with pytest.raises(CarrierUnavailable, match="without a stream"):
        list(of.receive(None))
    assert isinstance(next(iter(of.receive(None))), Idle)


@pytest.mark.parametrize(
    ("told", "offset"),
    [
        ("event: notification\ndata: rubbish", 3),
        ("event: notification\ndata: " + "[" * 100_000, 3),
        ("event: notification\ndata: []", 3),
        (notification(offset=None), 3),
        (notification(offset=2**63), 3),
        (notification(offset=-1), 3),
        (notification(type=None).replace('"type": null, ', ""), 5),
        (notification(relatedMessageId=7), 5),
        (notification(notificationReceiverHerId="bydel"), 5),
        (notification(notificationTriggeredByHerId=[]), 5),
        (notification(notificationId={}), 5),
    ],
)
def test_a_notification_that_cannot_be_read_is_handed_on_and_the_line_goes_on(told, offset):
    of = service(stream=events(told, notification(relatedMessageId=None, type="Maintenance", offset=6)))
    odd, state = of.receive(3)

    assert isinstance(odd, Unreadable)
    assert (odd.offset, odd.told) == (offset, told.removeprefix("event: notification\ndata: "))
    assert odd.problem
    assert state.offset == 6


def test_a_notification_that_cannot_be_read_does_not_stop_polling_either():
    page = {"notifications": [7, {"offset": 9}]}
    of = service(stream=says({}), notifications=says(page))
    with pytest.raises(CarrierUnavailable):
        list(of.receive(3))
    odd = list(islice(of.receive(3), 2))

    assert [(each.offset, each.told) for each in odd] == [(3, "7"), (9, '{"offset": 9}')]


def a_status(**info: object) -> dict[str, object]:
    return {"statusList": [{"receiverHerId": BYDEL, "apprecInfo": {"appRecStatus": "Ok"}} | info]}


@pytest.mark.parametrize(
    "told",
    [
        "Ok",
        ["Ok"],
        {"statusList": [3]},
        {"statusList": [{"apprecInfo": {"appRecStatus": "Ok"}}]},
        a_status(receiverHerId="bydel"),
        a_status(apprecInfo="Ok"),
        a_status(apprecInfo={"appRecStatus": ["Ok"]}),
        a_status(apprecInfo={"appRecStatus": "Ok", "appRecErrorList": "E36"}),
    ],
)
def test_a_status_in_another_shape_is_asked_for_again_and_then_handed_on_as_it_is(told):
    heard = notification(type="MessageApprecInfoUpdated", notificationTriggeredByHerId=None)
    about = {"7d4a6f0e_8c51_4f8b_9f6e_2f6d5a1f7b11": says({"businessDocumentId": "m"})}
    of = service(stream=events(heard, notification(type="Odd", offset=6)), status=says(told), **about)
    for _try in range(9):
        with pytest.raises(CarrierUnavailable, match=r"cannot be read|not an object"):
            list(of.receive(None))
    odd, state = of.receive(None)
    assert isinstance(odd, Unreadable)
    assert "MessageApprecInfoUpdated" in odd.told
    assert "Given up after 10 attempts" in odd.problem
    assert (odd.offset, state.offset) == (5, 6)


def test_a_status_that_the_service_fails_to_give_stops_nothing_while_it_answers_otherwise():
    heard = notification(type="MessageApprecInfoUpdated")
    about, answers = "7d4a6f0e_8c51_4f8b_9f6e_2f6d5a1f7b11", says({"businessDocumentId": "m"})
    of = service(stream=events(heard), status=says(b"", 500), **{about: answers})
    for _try in range(9):
        with pytest.raises(CarrierUnavailable, match="500"):
            list(of.receive(None))
    (odd,) = of.receive(None)
    assert isinstance(odd, Unreadable)


def test_a_service_that_fails_altogether_is_waited_for():
    of = service(
        stream=events(notification(type="MessageApprecInfoUpdated")),
        status=says(b"", 500),
        **{"7d4a6f0e_8c51_4f8b_9f6e_2f6d5a1f7b11": says(b"", 500)},
    )
    for _try in range(20):
        with pytest.raises(CarrierUnavailable, match="500"):
            list(of.receive(None))


def test_a_status_that_the_service_refuses_to_give_is_handed_on_at_once():
    of = service(stream=events(notification(type="MessageApprecInfoUpdated")), status=says({}, 404))
    (odd,) = of.receive(None)
    assert isinstance(odd, Unreadable)
    assert "404" in odd.problem


def test_a_download_that_cannot_be_told_of_does_not_stop_the_line():
    told = [notification(offset=offset, notificationId=str(offset)) for offset in (5, 6)]
    of = service(
        stream=events(*told),
        business_document=says({"businessDocument": "PGEvPg=="}),
        downloaded=says(b"", 500),
    )
    assert [event.offset for event in of.receive(None)] == [5, 6]


@pytest.mark.parametrize("told", ["PGEvPg==", ["PGEvPg=="]])
def test_a_document_in_another_shape_breaks_the_line_and_is_said(told):
    with pytest.raises(CarrierUnavailable, match="not an object"):
        list(service(stream=events(notification()), business_document=says(told)).receive(None))


def test_a_notification_about_no_message_is_handed_on():
    of = service(stream=events(notification(relatedMessageId=None, type="Maintenance")))
    (state,) = of.receive(None)
    assert state == StateChange(5, "", None, BYDEL, "Maintenance", "")


def _never_asked(_request: httpx.Request) -> httpx.Response:
    raise AssertionError("the service was told that we have what we have not")


def test_a_message_that_has_been_purged_is_handed_on_with_its_problem():
    of = service(
        stream=events(notification()),
        business_document=says({"title": "Gone"}, 404),
        downloaded=_never_asked,
    )
    (arrival,) = of.receive(None)
    assert isinstance(arrival, Arrival)
    assert (arrival.document, "404 Gone" in (arrival.problem or "")) == (b"", True)


def test_a_sender_that_the_notification_does_not_name_is_none():
    answer = says({"businessDocument": "PGEvPg=="})
    of = service(
        stream=events(notification(notificationTriggeredByHerId=None)),
        business_document=answer,
        downloaded=says(b"", 204),
    )
    (arrival,) = of.receive(None)
    assert (arrival.document, arrival.sender_her) == (b"<a/>", None)


def test_an_offset_that_goes_back_is_handled_and_never_handed_on():
    told = [notification(type="Odd", offset=offset, notificationId=str(offset)) for offset in (9, 4, 10, 9)]
    of = service(
        stream=events(*told), **{"7d4a6f0e_8c51_4f8b_9f6e_2f6d5a1f7b11": says({"businessDocumentId": "m"})}
    )
    assert [event.offset for event in islice(of.receive(None), 4)] == [9, 9, 10]


def test_a_receipt_without_errors_is_sent_with_an_empty_list():
    sent = []

    def apprec(request):
        sent.append(json.loads(request.content))
        return httpx.Response(202, json={"id": "r"})

    assert service(apprec=apprec).send(ReceiptParcel("m", HOSPITAL, "1")) == "r"
    assert (sent[0]["appRecStatus"], sent[0]["appRecErrorList"]) == ("Ok", [])
