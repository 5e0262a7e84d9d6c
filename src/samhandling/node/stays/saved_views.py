"""Views of the board that people name and come back to: their own, or shared with those of a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from samhandling.errors import Conflict
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import own_hers, require
from samhandling.node.access.reading import Reader, shows_no_patient
from samhandling.node.directory.models import Service
from samhandling.node.stays.acting import person
from samhandling.node.stays.models import SavedView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from samhandling.node.access.actor import Actor

KEPT = frozenset({"view", "phase", "place", "other", "turn"})
MOST = 20  # of one person's


@shows_no_patient
def saved_views(reader: Reader) -> list[SavedView]:
    """The reader's own, and those shared with the services they work for, by name."""
    found = SavedView.objects.filter(Q(owner=reader.actor.user) | Q(service__her__in=own_hers(reader.actor)))
    return list(found.select_related("owner", "service").order_by("name", "pk"))


@transaction.atomic
def save_view(actor: Actor, name: str, asked: Mapping[str, str], service_her: int | None = None) -> SavedView:
    """Keep a choice under a name; the same name again replaces one's own. What names a patient is left out.

    Raises NotAllowed; Conflict without a name, for too many, or for a service that one does not work for.
    """
    require(actor, "read-board")
    name, owner = name.strip()[:60], person(actor)
    if not name or SavedView.objects.filter(owner=owner).exclude(name=name).count() >= MOST:
        raise Conflict("A view needs a name, and nobody has more than so many")
    if service_her is not None and service_her not in own_hers(actor):
        raise Conflict("Only those of a service share a view with it")
    kept = {key: value for key, value in asked.items() if key in KEPT and value}
    service = Service.objects.filter(her=service_her).first() if service_her else None
    row, _new = SavedView.objects.update_or_create(
        owner=owner, name=name, defaults={"asked": kept, "service": service}
    )
    record(actor, acts.SAVE_VIEW, detail={"name": name, "service": service_her})
    return row


@transaction.atomic
def drop_view(actor: Actor, pk: int) -> None:
    """Remove a view of one's own. Raises NotAllowed; Conflict for another's."""
    require(actor, "read-board")
    row = SavedView.objects.filter(pk=pk, owner=person(actor)).first()
    if row is None:
        raise Conflict("Not a view of one's own")
    row.delete()
    record(actor, acts.DROP_VIEW, detail={"name": row.name})
