"""How each message stands: accepted or rejected by its receipts, replaced or cancelled by later messages.

Input is a set: duplicates fall away and order means nothing. Time is each document's own (GenDate), so both
ends come to the same standing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from samhandling.stay.events import Message, Receipt, Recipient

ORDER = (
    "LOG_INNLAGT", "INNLEGGELSESRAPPORT", "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR", "DIALOG_NOTAT",
    "DIALOG_HELSEFAGLIG", "DIALOG_FORESPORSEL", "DIALOG_SVAR", "DIALOG_AVVIK", "LOG_AVMELDING",
    "UTSKRIVNINGSRAPPORT", "LOG_UTSKREVET", "EPIKRISE",
)  # fmt: skip
"""Messages of the same second stand in the order of a stay (messages.md § 14)."""
_RANK = {code: rank for rank, code in enumerate(ORDER)}
_STATUS_RANK = {"A": 1, "O": 1, "M": 1, "C": 2}


class Answered(StrEnum):
    """What the receivers' receipts say of a message."""

    ACCEPTED = "accepted"  # a primary receiver has it
    REJECTED = "rejected"  # every primary receiver that answered refused it: it is not in their record
    PENDING = "pending"  # no receipt yet


class Standing(StrEnum):
    """How a message stands after later messages about it (HISD 1154)."""

    CURRENT = "current"
    REPLACED = "replaced"  # by a change
    CANCELLED = "cancelled"  # it never was, but it is shown
    CANCELLATION = "cancellation"  # itself a cancellation


# A member is dear to ask its enum for (Python 3.11), and a fold asks thousands of times
ACCEPTED, REJECTED, PENDING = Answered
CURRENT, REPLACED, CANCELLED, CANCELLATION = Standing


class Knowledge(NamedTuple):
    """What one receiver knows of a message: `at` is when it had it (its receipt), None before that."""

    recipient: Recipient
    answered: Answered
    at: datetime | None = None
    receipt_id: str = ""
    errors: tuple[str, ...] = ()


class Held(NamedTuple):
    """A message with all that is known about it.

    `received_at` is the first primary receiver's positive receipt, `changed_by` the MsgId of the change or
    cancellation. `alive`: it was said and never cancelled, though it may be replaced or refused. `counts`:
    what it says is to be believed, because it is alive and was not refused either.
    """

    message: Message
    msg_id: str
    said_at: datetime
    known: tuple[Knowledge, ...]
    answered: Answered
    received_at: datetime | None
    standing: Standing
    changed_by: str
    alive: bool
    counts: bool

    @property
    def evidence(self) -> tuple[str, ...]:
        """The MsgId and the ids of its receipts."""
        return (self.msg_id, *[k.receipt_id for k in self.known if k.receipt_id])


def in_time(message: Message) -> tuple[datetime, int, str, int]:
    """Sort key: when it was said, then the order of a stay, then ids, so that no tie is left to chance."""
    rank = _RANK.get(message.type_code, len(_RANK)) * 10 + _STATUS_RANK.get(message.status, 0)
    return message.said_at, rank, message.msg_id, message.sender.her


def unique(messages: Iterable[Message]) -> tuple[list[Message], frozenset[str]]:
    """Every message once, in time order; and MsgIds that a sender used for different content.

    Of two that share sender and MsgId but differ, one is taken by a rule that no order changes; it is never
    trusted silently.
    """
    chosen: dict[tuple[int, str], Message] = {}
    odd = set()
    for message in messages:
        key = message.sender.her, message.msg_id
        other = chosen.setdefault(key, message)
        if other is not message and other != message:
            chosen[key] = min(other, message, key=repr)
            odd.add(message.msg_id)
    return sorted(chosen.values(), key=in_time), frozenset(odd)


