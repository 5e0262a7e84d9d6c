"""Who works here, in which role, for which services; and the log of all they read and wrote."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from samhandling.node.access.roles import Role
from samhandling.node.appendonly import AppendOnly


class User(AbstractUser):
    """A person who works here."""

    full_name = models.CharField(max_length=150)
    role = models.CharField(max_length=30, choices=Role)
    hpr = models.CharField(max_length=9, blank=True)
    profession = models.CharField(max_length=3, blank=True)  # of 9060; see access.professions
    phone = models.CharField(max_length=30, blank=True)
    services = models.ManyToManyField("directory.Service", related_name="staff")
    first_name = None
    last_name = None


class AuditEntry(AppendOnly):
    """One act on patient data, reading included. Written in the act's own transaction."""

    at = models.DateTimeField()
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT)  # null: the node's own worker
    actor_name = models.CharField(max_length=150)
    role = models.CharField(max_length=30)
    act = models.CharField(max_length=60)  # a name in access.acts
    purpose = models.CharField(max_length=20, blank=True)  # of access.purposes; empty: the node itself
    patient = models.ForeignKey("patients.Patient", null=True, on_delete=models.PROTECT)
    message = models.ForeignKey("journal.Message", null=True, on_delete=models.PROTECT)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["patient", "-at"]),
            models.Index(fields=["actor", "-at"]),
            models.Index(fields=["act", "-id"], name="log_of_an_act"),
        ]


class AuditSeal(AppendOnly):
    """The audit log up to row `last`, under one hash (`access.sealing`)."""

    before = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="next")
    last = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()  # true time, not the demo's
