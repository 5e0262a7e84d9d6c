"""Reading saved views."""

from __future__ import annotations

from django.db.models import Q

from samhandling.node.access.reading import Reader, shows_no_patient
from samhandling.node.savedviews.models import SavedView


@shows_no_patient
def saved_views(reader: Reader, page: str) -> tuple[SavedView, ...]:
    """The reader's own of a page, and those shared with the services they work for, by name."""
    seen = Q(owner=reader.actor.user) | Q(service__her__in=reader.service_hers)
    found = SavedView.objects.filter(seen, page=page)
    return tuple(found.select_related("service").order_by("name", "pk"))
