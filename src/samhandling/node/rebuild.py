"""Dropping what is derived from the facts, and deriving it anew."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.node.projections import CHUNK, PROJECTIONS

if TYPE_CHECKING:
    from samhandling.node.projections import Progress, Projection


@transaction.atomic
def rebuild(progress: Progress | None = None) -> dict[str, int]:
    """Derive every projection again, in one transaction. Returns how many rows each table got.

    Facts, the directory, users, tasks and the audit log are not touched. Rows may differ afterwards only
    where an earlier version of the program derived them otherwise. `progress(done, of)` counts patients
    while their stays are folded, which takes the longest.
    """
    return {projection.model.__name__: _again(projection, progress) for projection in PROJECTIONS}


def _again(projection: Projection, progress: Progress | None) -> int:
    rows, count = iter(projection.derive(progress) if projection.tells else projection.derive()), 0
    projection.model.objects.all().delete()
    while some := list(islice(rows, CHUNK)):
        count += len(projection.model.objects.bulk_create(some))
    return count
