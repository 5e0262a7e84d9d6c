"""POST /messages and everything under /messages/{id}."""

import base64
import binascii

from samhandling.hub.api.caller import Caller
from samhandling.hub.api.endpoint import read_json
from samhandling.hub.faults import Fault
from samhandling.hub.head import Head, Unreadable, read_head
from samhandling.hub.http import JSON, Answer, Request, answer_json
from samhandling.hub.messages import Message
from samhandling.hub.problems import ErrorCode, Problem, invalid
from samhandling.hub.service import Hub
from samhandling.hub.shapes import Check, boolean, her_id, is_uuid, listing, nullable, record, text, word

_OVERRIDES: dict[str, Check] = {
    **dict.fromkeys(("cpaId", "conversationId", "service", "serviceType", "action"), text),
    **dict.fromkeys(("senderRole", "receiverRole", "middlewareName", "middlewareVersion"), text),
    "compressPayload": boolean,
}
_APPLICATION = {"applicationName": text, "applicationVersion": text}
_MESSAGE = record(
    {
        "businessDocument": text,
        "senderHerId": her_id,
        "receiverHerIds": listing(her_id, least=1),
        "contentType": word("application/xml"),
        "contentTransferEncoding": word("base64"),
        "messageTypeIdentificator": text,
        "transportMetadataOverrides": record(_OVERRIDES),
        **_APPLICATION,
    },
    required=(
        "businessDocument",
        "senderHerId",
        "receiverHerIds",
        "contentType",
        "contentTransferEncoding",
        "messageTypeIdentificator",
    ),
)
_ERROR = record(dict.fromkeys(("errorCode", "details", "description", "oid"), nullable(text)))
_APPREC = record(
    {
        "appRecSenderHerId": her_id,
        "appRecStatus": word("Ok", "Rejected", "OkErrorInMessagePart"),
        "appRecErrorList": listing(_ERROR),
        "transportMetadataOverrides": record(
            {**_OVERRIDES, "transportSenderHerId": her_id, "transportReceiverHerId": her_id}
        ),
        **_APPLICATION,
    },
    required=("appRecSenderHerId", "appRecStatus"),
)
# Written by hand: to look through a long text for what JSON must escape is half of what it costs to give it
_DOCUMENT = b'{"businessDocument":"%b","contentType":"application/xml","contentTransferEncoding":"base64"}'
_DOWNLOADED = record({"receiverHerId": her_id}, required=("receiverHerId",))


def post_message(hub: Hub, request: Request, caller: Caller) -> Answer:
    """Take a document whose outside says what its inside says; it is sent after the answer."""
    told = read_json(hub, request, _MESSAGE)
    hub.configurations.allow(caller.client, [told["senderHerId"]])
    document = _decoded(told["businessDocument"])
    try:
        head = read_head(document)
    except Unreadable as error:
        raise Problem(400, ErrorCode.UNREADABLE, str(error)) from error
    _hold_against(head, told)
    for her in head.receiver_hers:
        if not hub.clients.is_known(her):
            raise Problem(400, ErrorCode.UNKNOWN_RECEIVER, f"Nobody here receives for HER-id {her}")
    message_id = hub.messages.accept(head, told["receiverHerIds"], document, caller.client.client_id)
    hub.dispatch.wake()
    return answer_json({"id": message_id}, 202)


def get_message(hub: Hub, request: Request, caller: Caller) -> Answer:
    """Show what is known of a message, without its document."""
    message = _message(hub, request, caller)
    told = {
        "id": message.id,
        "senderHerId": message.sender_her,
        "receiverHerIds": message.receiver_hers,
        "businessDocumentId": message.msg_id,
        "businessDocumentGenDate": message.gen_date,
        "businessDocumentMsgType": message.type_code,
        "contentType": "application/xml",
    }
    return answer_json(told)


def get_document(hub: Hub, request: Request, caller: Caller) -> Answer:
    """Give the bytes as they were posted; a receiver who takes them acknowledges the delivery."""
    message = _message(hub, request, caller)
    own = caller.client.her_ids.intersection(message.receiver_hers)
    if own:
        hub.messages.mark_fetched(message, sorted(own))
    fault = hub.faults.take("wrong_bytes", request.path)
    document = base64.b64encode(_spoilt(message.document, fault))
    return Answer(200, _DOCUMENT % (b"%%%" if fault and fault.how == "garbage" else document), JSON)


def get_status(hub: Hub, request: Request, caller: Caller) -> Answer:
    """Show how the message stands at each receiver."""
    message = _message(hub, request, caller)
    return answer_json({"statusList": hub.messages.status(message.id)})


def post_apprec(hub: Hub, request: Request, caller: Caller) -> Answer:
    """Write the receipt of one receiver; both ends fetch it by the id that is returned."""
    told = read_json(hub, request, _APPREC)
    message = _message(hub, request, caller)
    hub.configurations.allow(caller.client, [told["appRecSenderHerId"]])
    receipt_id = hub.receipts.give(message, told, caller.client.client_id)
    return answer_json({"id": receipt_id}, 202)


def put_downloaded(hub: Hub, request: Request, caller: Caller) -> Answer:
    """Note that a receiver has the message safe."""
    told = read_json(hub, request, _DOWNLOADED)
    message, her = _message(hub, request, caller), told["receiverHerId"]
    hub.configurations.allow(caller.client, [her])
    if her not in message.receiver_hers:
        raise Problem(403, ErrorCode.NOT_A_PARTY, f"HER-id {her} is no receiver of the message")
    hub.messages.mark_downloaded(message.id, her)
    return Answer(204)


def _message(hub: Hub, request: Request, caller: Caller) -> Message:
    message_id = request.path_params["id"]
    if not is_uuid(message_id):
        raise invalid("id: must be a UUID")
    message = hub.messages.find(message_id.lower())
    if message is None:
        raise Problem(404, ErrorCode.NOT_FOUND, "The message is not here")
    own = caller.client.her_ids & {message.sender_her, *message.receiver_hers}
    if not own:
        raise Problem(403, ErrorCode.NOT_A_PARTY, "You are no party to the message")
    hub.configurations.allow(caller.client, own)
    return message


def _decoded(told: str) -> bytes:
    try:
        return base64.b64decode(told, validate=True)
    except (binascii.Error, ValueError) as error:
        raise invalid(f"businessDocument: is not base64: {error}") from error


def _hold_against(head: Head, told: dict[str, object]) -> None:
    """Raise a Problem unless type, sender and receivers outside are those of the document."""
    pairs = [
        ("messageTypeIdentificator", told["messageTypeIdentificator"], head.type_code),
        ("senderHerId", told["senderHerId"], head.sender_her),
        ("receiverHerIds", sorted(told["receiverHerIds"]), sorted(head.receiver_hers)),  # type: ignore[call-overload]
    ]
    faults = [
        f"{name}: {outside}, but the document says {inside}"
        for name, outside, inside in pairs
        if outside != inside
    ]
    if faults:
        raise Problem(400, ErrorCode.MISMATCH, "The document says otherwise", faults)


def _spoilt(document: bytes, fault: Fault | None) -> bytes:
    """Return the bytes that a faulty hub gives; without a fault, those that were posted."""
    if fault is None:
        return document
    return document[: len(document) // 2] if fault.how == "cut" else document + b"<!-- other bytes -->"
