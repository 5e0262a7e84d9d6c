"""Who sees to what has come: acts (kept for ever), how each case stands (a projection), notes and limits.

A case is one received message in one service's queue. Opening a message is not handling it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samhandling.node.appendonly import AppendOnly


class CaseAct(AppendOnly):
    """What somebody did with a case."""

    class Kind(models.TextChoices):
        TAKE = "take"
        ASSIGN = "assign"
        RELEASE = "release"  # back to the queue, for anybody
        WAIT = "wait"
        DONE = "done"
        REOPEN = "reopen"

    recipient = models.ForeignKey("journal.Recipient", on_delete=models.PROTECT, related_name="case_acts")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    until = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()


class Case(models.Model):
    """How a message stands in the queue of one service: what its acts amount to.

    `due_at` is when it must have been taken, or waits until; None where the service wants no such limit.
    `urgency` puts the queue in order, the highest first, and no two are the same.
    """

    class State(models.TextChoices):
        NEW = "new"
        TAKEN = "taken"
        WAITING = "waiting"
        DONE = "done"

    recipient = models.OneToOneField(
        "journal.Recipient", primary_key=True, on_delete=models.PROTECT, related_name="case"
    )
    inbox_her = models.PositiveIntegerField()
    type_code = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    done = models.BooleanField(default=False)
    opened = models.BooleanField(default=False)  # somebody of the service has read it
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="cases"
    )
    until = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    urgency = models.BigIntegerField()
    last_act = models.ForeignKey(CaseAct, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [  # parts of the table: SQLite seeks no truth value in an index of it
            models.Index(
                fields=["inbox_her", "urgency"], condition=models.Q(done=False), name="open_cases_of_service"
            ),
            models.Index(
                fields=["assignee", "inbox_her", "urgency"],
                condition=models.Q(done=False),
                name="open_cases_of_person",
            ),
            models.Index(fields=["inbox_her", "recipient"], name="cases_of_service"),
            models.Index(
                fields=["inbox_her", "recipient"], condition=models.Q(done=True), name="done_cases_of_service"
            ),
            models.Index(fields=["inbox_her", "type_code", "recipient"], name="cases_by_type"),
            models.Index(fields=["inbox_her", "received_at", "recipient"], name="cases_by_time"),
            models.Index(
                fields=["inbox_her", "recipient"], condition=models.Q(opened=False), name="unopened_cases"
            ),
            models.Index(fields=["state", "due_at"], name="cases_not_taken"),
        ]


class TakeWithin(models.Model):
    """How soon a service takes what comes: for one type, or for every other type when `type_code` is empty.

    `minutes` 0: it is told of to nobody.
    """

    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="take_within")
    type_code = models.CharField(max_length=40, blank=True)
    minutes = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "type_code"], name="one_limit_per_type")]


class HandoverNote(AppendOnly):
    """What one shift tells the next about a service's queue."""

    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="handover_notes")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
