"""Noting that a received message has been opened, once per service that received it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.node import clock
from samhandling.node.correspondence.models import Opening
from samhandling.node.handling.models import Case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samhandling.node.access.reading import Reader
    from samhandling.node.journal.models import Recipient


@transaction.atomic
def note_opened(reader: Reader, recipients: Iterable[Recipient]) -> None:
    """Write who opened the message first for each of the reader's services. Reading is logged elsewhere."""
    new = [one for one in recipients if one.inbox_her in reader.service_hers and not hasattr(one, "opening")]
    if not new:
        return
    now = clock.now()
    Opening.objects.bulk_create(
        [Opening(recipient=one, by=reader.actor.user, at=now) for one in new], ignore_conflicts=True
    )
    Case.objects.filter(pk__in=[one.pk for one in new]).update(opened=True)
