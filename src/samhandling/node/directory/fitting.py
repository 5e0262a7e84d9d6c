"""Whether what Adresseregisteret says can stand in this directory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from samhandling.errors import Conflict
from samhandling.node.directory.models import Organisation, Service

if TYPE_CHECKING:
    import datetime as dt

    from samhandling.node.directory.asking import Found


class NotInUse(Conflict):
    """A HER-id that is new here and not in use: nobody could be written to."""


class Contradiction(Conflict):
    """The register and this node disagree on what is our own, or on which level a HER-id stands."""


@dataclass(frozen=True)
class Rows:
    """The rows that the directory has of what was found; None where it has none."""

    organisation: Organisation | None
    service: Service | None

    @classmethod
    def of(cls, found: Found) -> Rows:
        """Read them."""
        above = Organisation.objects.filter(her=found.virksomhet.her).first()
        below = Service.objects.filter(her=found.level2.her).first() if found.level2 else None
        return cls(above, below)


def require_fit(found: Found, rows: Rows, at: dt.datetime) -> None:
    """Refuse what cannot stand here. Raises NotInUse or Contradiction."""
    _require_use(found, rows, at)
    _require_level(found)
    _require_owner(found, rows)


def _require_use(found: Found, rows: Rows, at: dt.datetime) -> None:
    is_new = (rows.service if found.level2 else rows.organisation) is None
    if is_new and not (found.virksomhet.in_use(at) and found.party.in_use(at)):
        raise NotInUse(f"HER-id {found.party.her} {found.party.name} is not in use in Adresseregisteret")


def _require_level(found: Found) -> None:
    if Service.objects.filter(her=found.virksomhet.her).exists():
        raise Contradiction(f"HER-id {found.virksomhet.her} is a tjeneste here, a virksomhet there")
    if found.level2 and Organisation.objects.filter(her=found.level2.her).exists():
        raise Contradiction(f"HER-id {found.level2.her} is a virksomhet here, a {found.level2.kind} there")


def _require_owner(found: Found, rows: Rows) -> None:
    """A service of our own is one that node.toml names, and stands under our own virksomhet."""
    if found.level2 is None:
        return
    ours = bool(rows.organisation and rows.organisation.own)
    if ours != (found.level2.her in settings.HOME.service_hers):
        words = "is ours there, and not in node.toml" if ours else "is ours in node.toml, and another's there"
        raise Contradiction(f"HER-id {found.level2.her} {words}")
