"""Lyttemodus: for which of our HER-ids the record system itself sends and receives, and this node follows.

The first mode of every HER-id is to send and receive here. Who has taken something over finishes it: what
this node accepted or fetched before a switch, it sends and answers after it; what the record system gave a
copy of, this node never answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node import statements
from samhandling.node.recordsystem.models import Bookmark, Copied, Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samhandling.node.delivery.models import ReadPosition
    from samhandling.node.journal.models import Message
    from samhandling.standards.recipients import OwnRecipient

LISTENS = "HER-id {her} is in lyttemodus: its own record system sends and receives"
_ACTED_ON = "switches"
SEVERAL = 2
_NOW = """SELECT her FROM recordsystem_switch
WHERE listening AND id IN (SELECT MAX(id) FROM recordsystem_switch GROUP BY her)"""
_EVER = "SELECT DISTINCT her FROM recordsystem_switch WHERE listening"


def listening_hers() -> frozenset[int]:
    """The HER-ids that are in lyttemodus now."""
    return frozenset(her for (her,) in statements.select(_NOW))


def have_listened() -> frozenset[int]:
    """Those that are or have been: copies may still be on their way."""
    return frozenset(her for (her,) in statements.select(_EVER))


def require_sending(her: int) -> None:
    """Refuse to send for a HER-id in lyttemodus. Raises Conflict."""
    if her in listening_hers():
        raise Conflict(LISTENS.format(her=her))


def is_first_for(held: Message, carried_to: int | None) -> bool:
    """Whether a message that is held by a copy came to a service that has never been in lyttemodus."""
    is_copy = Copied.objects.filter(content=held.content_id).exists()
    return is_copy and carried_to is not None and carried_to not in have_listened()


def answered_here(recipients: Sequence[OwnRecipient], carried_to: int | None) -> Sequence[OwnRecipient]:
    """Those of a message's own recipients that this node answers for: it has fetched it from the carrier.

    Where there are several, those in lyttemodus are answered for by the record system, which gets it too.
    """
    if len(recipients) < SEVERAL:
        return recipients
    others = have_listened() - {carried_to}
    return [one for one in recipients if one.her not in others]


@transaction.atomic
def look_back(position: ReadPosition, listening: frozenset[int]) -> None:
    """Let reading begin where this node stopped reading for HER-ids that have been switched back to it.

    What the record system left at the message service comes then; what is held already is passed by. Only for
    a reader whose carrier reads for all but `listening`, while it holds the lease on the position.
    """
    acted, _new = Bookmark.objects.get_or_create(name=_ACTED_ON)
    if listening != listening_hers():
        return  # the reader is of before a switch; the next one looks back
    since = list(Switch.objects.filter(pk__gt=acted.number).order_by("pk"))
    for switch in since:
        if not switch.listening:
            position.offset = _earliest(position.offset, _left_off(switch))
    if since:
        position.save(update_fields=["offset"])
        acted.number = since[-1].pk
        acted.save(update_fields=["number"])


def _left_off(back: Switch) -> int | None:
    before = Switch.objects.filter(her=back.her, listening=True, pk__lt=back.pk).order_by("-pk")
    return before.values_list("offset", flat=True).first()


def _earliest(one: int | None, other: int | None) -> int | None:
    """None is the beginning of all."""
    return None if one is None or other is None else min(one, other)
