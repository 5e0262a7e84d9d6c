"""What messages say, word by word."""

from django.db import models


class Said(models.Model):
    """The words of one message in the record. Derived: `node rebuild` makes it anew."""

    message = models.OneToOneField(
        "journal.Message", primary_key=True, on_delete=models.PROTECT, related_name="said"
    )
    words = models.TextField()  # each once, small letters, one space between
