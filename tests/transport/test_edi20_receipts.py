"""Receipts through the carrier, at both ends."""

from itertools import islice

import pytest

from hub_api import order
from local_hub import BYDEL, BYDEL_CASEWORK, GP, InProcess, carrier, parcel
from samhandling.errors import CarrierRefused
from samhandling.standards.receipt import receipt_facts
from samhandling.transport.carriers.contract import (
    Arrival,
    ReceiptArrival,
    ReceiptError,
    ReceiptParcel,
    StateChange,
)
from samhandling.transport.carriers.edi20 import Edi20Carrier

REASON = ReceiptError("E36", "Pasienten mangler fødselsnummer")


@pytest.fixture
def hospital(hub: InProcess) -> Edi20Carrier:
    return carrier(hub, "hospital")


@pytest.fixture
def bydel(hub: InProcess) -> Edi20Carrier:
    return carrier(hub, "bydel")


def receipts(of: Edi20Carrier, number: int) -> list[ReceiptArrival]:
    return list(islice((event for event in of.receive(None) if isinstance(event, ReceiptArrival)), number))


def arrived(of: Edi20Carrier) -> Arrival:
    return next(event for event in of.receive(None) if isinstance(event, Arrival))


def test_a_receipt_for_an_unknown_message_is_refused(bydel):
    unknown = "7d4a6f0e-8c51-4f8b-9f6e-2f6d5a1f7b11"
    with pytest.raises(CarrierRefused, match="404 errorCode 1200"):
        bydel.send(ReceiptParcel(unknown, BYDEL, "1"))


def test_a_receipt_for_a_message_that_was_not_for_us_is_refused(hub, hospital):
    message_id = hospital.send(parcel())
    with pytest.raises(CarrierRefused, match="403"):
        carrier(hub, "gp").send(ReceiptParcel(message_id, GP, "1"))


def test_a_second_and_other_receipt_is_refused(hospital, bydel):
    message_id = hospital.send(parcel())
    bydel.send(ReceiptParcel(message_id, BYDEL, "2", (REASON,)))
    with pytest.raises(CarrierRefused, match="the first is final"):
        bydel.send(ReceiptParcel(message_id, BYDEL, "1"))


def test_the_same_receipt_after_a_crash_gets_the_same_id(hospital, bydel):
    receipt = ReceiptParcel(hospital.send(parcel()), BYDEL, "2", (REASON,))
    assert bydel.send(receipt) == bydel.send(receipt)


def test_a_positive_receipt_reaches_the_sender_as_the_bytes_that_the_receiver_keeps(hospital, bydel):
    sent = parcel()
    message_id = hospital.send(sent)
    receipt_id = bydel.send(ReceiptParcel(arrived(bydel).carrier_id, BYDEL, "1"))
    (receipt,) = receipts(hospital, 1)
    assert (receipt.message_carrier_id, receipt.message_msg_id) == (message_id, sent.msg_id)
    assert (receipt.receiver_her, receipt.status, receipt.errors) == (BYDEL, "1", ())
    assert (receipt.receipt_carrier_id, receipt.document) == (receipt_id, bydel.document(receipt_id))
    assert receipt_facts(receipt.document).original_msg_id == sent.msg_id


def test_a_negative_receipt_says_why(hospital, bydel):
    hospital.send(parcel())
    bydel.send(ReceiptParcel(arrived(bydel).carrier_id, BYDEL, "2", (REASON,)))
    (receipt,) = receipts(hospital, 1)
    assert (receipt.status, receipt.errors) == ("2", (REASON,))
    assert receipt_facts(receipt.document).errors == (REASON,)


def test_each_receiver_answers_for_itself(hospital, bydel):
    message_id = hospital.send(parcel((BYDEL, BYDEL_CASEWORK)))
    bydel.send(ReceiptParcel(message_id, BYDEL, "1"))
    bydel.send(ReceiptParcel(message_id, BYDEL_CASEWORK, "2", (REASON,)))
    assert {(told.receiver_her, told.status) for told in receipts(hospital, 2)} == {
        (BYDEL, "1"),
        (BYDEL_CASEWORK, "2"),
    }


def test_an_ok_after_a_rejection_is_handed_on_for_the_record_to_judge(hub, hospital, bydel):
    order(hub, ok_after_rejected={})
    bydel.send(ReceiptParcel(hospital.send(parcel()), BYDEL, "2", (REASON,)))
    last = receipts(hospital, 2)[-1]
    assert last.status == "1"


def test_after_a_resend_the_receipt_names_the_id_that_was_never_stored(hub, hospital, bydel):
    again = parcel()
    lost_id = hospital.send(again)
    hospital.send(again)
    bydel.send(ReceiptParcel(lost_id, BYDEL, "1"))
    (receipt,) = receipts(carrier(hub, "hospital"), 1)
    assert (receipt.message_carrier_id, receipt.message_msg_id) == (lost_id, again.msg_id)


def test_a_receipt_without_document_is_told_all_the_same(hub, hospital, bydel):
    bydel.send(ReceiptParcel(hospital.send(parcel()), BYDEL, "1"))
    hub.app.hub.database.execute("UPDATE delivery SET apprec_id = NULL")
    (receipt,) = receipts(hospital, 1)
    assert (receipt.status, receipt.document) == ("1", None)


def test_a_receipt_that_was_announced_and_is_not_there_is_told_as_it_came(hub, hospital, bydel):
    bydel.send(ReceiptParcel(hospital.send(parcel()), BYDEL, "1"))
    hub.app.hub.database.execute("UPDATE delivery SET apprec_status = NULL")
    states = (event.state for event in hospital.receive(None) if isinstance(event, StateChange))
    assert set(islice(states, 2)) == {"sent", "MessageApprecInfoUpdated"}


def test_a_receipt_whose_document_cannot_be_read_is_told_all_the_same(hub, hospital, bydel):
    bydel.send(ReceiptParcel(hospital.send(parcel()), BYDEL, "1"))
    order(hub, wrong_bytes={"how": "garbage"})
    (receipt,) = receipts(hospital, 1)
    assert (receipt.status, receipt.document) == ("1", None)


def test_a_status_that_we_do_not_know_is_kept_as_it_came(hub, hospital, bydel):
    bydel.send(ReceiptParcel(hospital.send(parcel()), BYDEL, "1"))
    hub.app.hub.database.execute("UPDATE delivery SET apprec_status = 'Splendid'")
    (receipt,) = receipts(hospital, 1)
    assert receipt.status == "Splendid"
