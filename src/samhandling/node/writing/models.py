"""Messages while they are being written. A draft is patient data: it has an owner and it expires."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from samhandling.node.appendonly import AppendOnly


class Draft(models.Model):
    """A message that somebody is writing.

    `values` are kept as they were typed (`standards.forms`), and emptied when the message has gone.
    `msg_id` is the message's own from the start, so that one draft can never become two messages.
    """

    class Act(models.TextChoices):
        NEW = "new"
        ANSWER = "answer"
        CHANGE = "change"
        CANCEL = "cancel"
        FAULT = "fault"  # tilbakemelding om feil i mottatt melding

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="drafts")
    act = models.CharField(max_length=10, choices=Act, default=Act.NEW)
    type_code = models.CharField(max_length=40)  # 8279
    patient = models.ForeignKey(
        "patients.Patient", null=True, on_delete=models.PROTECT, related_name="drafts"
    )
    regarding = models.ForeignKey(
        "journal.Message", null=True, on_delete=models.PROTECT, related_name="drafts_about"
    )  # the message that is answered, changed, cancelled or wrong
    receiver_her = models.PositiveIntegerField(null=True)
    copies = models.JSONField(default=list)  # HER-ids of those who get a copy
    values = models.JSONField(default=dict)
    carried = models.JSONField(default=dict)  # part's name → key of the message that it was fetched from
    msg_id = models.UUIDField(default=uuid.uuid4, unique=True)
    address_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )  # who decided that a protected address may leave
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    logged_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    message = models.OneToOneField(
        "journal.Message", null=True, on_delete=models.PROTECT, related_name="draft"
    )  # what it became

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-saved_at"], condition=models.Q(message=None), name="open_drafts")
        ]


class DraftFile(models.Model):
    """A file that goes with a draft. It lives and expires with it, and is in the message afterwards."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    title = models.CharField(max_length=80)
    mime_type = models.CharField(max_length=40)  # as its bytes say
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    at = models.DateTimeField()


class Objection(AppendOnly):
    """That a patient does not want a receiver to know, or no longer minds. The last one counts."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="objections")
    receiver_her = models.PositiveIntegerField()
    stands = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "receiver_her", "-id"])]
