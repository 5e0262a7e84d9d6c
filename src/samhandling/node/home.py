"""A node's home: the folder that holds who the node is, its keys and (by default) its database.

    node.toml        identity, services, carrier, environment; written by `samhandling node init`
    keys/client.jwk  the private key towards the carrier (0600)
    keys/secret      Django's secret key (0600)
    db.sqlite3       the database, unless DATABASE_URL names another

The environment variable SAMHANDLING_NODE names the folder. node.toml holds:

    environment = "demo" | "test" | "production"
    [organisation]   name, her, orgnr, kind
    [[service]]      her, name, code_system, code: one table per own tjeneste or person
    [carrier]        url, client_id
    [web]            hosts
    [receiving]      choices that the standard leaves to the receiver (standards.policy); default_inbox,
                     the HER-id of the service that gets what names none of ours
    [warn_after]     minutes without a receipt before a person is told, per message type
    [address_register]  url, user, password_file: NHN Adresseregisteret (directory.account)
    [work]           leases and retries (delivery.pace)
    [record_system]  folder, settled: handing over by files (recordsystem.folder)
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from samhandling.errors import SamhandlingError

Environment = Literal["demo", "test", "production"]


class NoHome(SamhandlingError):
    """SAMHANDLING_NODE names no folder with a node.toml."""


@dataclass(frozen=True)
class OwnService:
    """A service (tjeneste) or person of this organisation: level 2 of an address."""

    her: int
    name: str
    code_system: int | None = None
    code: str | None = None


@dataclass(frozen=True)
class CarrierAccount:
    """How this node reaches its message service."""

    url: str
    client_id: str


@dataclass(frozen=True)
class Home:
    """What node.toml says."""

    path: Path
    environment: Environment
    name: str
    her: int
    orgnr: str
    kind: str
    services: tuple[OwnService, ...]
    carrier: CarrierAccount | None
    web: dict[str, Any] = field(default_factory=dict)
    receiving: dict[str, Any] = field(
        default_factory=dict
    )  # choices that the standard leaves to the receiver
    warn_after: dict[str, float] = field(default_factory=dict)  # minutes per message type, over the catalogue
    work: dict[str, Any] = field(default_factory=dict)  # leases and retries, see delivery.pace
    address_register: dict[str, Any] = field(default_factory=dict)  # see directory.account
    record_system: dict[str, Any] = field(default_factory=dict)  # folders, see recordsystem.folder

    @property
    def slug(self) -> str:
        """The folder's name as a cookie may hold it."""
        return re.sub(r"[^A-Za-z0-9_-]", "-", self.path.name)

    @property
    def service_hers(self) -> frozenset[int]:
        return frozenset(service.her for service in self.services)

    def key(self, name: str) -> Path:
        return self.path / "keys" / name


def current_home() -> Home:
    """Return the home that SAMHANDLING_NODE names.

    Raises:
        NoHome: the variable is unset, or the folder holds no node.toml.

    """
    folder = os.environ.get("SAMHANDLING_NODE")
    if not folder:
        raise NoHome(
            "SAMHANDLING_NODE is not set. Make a node with `samhandling node init DIR`, then point to it."
        )
    return read_home(Path(folder))


def read_home(path: Path) -> Home:
    """Read node.toml in `path`."""
    file = path / "node.toml"
    if not file.is_file():
        raise NoHome(f"{path} holds no node.toml. Make a node with `samhandling node init {path}`.")
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    organisation, carrier = told["organisation"], told.get("carrier")
    return Home(
        path=path.resolve(),
        environment=told["environment"],
        name=organisation["name"],
        her=organisation["her"],
        orgnr=organisation["orgnr"],
        kind=organisation["kind"],
        services=tuple(OwnService(**service) for service in told.get("service", ())),
        carrier=CarrierAccount(**carrier) if carrier else None,
        web=told.get("web", {}),
        receiving=told.get("receiving", {}),
        warn_after=told.get("warn_after", {}),
        work=told.get("work", {}),
        address_register=told.get("address_register", {}),
        record_system=told.get("record_system", {}),
    )
