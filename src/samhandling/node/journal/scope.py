"""Which messages a reader's services have sent or received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from samhandling.node.journal.models import Entry, Message, Recipient
from samhandling.node.own import default_inbox

if TYPE_CHECKING:
    from samhandling.node.access.reading import Reader


def sent_hers(service_hers: frozenset[int]) -> frozenset[int]:
    """Senders whose messages these services answer for.

    What is sent in the virksomhet's own name is for the service that takes what comes to the virksomhet.
    """
    return service_hers | {settings.HOME.her} if default_inbox() in service_hers else service_hers


def messages_of(reader: Reader) -> QuerySet[Message]:
    """Messages to or from the reader's own services. Those that we refused are in nobody's record."""
    received = Recipient.objects.filter(message=OuterRef("pk"), own=True, inbox_her__in=reader.service_hers)
    sent = Q(sender_her__in=sent_hers(reader.service_hers))
    return Message.objects.filter(sent | Exists(received), rejected=False)


def entries_of(reader: Reader) -> QuerySet[Entry]:
    """The same, as entries in the record."""
    received = Recipient.objects.filter(
        message=OuterRef("message"), own=True, inbox_her__in=reader.service_hers
    )
    return Entry.objects.filter(Q(message__sender_her__in=sent_hers(reader.service_hers)) | Exists(received))
