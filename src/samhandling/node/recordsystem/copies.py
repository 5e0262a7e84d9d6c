"""Copies of what the record system sends and receives itself: they enter the record, and nothing is answered.

A copy is taken over in one commit and handled by the worker like all that comes in; so whoever handed it over
may forget it, and a copy of an answer may come before the copy of what it answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict, InvalidMessage
from samhandling.node import clock, own, statements
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import own_hers
from samhandling.node.delivery import wake
from samhandling.node.delivery.models import Incoming
from samhandling.node.journal import contents, held
from samhandling.node.patients.realness import require_right_world
from samhandling.node.recordsystem.models import Copied
from samhandling.node.recordsystem.modes import have_listened
from samhandling.standards.facts import facts
from samhandling.standards.limits import LIMITS
from samhandling.standards.reading import read_tree
from samhandling.standards.receipt import receipt_facts
from samhandling.standards.verdict import is_receipt

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.standards.receipt import ReceiptFacts

NOT_OURS = "No HER-id in it is one of yours that is, or has been, in lyttemodus"


def take_copy(actor: Actor, document: bytes) -> bool:
    """Keep a copy, and leave it to the worker. False when the same bytes were given before.

    Raises MessageError for what cannot be read; WrongWorld; Conflict for what is no business of this node's.
    """
    LIMITS.check(document)
    hers = _hers(document)
    if hers.isdisjoint(have_listened() & own_hers(actor)):
        raise Conflict(NOT_OURS)
    return _take(actor, document)


@transaction.atomic
def _take(actor: Actor, document: bytes) -> bool:
    content = contents.keep(document)
    copied = Copied(content=content, by=actor.user, at=clock.now())
    if not statements.insert_unless_there(copied):
        return False
    piece = Incoming(
        kind=Incoming.Kind.COPY,
        carrier_id="",
        content=content,
        received_at=clock.now(),
        next_at=clock.true_now(),
    )
    statements.insert(piece)
    record(actor, acts.TAKE_COPY, detail={"incoming": piece.pk})
    transaction.on_commit(wake.INCOMING.set)
    return True


def _hers_of_receipt(answer: ReceiptFacts) -> frozenset[int]:
    """The one of ours that answers; else the one that is answered. Both by their last level alone."""
    ours = not own.own_hers().isdisjoint(answer.sender_hers)
    speaks_for = answer.sender_hers if ours else answer.receiver_hers
    return frozenset(speaks_for[-1:])


def _hers(document: bytes) -> frozenset[int]:
    """Every HER-id that it is from or to; of what a service of ours has sent or answered, that service alone.

    Who may hand over copies for one service cannot put words into the mouth of another.
    """
    if is_receipt(read_tree(document)):
        return _hers_of_receipt(receipt_facts(document))
    told = facts(document)
    require_right_world(number for _kind, number in (told.patient.idents if told.patient else ()))
    if own.is_own(told.sender) and held.by_facts(told) is None:
        return frozenset({told.sender.her} - {None})
    parties = [told.sender, *(one.party for one in told.receivers)]
    hers = {her for party in parties for her in (party.her, party.virksomhet_her) if her}
    if not hers:
        raise InvalidMessage([])
    return frozenset(hers)
