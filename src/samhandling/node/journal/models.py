"""The record: every message sent and received, byte for byte, with its receipts.

Facts (kept for ever): Content, Message, Recipient, Receipt.
Projection (made again by `samhandling node rebuild`): Entry.
"""

from __future__ import annotations

from django.db import models
from django.utils.functional import cached_property

from samhandling.node.appendonly import AppendOnly
from samhandling.node.journal.threads import Standing

STANDINGS = [(standing.value, standing.value) for standing in Standing]


class Direction(models.TextChoices):
    IN = "in"
    OUT = "out"


class Content(AppendOnly):
    """Bytes as they were received or sent, once.

    They stand apart from the envelope, so that they can be removed where we may not keep them (a message
    that was never for us, a real patient in a test system): `raw` is then null and the hash remains.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    raw = models.BinaryField(null=True)


class Message(AppendOnly):
    """A message's envelope. One row per (sender, MsgId), whichever way it went."""

    direction = models.CharField(max_length=3, choices=Direction)
    sender_her = models.PositiveIntegerField()  # level 2, else level 1
    sender_virksomhet_her = models.PositiveIntegerField()
    sender_name = models.CharField(max_length=400)
    msg_id = models.CharField(max_length=100)
    type_code = models.CharField(max_length=40)  # 8279
    type_name = models.CharField(max_length=200)  # the usage's or the type's name in bokmål
    version = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=1, blank=True)  # 7309: N, M, C
    gen_date = models.DateTimeField()
    gen_date_text = models.CharField(max_length=40)  # an AppRec echoes it letter by letter
    conversation_id = models.CharField(max_length=100)  # RefToConversation, else the own MsgId
    parent_id = models.CharField(max_length=100, blank=True)
    attachments = models.PositiveSmallIntegerField(default=0)
    patient_name = models.CharField(max_length=300, blank=True)  # as the message has it: Etternavn, Fornavn
    patient_born = models.DateField(null=True)
    patient_sex = models.CharField(max_length=1, blank=True)  # 3101
    patient_idents = models.CharField(max_length=400, blank=True)  # "FNR:… HNR:…@…", see patients.idents
    patient_numbers = models.PositiveSmallIntegerField(default=0)  # how many those are
    rejected = models.BooleanField(default=False)  # refused by our receipt: it never enters the record
    content = models.ForeignKey(Content, on_delete=models.PROTECT, db_index=False)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender_her", "msg_id"], name="one_message_per_sender_and_id")
        ]
        indexes = [
            models.Index(fields=["conversation_id"]),
            models.Index(fields=["direction", "-registered_at"]),
            models.Index(fields=["msg_id"]),
            models.Index(fields=["parent_id"], condition=~models.Q(parent_id=""), name="messages_by_parent"),
            models.Index(fields=["sender_her", "direction", "id"]),  # what a service has sent, by time
            models.Index(fields=["sender_her", "registered_at", "id"], name="messages_by_time"),
            models.Index(fields=["sender_virksomhet_her"], name="messages_by_virksomhet"),
            models.Index(fields=["type_code", "direction"], name="messages_by_type"),
            models.Index(  # by the one number that is stated; then the few that state several
                fields=["patient_idents"], condition=~models.Q(patient_idents=""), name="messages_by_number"
            ),
            models.Index(
                fields=["patient_idents"],
                condition=models.Q(patient_numbers__gt=1),
                name="messages_by_numbers",
            ),
        ]

    @cached_property
    def receivers(self) -> list[Recipient]:
        """To whom it went, in order."""
        return list(self.recipients.all())


class Recipient(AppendOnly):
    """A receiver of a message: Receiver (PRIM) or an OtherReceiver (COP)."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="recipients")
    her = models.PositiveIntegerField()  # level 2, else level 1
    virksomhet_her = models.PositiveIntegerField()
    name = models.CharField(max_length=400)
    role = models.CharField(max_length=4)  # 8112: PRIM, COP
    own = models.BooleanField()  # one of this node's own addresses
    inbox_her = models.PositiveIntegerField()  # in whose inbox it is: `her`, or of the default inbox

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "her", "role"], name="one_row_per_recipient")
        ]
        indexes = [
            models.Index(fields=["inbox_her", "id"], name="queue_of_service"),
            models.Index(fields=["her"], condition=models.Q(own=False), name="recipients_elsewhere"),
        ]

    @cached_property
    def final_receipts(self) -> list[Receipt]:
        """Those that count: the first of each direction."""
        return [one for one in self.receipts.all() if one.final]


class Receipt(AppendOnly):
    """An AppRec for one recipient, given by us or received from them.

    The first is final; later ones are kept beside it.
    """

    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="receipts")
    direction = models.CharField(max_length=3, choices=Direction)
    final = models.BooleanField()
    status = models.CharField(max_length=1)  # 8258: 1 OK, 2 Avvist
    errors = models.JSONField(default=list)  # [{"code": "E36", "text": "…"}], 8221
    receipt_id = models.CharField(max_length=100, blank=True)
    content = models.ForeignKey(
        Content, null=True, on_delete=models.PROTECT, db_index=False
    )  # null: status without a document
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "direction"],
                condition=models.Q(final=True),
                name="first_receipt_is_final",
            )
        ]


class Entry(models.Model):
    """How a message stands in the record: whose it is, in which thread, and what later messages did to it."""

    message = models.OneToOneField(Message, primary_key=True, on_delete=models.PROTECT, related_name="entry")
    patient = models.ForeignKey(
        "patients.Patient", null=True, on_delete=models.PROTECT, related_name="entries"
    )
    thread = models.CharField(
        max_length=100, db_index=True
    )  # the conversation's first MsgId as far as we know
    linked = models.BooleanField(
        default=True
    )  # False: it refers to a message of another patient, or one not held
    standing = models.CharField(max_length=10, choices=STANDINGS, default=Standing.CURRENT.value)
    changed_by = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="changes")
    summary = models.CharField(max_length=300)
    registered_at = models.DateTimeField()  # the message's own, for lists by one index

    class Meta:
        indexes = [
            models.Index(fields=["patient", "-registered_at"]),
            models.Index(fields=["-registered_at"]),
            models.Index(
                fields=["message"], condition=models.Q(patient=None), name="entries_without_patient"
            ),
        ]
