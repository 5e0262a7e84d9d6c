"""Which messages a reader's services have sent or received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from samhandling.node.journal.models import Entry, Message, Recipient

if TYPE_CHECKING:
    from samhandling.node.access.reading import Reader


def messages_of(reader: Reader) -> QuerySet[Message]:
    """Messages to or from the reader's own services. Those that we refused are in nobody's record."""
    received = Recipient.objects.filter(message=OuterRef("pk"), own=True, inbox_her__in=reader.service_hers)
    return Message.objects.filter(Q(sender_her__in=reader.service_hers) | Exists(received), rejected=False)


def entries_of(reader: Reader) -> QuerySet[Entry]:
    """The same, as entries in the record."""
    received = Recipient.objects.filter(
        message=OuterRef("message"), own=True, inbox_her__in=reader.service_hers
    )
    return Entry.objects.filter(Q(message__sender_her__in=reader.service_hers) | Exists(received))
