"""Lyttemodus: for which of our HER-ids the record system itself sends and receives, and this node follows.

The first mode of every HER-id is to send and receive here. Who has taken something over finishes it: what
this node accepted or fetched before a switch, it sends and answers after it; what the record system gave a
copy of, this node never answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from samhandling.errors import Conflict
from samhandling.node.recordsystem.models import Bookmark, Switch

if TYPE_CHECKING:
    from samhandling.node.delivery.models import ReadPosition

LISTENS = "HER-id {her} is in lyttemodus: its own record system sends and receives"
_ACTED_ON = "switches"


def listening_hers() -> frozenset[int]:
    """The HER-ids that are in lyttemodus now."""
    last = Switch.objects.values("her").annotate(last=Max("pk")).values("last")
    return frozenset(Switch.objects.filter(pk__in=last, listening=True).values_list("her", flat=True))


def have_listened() -> frozenset[int]:
    """Those that are or have been: copies may still be on their way."""
    return frozenset(Switch.objects.filter(listening=True).values_list("her", flat=True).distinct())


def require_sending(her: int) -> None:
    """Refuse to send for a HER-id in lyttemodus. Raises Conflict."""
    if her in listening_hers():
        raise Conflict(LISTENS.format(her=her))


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
