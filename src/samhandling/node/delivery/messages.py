"""Messages that have come: judge, file, and answer each of our own recipients."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node import clock, statements
from samhandling.node.access import acts
from samhandling.node.access.actor import WORKER
from samhandling.node.access.audit import record
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import open_task
from samhandling.node.delivery import outbox, work
from samhandling.node.delivery.models import Incoming
from samhandling.node.journal import contents, held
from samhandling.node.journal.actions import file_message
from samhandling.node.journal.models import Direction
from samhandling.node.own import own_addresses, own_hers
from samhandling.node.patients.matching import UNKNOWN, match
from samhandling.node.patients.realness import why_not
from samhandling.node.recordsystem import modes
from samhandling.standards.policy import DEFAULT, ReceivingPolicy
from samhandling.standards.reading import parsed_once
from samhandling.standards.receipt import receipt_facts
from samhandling.standards.receipt_errors import ReceiptError
from samhandling.standards.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samhandling.node.journal.models import Message, Recipient
    from samhandling.standards.facts import MessageFacts, PatientFacts
    from samhandling.standards.verdict import Verdict

QUIET = frozenset({"duplicate", "foreign-addressee", "receipt"})
"""Reasons to ignore that lose nothing. After any other one, a person must know what was passed by."""

REMOVED = "ignored:removed"
WRONG_NUMBER = "E31"  # 8221: Pasientens fødselsnummer er feil


@dataclass(frozen=True)
class Letter:
    """A message that came, what to do with it, and what we hold from the same sender under its MsgId.

    `wrong_world` is why its patient may not enter this node, None when there is no such reason.
    """

    piece: Incoming
    raw: bytes
    judged: Verdict
    held: Message | None
    wrong_world: str | None

    @property
    def facts(self) -> MessageFacts:
        """Always there when the message is accepted or rejected: somebody must be answered."""
        if self.judged.facts is None:
            raise Conflict("A verdict that answers without knowing whom")
        return self.judged.facts


@parsed_once()
def handle(piece: Incoming) -> None:
    """Judge a message outside any transaction; then file and answer it, or put it aside, in one.

    The same bytes may have come twice, and been removed when the first of them was handled.
    """
    raw = contents.raw_of(piece.content_id)
    if raw is None:
        work.finish(piece, outcome=REMOVED)
        return
    letter = _open(piece, raw)
    with transaction.atomic():
        _OUTCOMES[letter.judged.outcome](letter)


def receiving_policy() -> ReceivingPolicy:
    """What this node's home chooses where the standard leaves it to the receiver."""
    known = {field.name for field in fields(ReceivingPolicy)} - {"limits"}
    chosen = {name: value for name, value in settings.HOME.receiving.items() if name in known}
    if "attachment_formats" in chosen:
        chosen["attachment_formats"] = frozenset(chosen["attachment_formats"])
    return replace(DEFAULT, **chosen)


def _open(piece: Incoming, raw: bytes) -> Letter:
    memory = _Memory(contents.sha256_of(raw), piece.receiver_her)
    judged = verdict(
        raw,
        own_addresses(),
        piece.sender_her,
        piece.receiver_her,
        memory.seen,
        receiving_policy(),
        _may_have_record,
    )
    reason = _wrong_world(judged)
    if reason is not None and judged.outcome == "accept":
        judged = replace(judged, outcome="reject", errors=(ReceiptError(WRONG_NUMBER, reason),))
    return Letter(piece, raw, judged, memory.held, reason)


@dataclass
class _Memory:
    """Asks the record once what it holds from a sender under a MsgId."""

    sha256: str
    carried_to: int | None
    held: Message | None = None

    def seen(self, sender_her: int, msg_id: str) -> str | None:
        self.held = held.message(sender_her, msg_id)
        if self.held is None or self._comes_back():
            return None
        return self.held.content.sha256

    def _comes_back(self) -> bool:
        """Held before anybody received it here: since one of our own services sent it, or by a copy.

        A copy is of what came to a service in lyttemodus; this time it came to one that is not.
        """
        if self.held.content.sha256 != self.sha256 or held.is_answered(self.held):
            return False
        return self.held.direction == Direction.OUT or modes.is_first_for(self.held, self.carried_to)


def _may_have_record(patient: PatientFacts) -> bool:
    """False only when nobody here has the number: where it is unsure who it is, a person decides."""
    return match(patient).reason != UNKNOWN