def hold(once: Sequence[Message], receipts: Iterable[Receipt]) -> list[Held]:
    """Messages from `unique` with their receipts and standing, in the same order."""
    by_message: dict[str, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        by_message[receipt.msg_id].append(receipt)
    known = [_known(message, by_message.get(message.msg_id)) for message in once]
    answers = [_answer(k) for k in known]
    standings = _standings(once, answers)
    return [
        _held(message, known[n], answers[n], standings.get(n, _CURRENT)) for n, message in enumerate(once)
    ]


def _held(
    message: Message,
    known: tuple[Knowledge, ...],
    answer: tuple[Answered, datetime | None],
    standing: tuple[Standing, str],
) -> Held:
    alive = standing[0] is CURRENT or standing[0] is REPLACED
    counts = alive and answer[0] is not REJECTED
    return Held(message, message.msg_id, message.said_at, known, *answer, *standing, alive, counts)


def _known(message: Message, receipts: Sequence[Receipt] | None) -> tuple[Knowledge, ...]:
    if not receipts:
        return tuple([Knowledge(recipient, PENDING) for recipient in message.receivers])
    if len(receipts) > 1:  # the first is final (HIS 80415)
        receipts = sorted(receipts, key=lambda r: (r.at, r.receipt_id, r.status))
    alone = len(message.receivers) == 1
    return tuple([_knowledge(recipient, receipts, alone=alone) for recipient in message.receivers])


def _knowledge(recipient: Recipient, receipts: Sequence[Receipt], *, alone: bool) -> Knowledge:
    """What this receiver's own receipt says; it is told by HER-id.

    Where only one receiver can be meant, the virksomhet's HER-id will do, and so will none: old systems may
    answer with other ids.
    """
    address = recipient.address
    for receipt in receipts:
        hers = receipt.hers
        if address.her in hers or (alone and (not hers or address.virksomhet in hers)):
            answered = ACCEPTED if receipt.status == "1" else REJECTED
            return Knowledge(recipient, answered, receipt.at, receipt.receipt_id, receipt.errors)
    return Knowledge(recipient, PENDING)


def _answer(known: Sequence[Knowledge]) -> tuple[Answered, datetime | None]:
    """The primary receivers' answer together, and when the first of them had it. Copies decide nothing."""
    if len(known) > 1:
        known = [k for k in known if k.recipient.role != "COP"] or known
    times = [k.at for k in known if k.answered is ACCEPTED and k.at]
    if times:
        return ACCEPTED, min(times)
    rejected = any(k.answered is REJECTED for k in known)
    return (REJECTED if rejected else PENDING), None


CHANGES = frozenset("MCAO")
"""Statuses of 7309 that act on earlier messages; A and O are old systems' words for a change (HISD 1154)."""
_CURRENT = (CURRENT, "")


def _standings(
    once: Sequence[Message], answers: Sequence[tuple[Answered, object]]
) -> dict[int, tuple[Standing, str]]:
    """What changes and cancellations do to the earlier versions of the same message.

    A rejected change never reached the other end's record and so changes nothing.
    """
    if not any(message.status in CHANGES for message in once):
        return {}
    versions: dict[str, list[int]] = defaultdict(list)
    for n, first in enumerate(_first_versions(once)):
        versions[first].append(n)
    standings: dict[int, tuple[Standing, str]] = {}
    for numbers in versions.values():
        if len(numbers) > 1 or once[numbers[0]].status in CHANGES:
            standings |= _chain_standings([(n, once[n], answers[n][0]) for n in numbers])
    return standings


def _first_versions(once: Sequence[Message]) -> list[str]:
    """For each message, the MsgId of its first version.

    A change belongs to the message that it points to. Where that one is not held, it belongs to the last
    message of its type in the conversation. Other types in the conversation are never touched.
    """
    first_of: dict[tuple[str, str, int], str] = {}
    last_in: dict[tuple[str, str, int], str] = {}
    found = []
    for message in once:
        code, sender = message.type_code, message.sender.virksomhet
        conversation = message.conversation_id or message.msg_id, code, sender
        first = message.msg_id
        if message.status in CHANGES:
            pointed = (first_of.get((ref, code, sender)) for ref in message.refers_to)
            first = next(filter(None, pointed), None) or last_in.get(conversation) or conversation[0]
        first_of[message.msg_id, code, sender] = last_in[conversation] = first
        found.append(first)
    return found


def _chain_standings(chain: Sequence[tuple[int, Message, Answered]]) -> dict[int, tuple[Standing, str]]:
    """Walk one conversation from its end: the nearest later cancellation wins, else the nearest change."""
    standings: dict[int, tuple[Standing, str]] = {}
    canceller = changer = ""
    for n, message, answer in reversed(chain):
        if message.status == "C":
            standings[n] = (CANCELLATION, "")
        elif canceller:
            standings[n] = (CANCELLED, canceller)
        elif changer:
            standings[n] = (REPLACED, changer)
        if answer is REJECTED:
            continue
        if message.status == "C":
            canceller = message.msg_id
        elif message.status in CHANGES:
            changer = message.msg_id
    return standings
