"""Writing the directory: who can be written to, and how they are reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.node import clock
from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.access.policies import require
from samhandling.node.directory.comparing import differences, kind_of, organisation_columns, service_columns
from samhandling.node.directory.fitting import Rows, require_fit
from samhandling.node.directory.models import Capability, Organisation, Service

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from samhandling.node.access.actor import Actor
    from samhandling.node.directory.asking import Found
    from samhandling.node.directory.comparing import Difference
    from samhandling.transport.address_register import Party


@dataclass(frozen=True)
class Taken:
    """What was written of a HER-id. `withdrawn`: it stands in the directory, and is offered to nobody."""

    her: int
    name: str
    new: bool
    changed: tuple[Difference, ...]  # of both levels
    withdrawn: bool


@transaction.atomic
def register_organisation(  # noqa: PLR0913  the columns of one row
    actor: Actor,
    *,
    her: int,
    name: str,
    orgnr: str = "",
    kind: str = "other",
    own: bool = False,
    phone: str = "",
) -> Organisation:
    """Write a virksomhet, new or known, by its HER-id.

    `kind` is hospital, municipality, nursing-home, gp or other; `own` is true for this node's own.
    Raises NotAllowed.
    """
    require(actor, "administer")
    organisation, _new = Organisation.objects.update_or_create(
        her=her, defaults={"name": name, "orgnr": orgnr, "kind": kind, "own": own, "phone": phone}
    )
    record(actor, acts.REGISTER_ORGANISATION, detail={"her": her})
    return organisation


@transaction.atomic
def register_service(  # noqa: PLR0913  the columns of one row
    actor: Actor,
    organisation: Organisation,
    *,
    her: int,
    name: str,
    person: bool = False,
    hpr: str = "",
    code_system: int | None = None,
    code: str = "",
    phone: str = "",
    duty_phone: str = "",
    opening_hours: str = "",
    capabilities: Iterable[tuple[str, str]] = (),
) -> Service:
    """Write a tjeneste or person of an organisation, new or known, by its HER-id.

    `capabilities` are pairs (type code, version) for what the service takes when it is not the newest of
    all; none means the newest of all. Raises NotAllowed.
    """
    require(actor, "administer")
    service, _new = Service.objects.update_or_create(
        her=her,
        defaults={
            "organisation": organisation,
            "name": name,
            "person": person,
            "hpr": hpr,
            "code_system": code_system,
            "code": code or "",
            "phone": phone,
            "duty_phone": duty_phone,
            "opening_hours": opening_hours,
        },
    )
    _replace_capabilities(service, capabilities)
    record(actor, acts.REGISTER_SERVICE, detail={"her": her})
    return service


def _replace_capabilities(service: Service, capabilities: Iterable[tuple[str, str]]) -> None:
    wanted = set(capabilities)
    known = {(row.type_code, row.version): row for row in service.capabilities.all()}
    Capability.objects.filter(pk__in=[row.pk for pair, row in known.items() if pair not in wanted]).delete()
    Capability.objects.bulk_create(
        Capability(service=service, type_code=type_code, version=version)
        for type_code, version in wanted
        if (type_code, version) not in known
    )


@transaction.atomic
def take_from_register(actor: Actor, found: Found) -> Taken:
    """Write what Adresseregisteret says of a HER-id, on both levels; what it is silent on stays.

    Raises NotAllowed; NotInUse for a HER-id that is new here and not in use; Contradiction.
    """
    require(actor, "update-directory")
    at, rows = clock.now(), Rows.of(found)
    require_fit(found, rows, at)
    organisation, changed = _take_organisation(found, rows, at)
    row: Organisation | Service = organisation
    if found.level2:
        row, below = _take_service(found.level2, organisation, rows, at)
        changed += below
    new = (rows.service if found.level2 else rows.organisation) is None
    told = {"her": row.her, "new": new, "columns": sorted({one.column for one in changed})}
    record(actor, acts.TAKE_ADDRESS, detail=told)
    return Taken(row.her, row.name, new, changed, row.withdrawn or organisation.withdrawn)


def _take_organisation(
    found: Found, rows: Rows, at: dt.datetime
) -> tuple[Organisation, tuple[Difference, ...]]:
    told, columns = found.virksomhet, organisation_columns(found.virksomhet, at)
    kept = columns | {"confirmed_at": at}
    row, _new = Organisation.objects.update_or_create(
        her=told.her, defaults=kept, create_defaults=kept | {"kind": kind_of(told)}
    )
    return row, differences(rows.organisation, columns)


def _take_service(
    told: Party, organisation: Organisation, rows: Rows, at: dt.datetime
) -> tuple[Service, tuple[Difference, ...]]:
    columns = service_columns(told, at) | {"organisation": organisation}
    row, _new = Service.objects.update_or_create(her=told.her, defaults=columns | {"confirmed_at": at})
    return row, differences(rows.service, columns)
