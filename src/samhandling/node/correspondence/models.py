"""Work for people that messages bring: what has come and is new, and what the node cannot settle itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samhandling.node.appendonly import AppendOnly


class Task(models.Model):
    """Something that a person must look at. One row per cause: `key` keeps it from being made twice."""

    class Kind(models.TextChoices):
        UNKNOWN_PATIENT = "unknown-patient"
        UNLINKED_REFERENCE = "unlinked-reference"
        REJECTED = "rejected"  # our message got a negative receipt
        NOT_DELIVERED = "not-delivered"  # the carrier gave it up
        LATE_RECEIPT = "late-receipt"  # no positive receipt in time
        OVERDUE = "overdue"  # none within 96 hours
        PARKED = "parked"  # something that came could not be handled
        CONFLICTING_DUPLICATE = "conflicting-duplicate"  # same sender and MsgId, other bytes
        UNMATCHED_RECEIPT = "unmatched-receipt"
        RECEIPT_NOT_SENT = "receipt-not-sent"  # our own receipt never reached the carrier

    kind = models.CharField(max_length=30, choices=Kind)
    key = models.CharField(max_length=120, unique=True)
    message = models.ForeignKey("journal.Message", null=True, on_delete=models.PROTECT, related_name="tasks")
    incoming = models.ForeignKey(
        "delivery.Incoming", null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    service = models.ForeignKey(
        "directory.Service", null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    explanation = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT
    )  # null: by itself
    solution = models.TextField(blank=True)  # what the person who closed it did

    class Meta:
        indexes = [
            models.Index(fields=["opened_at"], condition=models.Q(closed_at=None), name="open_tasks"),
            models.Index(
                fields=["-closed_at"], condition=models.Q(closed_by__isnull=False), name="solved_tasks"
            ),
        ]


class Opening(AppendOnly):
    """Who first opened a received message for a service. Kept: opening is not handling, but it is known."""

    recipient = models.OneToOneField(
        "journal.Recipient", primary_key=True, on_delete=models.PROTECT, related_name="opening"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()
