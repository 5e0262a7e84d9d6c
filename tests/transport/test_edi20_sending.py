"""Sending through the carrier: what goes wrong first, then what goes right."""

import time

import httpx
import pytest

from httpx_wire import Through
from hub_api import order
from local_hub import (
    GP,
    InProcess,
    carrier,
    new_key,
    parcel,
    settings,
    start_hub,
)
from samhandling.errors import CarrierRefused, CarrierUnavailable
from samhandling.transport.carriers.contract import Carrier, KeepsDocuments
from samhandling.transport.carriers.edi20 import Edi20Carrier


@pytest.fixture
def hospital(hub: InProcess) -> Edi20Carrier:
    return carrier(hub, "hospital")


def test_it_is_a_carrier_that_keeps_documents(hospital):
    like: Carrier = hospital
    assert isinstance(like, KeepsDocuments)


def test_a_service_that_is_not_there_is_unavailable():

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
    slow = Edi20Carrier(settings("hospital"), clock=lambda: time.time() - 120, wire=Through(hub))
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
    state = hub.app.hub
    state.tokens._read.clear()
    state.tokens._key = type(state.key).generate_key("P-256", auto_kid=True)
    assert hospital.send(parcel())


def test_one_token_serves_many_requests(hub, hospital):
    given = []
    state = hub.app.hub
    give = state.tokens.give
    state.tokens.give = lambda *told: given.append(told) or give(*told)
    for _ in range(5):
        hospital.send(parcel())
    assert len(given) == 1


def test_the_same_message_sent_again_after_a_crash_gets_another_id(hospital):
    again = parcel()
    assert hospital.send(again) != hospital.send(again)
