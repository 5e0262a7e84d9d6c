"""Reading saved views."""

from __future__ import annotations

from samhandling.node import statements
from samhandling.node.access.reading import Reader, shows_no_patient
from samhandling.node.directory.models import Service
from samhandling.node.keys import one_of
from samhandling.node.savedviews.models import SavedView

_SHOWN = ((SavedView, ("id", "page", "owner", "service", "name", "asked")), (Service, ("id", "name")))
_SEEN = """savedviews_savedview
LEFT JOIN directory_service ON directory_service.id = savedviews_savedview.service_id
WHERE savedviews_savedview.page = %s AND (savedviews_savedview.owner_id = %s OR directory_service.her {})
ORDER BY savedviews_savedview.name, savedviews_savedview.id"""


@shows_no_patient
def saved_views(reader: Reader, page: str) -> tuple[SavedView, ...]:
    """The reader's own of a page, and those shared with the services they work for, by name."""
    among, hers = one_of(reader.service_hers)
    owner = reader.actor.user.pk if reader.actor.user else None
    found = statements.load_joined(_SHOWN, _SEEN.format(among), page, owner, hers)
    return tuple(statements.tied(view, service=service) for view, service in found)
