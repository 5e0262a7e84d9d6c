"""Founding one node of the demo: its home, keys, database, directory and users."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connections

from samhandling.demo.address_register import account, write_password
from samhandling.demo.place import Place
from samhandling.demo.sector import Organisation, Service, Worker, whole_sector
from samhandling.demo.seeding.blank import copy_blank_database
from samhandling.node.founding import furnish_home, register_own
from samhandling.node.home import read_home

if TYPE_CHECKING:
    from pathlib import Path

    from samhandling.node.access.models import User


def found_node(slug: str, hub_url: str) -> dict[str, Any]:
    """Make the node's home and move this process into it. Return its public key as a JWK."""
    organisation = whole_sector()[slug]
    home = Place.here().node(slug)
    copy_blank_database(Place.here(), home)
    services = [_service(service) for service in organisation.services]
    public = furnish_home(
        home,
        environment="demo",
        organisation=_organisation(organisation),
        services=services,
        carrier={"url": hub_url, "client_id": slug},
        web=None,
        address_register=account(hub_url),
    )
    write_password(home)
    _move_in(home)
    register_own(_organisation(organisation), services)
    return public


def _move_in(home: Path) -> None:
    """Leave the blank home that Django was started for: a forked process has it loaded, but no more.

    Screens have more of their home in their settings; a player shows none.
    """
    os.environ["SAMHANDLING_NODE"] = str(home)
    settings.HOME = read_home(home)
    connections.settings["default"]["NAME"] = str(home / "db.sqlite3")


def furnish(slug: str) -> None:
    """Write the whole sector into the node's directory, and give its people accounts without passwords."""
    from samhandling.node.access.actor import WORKER
    from samhandling.node.directory.actions import register_organisation, register_service

    for organisation in whole_sector().organisations:
        row = register_organisation(WORKER, own=organisation.slug == slug, **_organisation(organisation))
        for service in organisation.services:
            register_service(WORKER, row, capabilities=_capabilities(organisation), **_service(service))
    for worker in whole_sector()[slug].people:
        employ(worker)


def employ(worker: Worker) -> User:
    """Give one of the sector's people an account without a password, at the node of this process."""
    from samhandling.node.access.actions import create_user
    from samhandling.node.access.actor import WORKER

    return create_user(
        WORKER,
        username=worker.username,
        full_name=worker.full_name,
        role=worker.role,
        hpr=worker.hpr,
        profession=worker.profession,
        phone=worker.phone,
        service_hers=worker.services,
    )


def _organisation(organisation: Organisation) -> dict[str, Any]:
    return {
        "her": organisation.her,
        "name": organisation.name,
        "orgnr": organisation.orgnr,
        "kind": organisation.kind,
        "phone": organisation.phone,
    }


def _service(service: Service) -> dict[str, Any]:
    return {
        "her": service.her,
        "name": service.name,
        "person": service.person,
        "hpr": service.hpr,
        "code_system": service.code_system,
        "code": service.code,
        "phone": service.phone,
        "duty_phone": service.duty_phone,
        "opening_hours": service.opening_hours,
    }


PLO = ("LOG_INNLAGT", "LOG_UTSKREVET", "UTSKRIVNINGSRAPPORT", "MEDISINSKE_OPPLYSNINGER", "LOG_DOD")
DIALOG = ("DIALOG_FORESPORSEL", "DIALOG_SVAR", "DIALOG_AVVIK")


def _capabilities(organisation: Organisation) -> list[tuple[str, str]]:
    """Return what a foreign system takes; none means the newest of all."""
    if not organisation.foreign:
        return []
    return [*((code, "1.5") for code in PLO), *((code, "1.0") for code in DIALOG)]
