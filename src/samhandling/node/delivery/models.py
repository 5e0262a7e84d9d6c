"""Getting messages out and in: what waits, what happened, and how each message stands at each receiver.

Facts (kept): Incoming, Outgoing, Transition, ReadPosition. Projection: DeliveryState.
"""

from __future__ import annotations

from django.db import models

from samhandling.node.appendonly import AppendOnly
from samhandling.node.delivery.states import State

STATES = [(state.value, state.value) for state in State]


class Work(models.TextChoices):
    """State of a piece of work. Design § 4.4: the outbox knows only these."""

    READY = "ready"
    LEASED = "leased"
    DONE = "done"
    PARKED = "parked"


class Leasable(models.Model):
    """A piece of work that a worker claims for a time, and presents its token to finish."""

    work = models.CharField(max_length=6, choices=Work, default=Work.READY)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    reason = models.CharField(max_length=60, blank=True)  # why it is parked, as a code
    explanation = models.TextField(blank=True)  # the same for a person

    class Meta:
        abstract = True


class Incoming(Leasable):
    """Something that came from the carrier: committed with the read position, handled afterwards."""

    class Kind(models.TextChoices):
        MESSAGE = "message"
        RECEIPT = "receipt"
        STATE = "state"
        COPY = "copy"  # of what the record system sent or received itself (recordsystem.copies)
        NOTICE = "notice"  # news that could not be read; carrier_id is its SHA-256

    kind = models.CharField(max_length=7, choices=Kind)
    carrier_id = models.CharField(max_length=100)  # of the message, or of the message that a receipt is for
    receiver_her = models.PositiveIntegerField(null=True)
    sender_her = models.PositiveIntegerField(null=True)
    content = models.ForeignKey("journal.Content", null=True, on_delete=models.PROTECT, db_index=False)
    detail = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=40, blank=True)  # accepted, rejected, settled, ignored:<reason>
    message = models.ForeignKey(
        "journal.Message", null=True, on_delete=models.PROTECT, related_name="incoming"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier_id", "receiver_her", "content"],
                condition=models.Q(kind="message"),
                name="one_arrival_of_the_same_bytes",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                condition=models.Q(work__in=["ready", "leased"]),
                name="incoming_due",
            ),
            models.Index(fields=["id"], condition=models.Q(work="parked"), name="incoming_parked"),
        ]


class Outgoing(Leasable):
    """Something to give to the carrier: a message, or our receipt for one."""

    class Kind(models.TextChoices):
        MESSAGE = "message"
        RECEIPT = "receipt"

    kind = models.CharField(max_length=7, choices=Kind)
    message = models.ForeignKey("journal.Message", on_delete=models.PROTECT, related_name="outgoing")
    recipient = models.ForeignKey(
        "journal.Recipient", null=True, on_delete=models.PROTECT
    )  # a receipt's own recipient
    sender_her = models.PositiveIntegerField()  # ours: whom it is sent on behalf of
    status = models.CharField(max_length=1, blank=True)  # a receipt's 8258
    errors = models.JSONField(default=list)  # a receipt's 8221
    carrier_id = models.CharField(max_length=100, blank=True, db_index=True)  # given by the carrier at 202
    message_carrier_id = models.CharField(
        max_length=100, blank=True
    )  # a receipt: the message's id at the carrier
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                condition=models.Q(work__in=["ready", "leased"]),
                name="outgoing_due",
            ),
            models.Index(fields=["id"], condition=models.Q(work="parked"), name="outgoing_parked"),
        ]


class Transition(AppendOnly):
    """One change of a message's state at one receiver, and the event that made it."""

    recipient = models.ForeignKey("journal.Recipient", on_delete=models.PROTECT, related_name="transitions")
    event = models.CharField(max_length=40)  # as it came from the carrier; an unknown value stays as it is
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    at = models.DateTimeField()
    detail = models.CharField(max_length=400, blank=True)


class DeliveryState(models.Model):
    """The state that a message's transitions lead to, per receiver."""

    recipient = models.OneToOneField(
        "journal.Recipient", primary_key=True, on_delete=models.PROTECT, related_name="delivery"
    )
    state = models.CharField(max_length=20, choices=STATES)
    since = models.DateTimeField()
    warn_at = models.DateTimeField()  # without a receipt by then, a task is made
    overdue_at = models.DateTimeField()  # GenDate + 96 h
    settled = models.BooleanField()  # a final state: the receiver has answered
    had_failed = False  # before it was moved; not stored

    class Meta:
        indexes = [
            models.Index(fields=["warn_at"], condition=models.Q(settled=False), name="unsettled_by_warning"),
            models.Index(fields=["state", "-since"]),
        ]


class ReadPosition(models.Model):
    """Where the carrier's notifications have been read to, and which process holds the lease to read on."""

    carrier = models.CharField(max_length=100, unique=True)
    offset = models.BigIntegerField(null=True)
    holder = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True)


class Heartbeat(models.Model):
    """A sign of life from a worker's loop."""

    loop = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    problem = models.CharField(max_length=400, blank=True)
