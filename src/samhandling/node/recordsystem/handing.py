"""A message that the record system hands over is sent as if a person had: once, however often it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import IntegrityError, transaction

from samhandling.errors import Conflict, MessageError
from samhandling.node import clock, statements
from samhandling.node.correspondence.actions import send_document
from samhandling.node.journal import held
from samhandling.node.journal.contents import sha256_of
from samhandling.node.journal.models import Direction, Message
from samhandling.node.recordsystem.models import Handed
from samhandling.standards.facts import facts

if TYPE_CHECKING:
    from samhandling.node.access.actor import Actor
    from samhandling.node.recordsystem.models import Token


class KeyUsed(Conflict):
    """An idempotency key that was used for other bytes."""


class Taken(NamedTuple):
    """The message, and whether it was taken over now or had been before."""

    message: Message
    new: bool


def hand_over(actor: Actor, document: bytes) -> Taken:
    """Send a document; one that went out before with the same bytes is not sent again.

    Raises as `send_document` does.
    """
    try:
        return Taken(send_document(actor, document), new=True)
    except Conflict:
        if (message := _sent_before(document)) is None:
            raise
        return Taken(message, new=False)


def hand_over_once(actor: Actor, token: Token, key: str, document: bytes) -> Taken:
    """The same under an idempotency key. Only what was taken over uses the key up.

    Raises KeyUsed; and as `send_document` does.
    """
    if earlier := _earlier(token, key, document):
        return earlier
    try:
        with transaction.atomic():
            taken = hand_over(actor, document)
            sha256 = sha256_of(document)
            statements.insert(
                Handed(token=token, key=key, sha256=sha256, message=taken.message, at=clock.now())
            )
    except IntegrityError:  # the same key at the same moment
        if earlier := _earlier(token, key, document):
            return earlier
        raise
    return taken


def _earlier(token: Token, key: str, document: bytes) -> Taken | None:
    row = Handed.objects.select_related("message").filter(token=token, key=key).first()
    if row is None:
        return None
    if row.sha256 != sha256_of(document):
        raise KeyUsed("The idempotency key was used for another document")
    return Taken(row.message, new=False)


def _sent_before(document: bytes) -> Message | None:
    """What we sent with these very bytes."""
    try:
        known = held.by_facts(facts(document))
    except MessageError:
        return None
    is_same = known is not None and known.content.sha256 == sha256_of(document)
    return known if is_same and known.direction == Direction.OUT else None
