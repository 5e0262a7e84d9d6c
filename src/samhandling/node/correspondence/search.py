"""What the text field of a queue looks in: the patient's name and number, the other party, the summary."""

from __future__ import annotations

from django.db.models import Q

from samhandling.node.journal.models import Recipient
from samhandling.node.patients.search import by_number, patients_like


def about(text: str, message: str) -> Q:
    """A condition on rows that lead to a message by the path `message` (empty: they are messages)."""
    found = Q(**{f"{message}entry__patient__in": patients_like(text).values("pk")})
    if by_number(text):
        return found
    receivers = Recipient.objects.filter(name__icontains=text, own=False).values("message")
    return (
        found
        | Q(**{f"{message}sender_name__icontains": text})
        | Q(**{f"{message}entry__summary__icontains": text})
        | Q(**{f"{message}pk__in": receivers})
    )
