"""Dropping what is derived from the facts, and deriving it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.node.projections import CHUNK, PROJECTIONS

if TYPE_CHECKING:
    from samhandling.node.projections import Projection


@transaction.atomic
def rebuild() -> dict[str, int]:
    """Derive every projection again, in one transaction. Returns how many rows each table got.

    Facts, the directory, users, tasks and the audit log are not touched. Rows may differ afterwards only
    where an earlier version of the program derived them otherwise.
    """
    return {projection.model.__name__: _again(projection) for projection in PROJECTIONS}


def _again(projection: Projection) -> int:
    rows = projection.derive()
    projection.model.objects.all().delete()
    projection.model.objects.bulk_create(rows, batch_size=CHUNK)
    return len(rows)
