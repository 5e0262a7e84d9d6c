"""POST apprec: the hub writes the AppRec document, mirrored from the message, and both ends fetch it."""

import uuid
from typing import Any, Literal

from samhandling.errors import SamhandlingError
from samhandling.hub.faults import Faults
from samhandling.hub.head import Head
from samhandling.hub.messages import Message, Messages, Receipt
from samhandling.hub.problems import ErrorCode, Problem, invalid
from samhandling.hub.times import DocumentTime
from samhandling.standards.definition import OSLO
from samhandling.standards.receipt import build_receipt
from samhandling.standards.receipt_errors import ReceiptError
from samhandling.standards.receipt_form import Software

SOFTWARE = Software("Samhandling hub", "0.1")
_STATUS_8258: dict[str, Literal["1", "2"]] = {"Ok": "1", "Rejected": "2"}


class Receipts:
    """Gives receipts. The first for a receiver is final; the same again is answered with its id."""

    def __init__(self, messages: Messages, time: DocumentTime, faults: Faults) -> None:
        self._messages, self._time, self._faults = messages, time, faults

    def give(self, message: Message, told: dict[str, Any], client_id: str) -> str:
        """Keep a receipt for one receiver of the message; return the id of its document."""
        receipt, her = _receipt(told), told["appRecSenderHerId"]
        _must_be_answerable(message, her)
        given = self._messages.receipt(message.id, her)
        if given:
            return _same_again(given, receipt)
        receipt_id = self._write(message, her, receipt, client_id)
        if receipt.status == "Rejected" and self._faults.take("ok_after_rejected"):
            self._write(message, her, Receipt("Ok", ()), client_id)
        return receipt_id

    def _write(self, message: Message, her: int, receipt: Receipt, client_id: str) -> str:
        apprec_id, now = str(uuid.uuid4()), self._time.now().astimezone(OSLO).replace(microsecond=0)
        try:
            document = build_receipt(
                message.document,
                her,
                _STATUS_8258[receipt.status],
                tuple(_error(each) for each in receipt.errors),
                apprec_id,
                now,
                SOFTWARE,
            )
        except SamhandlingError as error:
            raise Problem(400, ErrorCode.NO_RECEIPT_POSSIBLE, f"No AppRec can be written: {error}") from error
        head = Head("APPREC", apprec_id, now.isoformat(), her, (message.sender_her,))
        return self._messages.give_receipt(message, receipt, head, document, client_id)


def _receipt(told: dict[str, Any]) -> Receipt:
    status, errors = told["appRecStatus"], tuple(told.get("appRecErrorList") or ())
    if status == "Rejected" and not any((error.get("errorCode") or "").strip() for error in errors):
        raise invalid("appRecErrorList: a rejection needs at least one errorCode")
    if status not in _STATUS_8258:
        raise invalid(f"appRecStatus: {status} is not for these messages")
    return Receipt(status, errors)


def _must_be_answerable(message: Message, her: int) -> None:
    if message.about is not None:
        raise Problem(400, ErrorCode.NO_RECEIPT_POSSIBLE, "A receipt is not receipted")
    if her not in message.receiver_hers:
        raise Problem(403, ErrorCode.NOT_A_PARTY, f"HER-id {her} is no receiver of the message")


def _same_again(given: tuple[Receipt, str], receipt: Receipt) -> str:
    before, receipt_id = given
    if before != receipt:
        raise Problem(400, ErrorCode.RECEIPT_GIVEN, "Another receipt was given; the first is final")
    return receipt_id


def _error(told: dict[str, Any]) -> ReceiptError:
    return ReceiptError(told.get("errorCode") or "", told.get("details") or told.get("description") or "")
