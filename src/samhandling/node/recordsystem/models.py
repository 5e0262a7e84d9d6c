"""What the record system may do here, what it handed over, and what it was given.

Kept for ever: Handed, Handout, Heard, Reading, Copied, Switch. Kept by people: Token. Bookmark tells how
far something has been followed.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samhandling.node.appendonly import AppendOnly


class Token(models.Model):
    """A right to call this node. Its secret is shown once; only its SHA-256 is here (256 random bits)."""

    name = models.CharField(max_length=80, unique=True)
    handle = models.CharField(max_length=16, unique=True)  # the part that is no secret
    digest = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="token")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    withdrawn_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)  # about when, for the administrator


class Handed(AppendOnly):
    """A message that was handed over under an idempotency key."""

    token = models.ForeignKey(Token, on_delete=models.PROTECT)
    key = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    message = models.ForeignKey("journal.Message", on_delete=models.PROTECT, related_name="handed")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_message_per_key")]


class Handout(AppendOnly):
    """One thing that came, at its place in the line; the key is the number that callers remember."""

    message = models.OneToOneField("journal.Message", null=True, on_delete=models.PROTECT)
    receipt = models.OneToOneField("journal.Receipt", null=True, on_delete=models.PROTECT)
    transition = models.OneToOneField("delivery.Transition", null=True, on_delete=models.PROTECT)
    at = models.DateTimeField()


class Bookmark(models.Model):
    """How far something has been followed: the line, to a folder; the switches, by the reader."""

    name = models.CharField(max_length=400, unique=True)
    number = models.BigIntegerField(default=0)


class Copied(AppendOnly):
    """A document that the record system sent or received itself, and gave us a copy of (lyttemodus)."""

    content = models.OneToOneField("journal.Content", on_delete=models.PROTECT, related_name="copied")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField()


class Switch(AppendOnly):
    """From here on, `listening` says whether the record system sends and receives for a HER-id."""

    her = models.PositiveIntegerField(db_index=True)
    listening = models.BooleanField()
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=400, blank=True)
    offset = models.BigIntegerField(null=True)  # how far this node had read from the carrier
    at = models.DateTimeField()


class Heard(AppendOnly):
    """An event as the record system told it, kept before it is answered.

    `source` and `control_id` are what it is known by: MSH-3 with MSH-4 and MSH-10, or the token and the
    resource. The same id with other bytes is another row.
    """

    source = models.CharField(max_length=200)
    control_id = models.CharField(max_length=200)
    content = models.ForeignKey("journal.Content", on_delete=models.PROTECT, db_index=False)
    way = models.CharField(max_length=4)  # mllp, fhir
    kind = models.CharField(max_length=60, blank=True)  # ADT^A01, Encounter: as it came
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "control_id", "content"], name="one_telling_of_an_event"
            )
        ]


class Reading(AppendOnly):
    """What came of an event: read, or not and why. The last one counts: a failed event may be told again."""

    heard = models.ForeignKey(Heard, on_delete=models.PROTECT, related_name="readings")
    code = models.CharField(max_length=2)  # HL7 table 0008: AA, AE, AR
    reason = models.CharField(max_length=400, blank=True)  # without what the event says of the patient
    patient = models.ForeignKey("patients.Patient", null=True, on_delete=models.PROTECT)
    acts = models.JSONField(default=list)  # keys of the local acts that it became
    at = models.DateTimeField()
