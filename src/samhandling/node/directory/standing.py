"""Who can be written to now: what Adresseregisteret says is not in use is kept, and never offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from samhandling.node import clock
from samhandling.node.directory.models import Service

if TYPE_CHECKING:
    from collections.abc import Collection


def in_use() -> Q:
    """Services that can be receivers now, of a virksomhet that is there."""
    now = clock.now()
    service = Q(withdrawn=False) & (Q(valid_until=None) | Q(valid_until__gt=now))
    until = "organisation__valid_until"
    above = Q(organisation__withdrawn=False) & (Q(**{until: None}) | Q(**{f"{until}__gt": now}))
    return service & above


def out_of_use(hers: Collection[int]) -> frozenset[int]:
    """Those of these services that the directory knows, and that are not in use."""
    if not hers:
        return frozenset()
    return frozenset(Service.objects.filter(her__in=hers).exclude(in_use()).values_list("her", flat=True))
