"""Who looks at whom without being asked to, with what reason; and what is blocked for whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samhandling.node.appendonly import AppendOnly


class Access(AppendOnly):
    """A patient was opened with a reason, for a time. `broke` tells that a block was broken by it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)  # of access.purposes
    text = models.CharField(max_length=500)
    broke = models.BooleanField(default=False)
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "patient", "-until"], name="access_of_a_person")]


class Review(AppendOnly):
    """What whoever reviews an access found of it."""

    class Verdict(models.TextChoices):
        FINE = "fine"
        FOLLOW_UP = "follow-up"

    access = models.OneToOneField(Access, on_delete=models.PROTECT, related_name="review")
    verdict = models.CharField(max_length=10, choices=Verdict)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Block(AppendOnly):
    """That a patient, or one message, is blocked: for everybody, or for one employee. The last one counts."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey("journal.Message", null=True, on_delete=models.PROTECT, related_name="+")
    employee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    stands = models.BooleanField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
