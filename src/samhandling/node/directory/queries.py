"""What is read of the directory for its own pages. It holds no patient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samhandling.node import clock
from samhandling.node.access.policies import require
from samhandling.node.access.reading import shows_no_patient
from samhandling.node.directory.comparing import (
    Difference,
    differences,
    organisation_columns,
    service_columns,
)
from samhandling.node.directory.fitting import Rows
from samhandling.node.directory.models import Organisation

if TYPE_CHECKING:
    from samhandling.node.access.reading import Reader
    from samhandling.node.directory.asking import Found

PAGE = 50
"""Virksomheter, each with all its services."""


@dataclass(frozen=True)
class Held:
    """A page of the directory: each virksomhet with its services, our own first, then by name."""

    organisations: tuple[Organisation, ...]
    out_of_use: frozenset[int]  # HER-ids of either level
    number: int  # of the page, from 1
    more: bool  # whether another follows


@dataclass(frozen=True)
class Compared:
    """What the register says of a HER-id beside what stands here."""

    found: Found
    rows: Rows
    virksomhet: tuple[Difference, ...]
    level2: tuple[Difference, ...]
    in_use: bool

    @property
    def is_new(self) -> bool:
        """Whether the HER-id that was asked for is new here."""
        return (self.rows.service if self.found.level2 else self.rows.organisation) is None


@shows_no_patient
def held(reader: Reader, number: int) -> Held:
    """A page of the directory. Raises NotAllowed."""
    require(reader.actor, "update-directory")
    now, first = clock.now(), (number - 1) * PAGE
    found = Organisation.objects.prefetch_related("services").order_by("-own", "name", "her")
    some = tuple(found[first : first + PAGE + 1])
    organisations = some[:PAGE]
    rows = [row for one in organisations for row in (one, *one.services.all())]
    ended = {row.her for row in rows if row.withdrawn or (row.valid_until and row.valid_until <= now)}
    return Held(organisations, frozenset(ended), number, more=len(some) > PAGE)


@shows_no_patient
def compared(reader: Reader, found: Found) -> Compared:
    """Where the directory stands otherwise. Raises NotAllowed."""
    require(reader.actor, "update-directory")
    at, rows = clock.now(), Rows.of(found)
    below = differences(rows.service, service_columns(found.level2, at)) if found.level2 else ()
    below = (*_moved(found, rows), *below)
    above = differences(rows.organisation, organisation_columns(found.virksomhet, at))
    in_use = found.virksomhet.in_use(at) and found.party.in_use(at)
    return Compared(found, rows, above, below, in_use)


def _moved(found: Found, rows: Rows) -> tuple[Difference, ...]:
    """A service that stands under another virksomhet here."""
    above = rows.service.organisation if rows.service else None
    if above is None or above.her == found.virksomhet.her:
        return ()
    return (Difference("organisation", above.name, found.virksomhet.name),)
