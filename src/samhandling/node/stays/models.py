"""What lists need to know of every stay: a projection."""

from __future__ import annotations

from django.db import models


class Stay(models.Model):
    """One stay as its facts tell it; `samhandling node rebuild` makes the rows again.

    Nothing here depends on what time it is; lists compare with now.

    `number` is twice the key of the stay's first message, or twice the key of its first admission registered
    here, plus one. Dates are Norwegian calendar dates.
    """

    number = models.BigIntegerField(primary_key=True)
    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="stays")
    hospital_her = models.PositiveIntegerField()
    hospital_name = models.CharField(max_length=200)
    hospital_service = models.CharField(max_length=200, blank=True)
    ward = models.CharField(max_length=200, blank=True)  # known at the hospital only
    bed = models.CharField(max_length=20, blank=True)
    bydel_her = models.PositiveIntegerField(null=True)  # level 1 of whom the hospital last notified
    bydel_name = models.CharField(max_length=200, blank=True)
    phase = models.CharField(max_length=20)  # stay.stays.Phase
    rank = models.PositiveSmallIntegerField()  # the order of phases on the board
    open = models.BooleanField()
    phv_tsb = models.BooleanField()
    admitted_at = models.DateTimeField(null=True)  # local midnight where only a date is known
    admitted_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    expected_sure = models.CharField(max_length=10, blank=True)  # sure, likely, unsure
    expected_moves = models.PositiveSmallIntegerField(default=0)  # how often the date has changed
    ready_on = models.DateField(null=True)  # of the period that runs
    notified_at = models.DateTimeField(null=True)  # when the bydel had the ready notice
    reply = models.CharField(max_length=20, blank=True)  # stay.replies.Choice
    promised_on = models.DateField(null=True)
    notice_message = models.PositiveBigIntegerField(null=True)  # journal key of the notice that runs
    left_at = models.DateTimeField(null=True)
    left_on = models.DateField(null=True)
    destination = models.CharField(max_length=10, blank=True)  # 8408
    died = models.BooleanField(default=False)
    turn = models.CharField(max_length=20, blank=True)  # hospital, municipality: who owes the next thing
    turn_her = models.PositiveIntegerField(null=True)
    next_rule = models.CharField(max_length=40, blank=True)  # id in obligations.toml
    next_due = models.DateTimeField(null=True)
    next_sent = models.BooleanField(default=False)  # the message has gone, and waits for its receipt
    needs = models.JSONField(default=dict)  # stays.needs: what the documents say for the first days at home
    doubts = models.PositiveSmallIntegerField(default=0)
    last_said = models.DateTimeField()  # the newest fact

    class Meta:
        indexes = [
            models.Index(fields=["rank", "next_due"], condition=models.Q(open=True), name="open_stays"),
            models.Index(fields=["left_on"], name="stays_by_leaving"),
            models.Index(fields=["expected_on"], condition=models.Q(open=True), name="stays_expected"),
        ]


class Refolding(models.Model):
    """Folding everybody anew after a change of rules: work for the engine, a few patients at a time."""

    asked_at = models.DateTimeField()
    patients = models.PositiveIntegerField()  # how many there were then
    done = models.PositiveIntegerField(default=0)
    last_patient = models.PositiveBigIntegerField(default=0)  # everybody up to this key is done
    finished_at = models.DateTimeField(null=True)  # also when a newer one took over
