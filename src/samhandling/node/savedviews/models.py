"""Choices of what a page shows, which people name and come back to."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A choice of a page under a name. Shared with everybody of `service`; without one, its owner's own.

    `page` is one of `savedviews.pages`. `asked` is what its address asks for: never a search text, so no
    patient either.
    """

    page = models.CharField(max_length=20)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey("directory.Service", null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    asked = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "owner", "name"], name="one_saved_view_per_name"),
        ]
