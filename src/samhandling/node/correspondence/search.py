"""What the text field of a queue looks in: patient's name and number, the other party, the message's type.

The text is first turned into keys by small tables, so that the queue itself is only compared by keys: a queue
of a hundred thousand messages is never read through letter by letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from samhandling.node.directory.models import Organisation, Service
from samhandling.node.journal.models import Entry, Message, Recipient
from samhandling.node.patients.search import by_number, patients_like
from samhandling.standards.catalogue import SENDABLE

if TYPE_CHECKING:
    from django.db.models import QuerySet


def messages_about(text: str) -> QuerySet[Message]:
    """Messages that the text may mean."""
    found = Q(pk__in=Entry.objects.filter(patient__in=patients_like(text).values("pk")).values("message"))
    if by_number(text):
        return Message.objects.filter(found)
    if hers := _parties(text):
        found |= Q(sender_her__in=hers) | Q(sender_virksomhet_her__in=hers)
        found |= Q(pk__in=Recipient.objects.filter(her__in=hers, own=False).values("message"))
    if codes := [row.code for row in SENDABLE if text.casefold() in row.name.casefold()]:
        found |= Q(type_code__in=codes)
    return Message.objects.filter(found)


def _parties(text: str) -> set[int]:
    """HER-ids of virksomheter and services with such a name; a virksomhet stands for all its services.

    The directory is small enough to read, and recipients are found by the index on their HER-id.
    """
    asked = text.casefold()
    organisations = Organisation.objects.filter(own=False).values_list("her", "name")
    named = {her for her, name in organisations if asked in name.casefold()}
    services = Service.objects.filter(organisation__own=False).values_list("her", "organisation__her", "name")
    named |= {her for her, owner, name in services if owner in named or asked in name.casefold()}
    return named | _unlisted(asked)


def _unlisted(asked: str) -> set[int]:
    """HER-ids of receivers that the directory does not have, by the name that our messages gave them."""
    rows = Recipient.objects.filter(own=False).exclude(her__in=Service.objects.values("her"))
    found = rows.order_by().values_list("her", "name").distinct()
    return {her for her, name in found if asked in name.casefold()}
