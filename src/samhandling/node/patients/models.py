"""Patients, their identities, and what people here did and decided (local acts)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samhandling.node.appendonly import AppendOnly


class Patient(models.Model):
    """A person with a record here."""

    family_name = models.CharField(max_length=100)
    middle_name = models.CharField(max_length=100, blank=True)
    given_name = models.CharField(max_length=100, blank=True)
    date_of_birth = models.DateField(null=True, db_index=True)
    sex = models.CharField(max_length=1, blank=True)  # 3101
    protected_address = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=210, db_index=True)  # Æ Ø Å in Norwegian order on any database
    registered_at = models.DateTimeField()


class Identity(models.Model):
    """A number that a patient is known by (8116). A patient may have several; old ones stay searchable."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="identities")
    kind = models.CharField(max_length=3)  # FNR, DNR, FHN, HNR …
    value = models.CharField(max_length=40)
    issuer = models.CharField(max_length=40, blank=True)  # an H-number is only unique within its organisation

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value", "issuer"], name="one_identity")]


class LocalAct(AppendOnly):
    """What a person here did, saw or decided: the second kind of fact, beside messages."""

    kind = models.CharField(max_length=40)
    patient = models.ForeignKey(Patient, null=True, on_delete=models.PROTECT, related_name="acts")
    message = models.ForeignKey("journal.Message", null=True, on_delete=models.PROTECT, related_name="acts")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    happened_at = models.DateTimeField()  # when it was so in the world
    registered_at = models.DateTimeField()  # when it was written here
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["patient", "happened_at"])]
