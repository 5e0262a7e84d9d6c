"""The application receipt (AppRec): one per recipient of ours, made from the message that it answers.

Source: HIS 80415 v1.0 and v1.1, HITS 1168:2016. The receipt has the version that belongs to the message; its
addresses mirror the message's, all levels and ids; OriginalMsgId echoes type, GenDate and MsgId letter by
letter.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from samhandling.errors import InvalidMessage, MessageError
from samhandling.standards import catalogue, codes
from samhandling.standards.addresses import her_of, read_party
from samhandling.standards.content import business_contents
from samhandling.standards.definition import OSLO, Tidspunkt, XmlElement, local_name, namespace
from samhandling.standards.header import Header, Role, info_of, read_header
from samhandling.standards.headerscan import DATE_TIME, message_info
from samhandling.standards.issues import Issue
from samhandling.standards.lenient import child, children, text, value
from samhandling.standards.reading import once, read_tree
from samhandling.standards.receipt_errors import ReceiptError
from samhandling.standards.receipt_form import Said, Software, filled, form
from samhandling.standards.writing import tree_to_xml

SAMHANDLING = Software()


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What a receipt says.

    `status` is of 8258: "1" OK, "2" Avvist, "3" OK with errors in a part; an unknown value stays as it came.
    `sender_hers` are the HER-ids of the one that answers, level 1 before level 2, as many as there are.
    `role` is the answering one's: PRIM or COP (1.1), REQ, SPR or COP (1.0), or empty.
    """

    receipt_id: str
    original_msg_id: str
    original_type: str
    original_gen_date_text: str
    status: str
    errors: tuple[ReceiptError, ...]
    sender_hers: tuple[int, ...]
    receiver_hers: tuple[int, ...]
    role: str
    gen_date: dt.datetime | None
    version: str | None

    @property
    def sender_her(self) -> int | None:
        """The answering address: level 2, else level 1."""
        return self.sender_hers[-1] if self.sender_hers else None


def build_receipt(  # noqa: PLR0913, PLR0917  what a receipt is made of
    document: bytes,
    recipient_her: int,
    status: Literal["1", "2"],
    errors: Iterable[ReceiptError],
    receipt_id: str,
    now: dt.datetime,
    software: Software = SAMHANDLING,
) -> bytes:
    """Write the receipt of one recipient for a message, sound or not.

    `now` is aware. Raises InvalidMessage when the message has no readable header, when nobody in it has that
    HER-id, or when a rejection has no error (80415: Avvist always has one).
    """
    header = read_header(_info(document))
    part, sent_as = _recipient(header, recipient_her)
    version = _version(document, header.info)
    errors = tuple(errors)
    if (status == "2") != bool(errors):
        raise InvalidMessage([_issue("receipt-errors", "a rejection has errors, and nothing else has")])
    said = Said(version, status, errors, sent_as, header.type_code, _original_type(header), software)
    own = {
        ("GenDate",): Tidspunkt.of(now.astimezone(OSLO).replace(microsecond=0)),
        ("Id",): receipt_id,
        ("OriginalMsgId", "IssueDate"): _issue_date(header.gen_date, now),
        ("OriginalMsgId", "Id"): header.msg_id,
    }
    return tree_to_xml(filled(form(said, part, header.sender), own))


def receipt_facts(document: bytes) -> ReceiptFacts:
    """Read a receipt of either version, leniently: some leave Inst empty or use ids that are no UUIDs.

    Raises MessageError for bytes that are no XML and InvalidMessage for another document.
    """
    root = read_tree(document)
    if local_name(root.tag) != "AppRec":
        raise InvalidMessage([_issue("root", "the document is no AppRec")])
    return once(root, ReceiptFacts, lambda: _receipt_facts(root))


def _receipt_facts(root: XmlElement) -> ReceiptFacts:
    original = child(root, "OriginalMsgId")
    return ReceiptFacts(
        receipt_id=text(root, "Id"),
        original_msg_id=text(original, "Id"),
        original_type=value(original, "MsgType"),
        original_gen_date_text=text(original, "IssueDate"),
        status=value(root, "Status"),
        errors=tuple(_read_error(error) for error in children(root, "Error")),
        sender_hers=_hers(child(root, "Sender")),
        receiver_hers=_hers(child(root, "Receiver")),
        role=value(root, "Sender", "Role"),
        gen_date=Tidspunkt(text(root, "GenDate")).moment,
        version=catalogue.APPREC.version_of(root.tag[1:].partition("}")[0]),
    )


def _info(document: bytes) -> XmlElement:
    """Where the header stands in a document that parses, or in one whose header can be read whole."""
    try:
        info = info_of(read_tree(document))
    except MessageError:
        info = message_info(document)
    if info is None:
        raise InvalidMessage([_issue("no-header", "the message has no header that can be read")])
    return info


def _recipient(header: Header, her: int) -> tuple[XmlElement, Role]:
    found = next((one for one in header.receivers if her_of(one[0]) == her), None)
    if found is None:
        raise InvalidMessage([_issue("no-such-receiver", f"HER-id {her} is no receiver of the message")])
    return found


def _version(document: bytes, info: XmlElement) -> str:
    """By the content's namespace; in a document that does not parse, by the first of ours in its bytes."""
    above = info.getparent()
    contents = business_contents(info if above is None else above)
    if len(contents) == 1:
        return catalogue.receipt_version(namespace(contents[0].tag))
    known = (
        uri
        for row in catalogue.MESSAGE_TYPES.values()
        for uri in row.versions.values()
        if uri.encode() in document
    )
    return catalogue.receipt_version(next(known, ""))


def _original_type(header: Header) -> tuple[str, str | None]:
    """Code and name as they stand in the message; the oldest types too (E, H)."""
    if not value(header.type):
        return header.type_code, codes.name("8279", header.type_code)
    return value(header.type), value(header.type, attribute="DN") or None


def _issue_date(gen_date: str, now: dt.datetime) -> str:
    """GenDate as it stands. A receipt cannot hold one that is no dateTime: its day at midnight, else now."""
    if DATE_TIME.fullmatch(gen_date) and Tidspunkt(gen_date).moment:
        return gen_date
    day = Tidspunkt(gen_date).day
    return f"{day}T00:00:00" if day else Tidspunkt.of(now.astimezone(OSLO).replace(microsecond=0))


def _read_error(error: XmlElement) -> ReceiptError:
    """Code and explanation; the code's name where no explanation was given."""
    explanation = error.get("OT", "").strip() or error.get("DN", "").strip()
    return ReceiptError(error.get("V", "").strip(), explanation)


def _hers(part: XmlElement | None) -> tuple[int, ...]:
    """HER-ids of both levels, the virksomhet's first; the old dotted form gives both."""
    party = read_party(part)
    return tuple(her for her in (party.virksomhet_her, party.tjeneste_her) if her)


def _issue(rule: str, message: str) -> Issue:
    return Issue(0, "/", rule, message, message)
