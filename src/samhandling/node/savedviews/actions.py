"""Keeping a view under a name, and throwing it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.errors import Conflict
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import own_hers, require
from samhandling.node.directory.models import Service
from samhandling.node.savedviews.models import SavedView
from samhandling.node.savedviews.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samhandling.node.access.actor import Actor

MOST = 20
"""Of one person's and page: a list that is longer is no help."""


@transaction.atomic
def save_view(
    actor: Actor, page: str, name: str, asked: Mapping[str, str], service_her: int | None = None
) -> SavedView:
    """Keep a choice under a name; the same name again replaces one's own. What names a patient is left out.

    Raises KeyError for no such page; NotAllowed; Conflict without a name, for too many, or for a service that
    one does not work for.
    """
    require(actor, PAGES[page].act)
    name = name.strip()[:60]
    own = SavedView.objects.filter(page=page, owner=actor.user)
    if actor.user is None or not name or own.exclude(name=name).count() >= MOST:
        raise Conflict("A view needs a name, and nobody has more than so many")
    if service_her is not None and service_her not in own_hers(actor):
        raise Conflict("Only those of a service share a view with it")
    kept = {key: value for key, value in asked.items() if key in PAGES[page].kept and value}
    service = Service.objects.filter(her=service_her).first() if service_her else None
    row, _new = SavedView.objects.update_or_create(
        page=page, owner=actor.user, name=name, defaults={"asked": kept, "service": service}
    )
    record(actor, acts.SAVE_VIEW, detail={"page": page, "name": name, "service": service_her})
    return row


@transaction.atomic
def drop_view(actor: Actor, pk: int) -> SavedView:
    """Throw away a view of one's own, and return what it was. Raises NotAllowed; Conflict for another's."""
    row = SavedView.objects.filter(pk=pk, owner=actor.user).first() if actor.user else None
    if row is None:
        raise Conflict("Not a view of one's own")
    require(actor, PAGES[row.page].act)
    row.delete()
    record(actor, acts.DROP_VIEW, detail={"page": row.page, "name": row.name})
    return row
