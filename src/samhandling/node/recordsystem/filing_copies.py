"""Putting a copy into the record: as if it had come or gone here, but nothing is sent or answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from samhandling.node import clock, statements
from samhandling.node.access import acts
from samhandling.node.access.actor import WORKER
from samhandling.node.access.audit import record
from samhandling.node.correspondence.models import Task
from samhandling.node.correspondence.tasks import close_tasks, open_task, task_key
from samhandling.node.delivery import receipts, tracking, work
from samhandling.node.delivery.models import Incoming, Work
from samhandling.node.delivery.states import Event
from samhandling.node.delivery.unmatched import Unmatched, message_of
from samhandling.node.journal import contents, held
from samhandling.node.journal.actions import file_message
from samhandling.node.journal.changes import changed_by
from samhandling.node.journal.models import Direction, Receipt, Recipient
from samhandling.node.own import is_own, own_hers
from samhandling.standards.reading import read_tree
from samhandling.standards.receipt import receipt_facts
from samhandling.standards.verdict import is_receipt, verdict

if TYPE_CHECKING:
    from samhandling.standards.facts import MessageFacts
    from samhandling.standards.receipt import ReceiptFacts
    from samhandling.standards.verdict import Verdict

UNSOUND = "copy-unsound"
ELSEWHERE = "Kopien av kvitteringen er til en annen tjeneste enn den som sendte meldingen."
SENT_BY_IT = "Sendt av journalsystemet"


def handle(piece: Incoming) -> None:
    """File a copy. Raises Unmatched for a receipt whose message is not here yet."""
    raw = contents.raw_of(piece.content_id)
    if raw is None:
        work.finish(piece, outcome="ignored:removed")
    elif is_receipt(read_tree(raw)):
        _receipt(piece, receipt_facts(raw))
    else:
        _message(piece, raw)


def _message(piece: Incoming, raw: bytes) -> None:
    judged = verdict(raw, None)
    if judged.facts is not None and (known := held.by_facts(judged.facts)):
        is_same = known.content_id == piece.content_id
        if is_same:
            work.finish(piece, outcome="ignored:duplicate", message=known)
        else:
            _put_aside(piece, judged, Task.Kind.CONFLICTING_DUPLICATE, "conflicting-duplicate")
    elif judged.outcome == "accept" and judged.facts is not None:
        _file(piece, raw, judged.facts)
    else:
        _put_aside(piece, judged, Task.Kind.PARKED, UNSOUND)


@transaction.atomic
def _put_aside(piece: Incoming, judged: Verdict, kind: str, reason: str) -> None:
    """What we would have refused, the record system may have taken: a person must look."""
    explanation = "\n".join(issue.message_no for issue in judged.issues)
    work.park(piece, reason, explanation, outcome=f"ignored:{reason}")
    open_task(kind, piece.pk, incoming=piece, explanation=explanation)


@transaction.atomic
def _file(piece: Incoming, raw: bytes, facts: MessageFacts) -> None:
    sent = is_own(facts.sender)
    direction = Direction.OUT if sent else Direction.IN
    filed = file_message(facts, piece.content_id, raw, direction=direction, own_hers=own_hers())
    if sent:
        tracking.begin(filed.message, filed.recipients)
        tracking.happened(tracking.states_of(filed.message.pk), Event.HANDED_OVER, SENT_BY_IT)
    record(WORKER, acts.FILE_COPY, patient=filed.entry.patient, message=filed.message)
    work.finish(piece, outcome="accepted", message=filed.message)
    _look_again()


def _look_again() -> None:
    """Copies of receipts that came before what they answer."""
    waiting = Incoming.objects.filter(work=Work.PARKED, kind=Incoming.Kind.COPY, reason="unknown-message")
    keys = [task_key(Task.Kind.UNMATCHED_RECEIPT, number) for number in waiting.values_list("pk", flat=True)]
    if keys:
        waiting.update(work=Work.READY, attempts=0, next_at=clock.true_now(), reason="", explanation="")
        close_tasks(keys)


def _receipt(piece: Incoming, told: ReceiptFacts) -> None:
    """From another, for what was sent; or from the record system, for what it received."""
    sent = message_of("", told.original_msg_id)
    if sent is not None:
        service = told.receiver_hers[-1:]  # the only one that whoever gave the copy speaks for
        if sent.sender_her not in service:
            raise Unmatched("other-service", ELSEWHERE)
        receipts.handle(piece)
        return
    recipient = _answering(told)
    with transaction.atomic():
        kept = _keep(piece, recipient, told)
        work.finish(piece, outcome="settled" if kept else "ignored:repeated", message=recipient.message)


def _answering(told: ReceiptFacts) -> Recipient:
    """The own receiver of a received message that this receipt speaks for."""
    rows = Recipient.objects.filter(
        own=True,
        message__msg_id=told.original_msg_id,
        message__direction=Direction.IN,
        message__sender_her__in=told.receiver_hers,
        her__in=told.sender_hers,
    ).filter(Q(her=told.sender_her) | Q(inbox_her=told.sender_her))
    found = rows.select_related("message").order_by("-role").first()
    if found is None:
        raise Unmatched("unknown-message", "Kopien av kvitteringen gjelder en melding som ikke er her.")
    return found


def _keep(piece: Incoming, recipient: Recipient, told: ReceiptFacts) -> bool:
    """The first receipt is final. False when the same was kept before."""
    given = recipient.receipts.filter(direction=Direction.OUT)
    if given.filter(content=piece.content_id).exists():
        return False
    final = not given.filter(final=True).exists()
    statements.insert(
        Receipt(
            recipient=recipient,
            direction=Direction.OUT,
            final=final,
            status=told.status[:1],
            errors=[{"code": error.code, "text": error.text} for error in told.errors],
            receipt_id=told.receipt_id[:100],
            content_id=piece.content_id,
            registered_at=clock.now(),
        )
    )
    changed_by(recipient.message_id)
    return True
