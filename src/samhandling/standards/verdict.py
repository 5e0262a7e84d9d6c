"""What to do with a document that has arrived: accept, reject with reasons, or ignore with a reason.

The steps, in order, each with its own exit:

    open        too large, DOCTYPE, not well-formed, a receipt, no readable header
    addresses   nobody here is a receiver
    sender      nobody to answer
    memory      the same message is held already
    format      a format, version or type that we do not take (T10)
    structure   the schema (T02)
    rules       everything else (rules/)

Sources: HIS 80415 v1.1, HITS 1168:2016. Nothing here raises, whatever the bytes are.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from samhandling.errors import DoctypeRefused, Issue, MalformedXml, TooLarge
from samhandling.standards import catalogue
from samhandling.standards.definition import XmlElement, local_name, namespace
from samhandling.standards.facts import MessageFacts, PatientFacts, facts_of
from samhandling.standards.header import Header, info_of, read_header
from samhandling.standards.headerscan import scan
from samhandling.standards.policy import DEFAULT, ReceivingPolicy
from samhandling.standards.reading import check_tree, holds_little, read_tree
from samhandling.standards.receipt_errors import ReceiptError, receipt_errors
from samhandling.standards.recipients import OwnAddresses, OwnRecipient, own_recipients
from samhandling.standards.rules import ALWAYS, FORMAT, RULES, Letter, Rule
from samhandling.standards.rules.patient import TREATED_HERE

Seen = Callable[[int, str], str | None]
"""(sender's HER-id, MsgId) → SHA-256 in hex of the message that we hold with them, or None."""

HasRecord = Callable[[PatientFacts], bool]
"""Whether a patient has a record at the receiver: asked for an epikrise, see E35 of 8221."""

IgnoreReason = Literal[
    "foreign-addressee",  # no receiver here: HITS 1168 § 5.3
    "duplicate",  # the same bytes again
    "conflicting-duplicate",  # the same sender and MsgId with other bytes: to be quarantined
    "receipt",  # an AppRec: never answered with another
    "sender-unreadable",  # nobody to answer: HITS 1168 § 5.3
    "too-large",
    "doctype",
    "not-well-formed",  # these three only where the policy says "ignore"
    "unknown-format",
    "invalid-structure",
]

APPREC_NAMESPACES = "http://www.kith.no/xmlstds/apprec/"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do, and why.

    `facts` are None where no header can be read. `issues` holds errors and warnings in the order found.
    `recipients` are our own: each gets one receipt on accept and on reject; `errors_for` says what is in it.
    """

    outcome: Literal["accept", "reject", "ignore"]
    reason: IgnoreReason | None = None
    facts: MessageFacts | None = None
    issues: tuple[Issue, ...] = ()
    recipients: tuple[OwnRecipient, ...] = ()
    errors: tuple[ReceiptError, ...] = ()

    def errors_for(self, recipient: OwnRecipient) -> tuple[ReceiptError, ...]:
        """The errors in one recipient's receipt: the message's and its own; none means status 1."""
        return (*self.errors, *recipient.errors)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """The document and all that is known around it."""

    document: bytes
    addresses: OwnAddresses | None
    transport_from: int | None
    transport_to: int | None
    seen: Seen
    policy: ReceivingPolicy
    has_record: HasRecord | None


def never_seen(sender_her: int, msg_id: str) -> None:
    """For a document that is judged alone."""


def verdict(  # noqa: PLR0913, PLR0917  everything that a verdict depends on
    document: bytes,
    own_addresses: OwnAddresses | None,
    transport_from: int | None = None,
    transport_to: int | None = None,
    seen: Seen = never_seen,
    policy: ReceivingPolicy = DEFAULT,
    has_record: HasRecord | None = None,
) -> Verdict:
    """Judge a document.

    `own_addresses` None means that the receiver is us, whoever it is. `transport_from` and `transport_to` are
    the HER-ids on the outside. `seen` tells what is held already, `has_record` who is a patient here.
    """
    arrival = _Arrival(document, own_addresses, transport_from, transport_to, seen, policy, has_record)
    try:
        root = read_tree(document, policy.limits)
    except TooLarge as refused:
        return Verdict("ignore", "too-large", issues=refused.issues)
    except DoctypeRefused as refused:
        return Verdict("ignore", "doctype", issues=refused.issues)
    except MalformedXml as broken:
        return _broken(arrival, broken.issues)
    return _opened(arrival, root)


def _broken(arrival: _Arrival, issues: tuple[Issue, ...]) -> Verdict:
    """Not well-formed: answered only when the header stands whole before the fault."""
    facts = scan(arrival.document)
    if facts is None:
        return Verdict("ignore", "sender-unreadable", issues=issues)
    before = _before_the_content(arrival, facts)
    if before.outcome == "ignore":
        return replace(before, issues=issues)
    return _refused(before, issues, arrival.policy.not_well_formed, "not-well-formed")


def _opened(arrival: _Arrival, root: XmlElement) -> Verdict:
    if is_receipt(root):
        return Verdict("ignore", "receipt")
    info = info_of(root)
    if info is None:
        return Verdict("ignore", "sender-unreadable", issues=tuple(check_tree(root)))
    header = read_header(info)
    facts = facts_of(info, root, header)
    if facts.type_code == catalogue.APPREC.code:
        return Verdict("ignore", "receipt", facts)
    before = _before_the_content(arrival, facts)
    return before if before.outcome == "ignore" else _judged(before, _letter(arrival, root, header, facts))


def is_receipt(root: XmlElement) -> bool:
    """An AppRec of any version, sound or not."""
    return local_name(root.tag) == "AppRec" and namespace(root.tag).startswith(APPREC_NAMESPACES)


def _before_the_content(arrival: _Arrival, facts: MessageFacts) -> Verdict:
    """The steps that need the header only; "accept" so far, with our recipients, or a reason to ignore."""
    recipients = own_recipients(facts.receivers, arrival.addresses, arrival.policy)
    if not recipients and arrival.addresses is not None:
        return Verdict("ignore", "foreign-addressee", facts)
    if facts.sender.her is None:
        return Verdict("ignore", "sender-unreadable", facts)
    if held := arrival.seen(facts.sender.her, facts.msg_id) if facts.msg_id else None:
        is_same = held == hashlib.sha256(arrival.document).hexdigest()
        return Verdict("ignore", "duplicate" if is_same else "conflicting-duplicate", facts)
    return Verdict("accept", None, facts, recipients=recipients)


_DECLARATION = 5  # <?xml


def _letter(arrival: _Arrival, root: XmlElement, header: Header, facts: MessageFacts) -> Letter:
    asked = arrival.has_record if facts.type_code in TREATED_HERE else None
    return Letter(
        root=root,
        header=header,
        facts=facts,
        row=catalogue.type_of(facts.type_code),
        size=len(arrival.document),
        transport_from=arrival.transport_from,
        transport_to=arrival.transport_to,
        policy=arrival.policy,
        has_record=asked(facts.patient) if asked and facts.patient else None,
        has_instructions=b"<?" in arrival.document[_DECLARATION:],
    )


def _judged(before: Verdict, letter: Letter) -> Verdict:
    """Format, then structure, then the rules. A step that fails is the last: no later one is sure."""
    always = _asked(ALWAYS, letter)
    if found := _asked(FORMAT, letter):
        return _refused(before, (*always, *found), letter.policy.unknown_format, "unknown-format")
    if found := _structure(letter):
        return _refused(before, (*always, *found), letter.policy.invalid_structure, "invalid-structure")
    return _settled(before, (*always, *_asked(RULES, letter)))


def _asked(rules: Iterable[Rule], letter: Letter) -> list[Issue]:
    return [issue for rule in rules for issue in rule.issues(letter)]


def _structure(letter: Letter) -> list[Issue]:
    """Faults against the schema. Broken base64 is a rule of its own, where the receiver may choose."""
    issues = check_tree(letter.root, is_small=holds_little(letter.size))
    return [issue for issue in issues if issue.rule != "base64"]


def _refused(
    before: Verdict, issues: tuple[Issue, ...], choice: Literal["reject", "ignore"], reason: IgnoreReason
) -> Verdict:
    if choice == "ignore":
        return replace(before, outcome="ignore", reason=reason, issues=issues, recipients=())
    return replace(before, outcome="reject", issues=issues, errors=receipt_errors(issues))


def _settled(before: Verdict, issues: tuple[Issue, ...]) -> Verdict:
    """Rejected for the message's own faults, or because none of our recipients takes it."""
    errors = receipt_errors(issues) + (() if before.recipients else (NO_ADDRESS,))
    nobody = all(recipient.errors for recipient in before.recipients)
    outcome: Literal["accept", "reject"] = "reject" if errors or nobody else "accept"
    return replace(before, outcome=outcome, issues=issues, errors=errors)


NO_ADDRESS = ReceiptError("E21", "mottakeren har ingen HER-id som kan leses")
"""Only where the receiver is us whoever it is: with addresses of our own, nobody without HER-id is us."""
