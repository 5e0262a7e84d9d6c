"""What is set, agreed, billed and disputed here. Nothing is ever changed: a new row stands over an older."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from samhandling.node.appendonly import AppendOnly


class Written(AppendOnly):
    """Who wrote a row, and when."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class RuleVersion(Written):
    """A price or a setting, with where it stands. The row that was added last and holds on a day decides."""

    key = models.CharField(max_length=60)  # "price", or a key of rules/settings.toml
    value = models.JSONField()  # "ikke satt": nobody knows
    partners = models.JSONField(default=list)  # HER-ids of level 1; none: everybody
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    source_date = models.DateField()  # the date of the source itself
    agreement = models.CharField(max_length=60, blank=True)  # id of an agreement
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["key", "id"])]


class AgreementVersion(Written):
    """A version of an agreement: parties, validity, and clauses as they stand in its text.

    `clauses` are {"ref", "name", "text", "governs": [setting key]}; `verified` says that whoever wrote it
    down has read the signed text.
    """

    agreement = models.CharField(max_length=60, db_index=True)
    version = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    parties = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    text = models.TextField(blank=True)
    clauses = models.JSONField(default=list)
    source = models.CharField(max_length=300)
    source_date = models.DateField()
    verified = models.BooleanField()


class Basis(Written):
    """An invoice basis, issued here or received. `file` is the whole of it as JSON, letter by letter."""

    received = models.BooleanField()
    number = models.CharField(max_length=40)
    hospital_her = models.PositiveIntegerField()
    municipality_her = models.PositiveIntegerField()
    month = models.DateField()  # its first day
    total = models.IntegerField()  # kroner
    fingerprint = models.CharField(max_length=64)
    file = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hospital_her", "number"], name="one_basis_per_number"),
            models.UniqueConstraint(
                fields=["hospital_her", "municipality_her", "month"], name="one_basis_per_month"
            ),
        ]


class LineMark(Written):
    """What the bydel says about a line of a basis. The last one stands."""

    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="marks")
    line = models.PositiveIntegerField()
    approved = models.BooleanField()  # False: disputed
    reason = models.TextField(blank=True)


class Dispute(Written):
    """A case for the dispute ladder about one period, known by the MsgId of its first notice."""

    number = models.CharField(max_length=20, unique=True)
    period = models.CharField(max_length=100)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="+")


class DisputeText(Written):
    """A version of a case's papers: what was derived, and what a person has written in."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="texts")
    derived = models.JSONField()
    written = models.JSONField(default=dict)  # heading → text


class DisputeApproval(Written):
    """A person has read one version and found nobody in it."""

    text = models.ForeignKey(DisputeText, on_delete=models.PROTECT, related_name="approvals")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "by"], name="one_approval_per_person")]