def _wrong_world(judged: Verdict) -> str | None:
    """No real person in a test system, no invented one in production."""
    patient = judged.facts.patient if judged.facts else None
    return why_not(number for _kind, number in patient.idents) if patient else None


def _accept(letter: Letter) -> None:
    message, recipients = _held(letter) or _file(letter, letter.facts)
    record(WORKER, acts.RECEIVE_MESSAGE, patient=message.entry.patient, message=message)
    _answer(letter, message, recipients)
    work.finish(letter.piece, outcome="accepted", message=message)


def _reject(letter: Letter) -> None:
    """Keep the envelope for the receipt, but out of the record: nobody may use what we have refused."""
    facts = letter.facts
    if not facts.msg_id:
        facts = replace(facts, msg_id=f"uten MsgId {contents.sha256_of(letter.raw)}", conversation_id="")
        if held.message(facts.sender.her, facts.msg_id):
            work.finish(letter.piece, outcome="ignored:duplicate")
            return
    message, recipients = _held(letter) or _file(letter, facts, rejected=True)
    record(WORKER, acts.REJECT_MESSAGE, message=message)
    if letter.wrong_world and letter.held is None:
        contents.remove(letter.piece.content_id)
    _answer(letter, message, recipients)
    work.finish(letter.piece, outcome="rejected", message=message)


def _ignore(letter: Letter) -> None:
    piece, reason = letter.piece, str(letter.judged.reason)
    outcome = f"ignored:{reason}"
    if _may_not_keep(letter):
        contents.remove(piece.content_id)
    if reason == "receipt":
        _pass_on(piece)
    if reason in QUIET:
        work.finish(piece, outcome=outcome, message=letter.held)
        return
    explanation = "\n".join(issue.message_no for issue in letter.judged.issues)
    work.park(piece, reason, explanation, outcome=outcome, message=letter.held)
    kind = Task.Kind.CONFLICTING_DUPLICATE if reason == "conflicting-duplicate" else Task.Kind.PARKED
    open_task(kind, piece.pk, message=letter.held, incoming=piece, explanation=explanation)


def _may_not_keep(letter: Letter) -> bool:
    """Another's patient, or one of the wrong world; not the bytes of a message that is in the record."""
    if letter.judged.reason == "foreign-addressee":
        return held.by_facts(letter.judged.facts) is None
    in_record = letter.judged.reason == "duplicate" and letter.held is not None and not letter.held.rejected
    return letter.wrong_world is not None and not in_record


def _pass_on(piece: Incoming) -> None:
    """A receipt that came as a message is handled as what it is."""
    facts = receipt_facts(contents.raw_of(piece.content_id) or b"")
    receipt = Incoming(
        kind=Incoming.Kind.RECEIPT,
        carrier_id="",
        receiver_her=facts.sender_her,
        content_id=piece.content_id,
        detail={"msg_id": facts.original_msg_id},
        received_at=piece.received_at,
        next_at=clock.true_now(),
    )
    statements.insert(receipt)


_OUTCOMES = {"accept": _accept, "reject": _reject, "ignore": _ignore}


def _held(letter: Letter) -> tuple[Message, list[Recipient]] | None:
    """A message between two of our own services is in the record since it was sent."""
    return (letter.held, list(letter.held.recipients.all())) if letter.held else None


def _file(letter: Letter, facts: MessageFacts, *, rejected: bool = False) -> tuple[Message, list[Recipient]]:
    filed = file_message(
        facts,
        letter.piece.content_id,
        letter.raw,
        direction=Direction.IN,
        own_hers=own_hers(),
        rejected=rejected,
    )
    return filed.message, filed.recipients


def _answer(letter: Letter, message: Message, recipients: Iterable[Recipient]) -> None:
    """One receipt per own recipient, all on the first copy that came (HITS 1168).

    A service that we do not have can't speak for itself; the address that the carrier used does.
    """
    rows = {row.her: row for row in sorted(recipients, key=lambda row: row.role)}  # PRIM over COP
    carried_to = letter.piece.receiver_her
    answers = [
        (rows[own.her], own.her if own.known else carried_to or own.her, letter.judged.errors_for(own))
        for own in modes.answered_here(letter.judged.recipients, carried_to)
    ]
    outbox.put_receipts(message, letter.piece.carrier_id, answers)
