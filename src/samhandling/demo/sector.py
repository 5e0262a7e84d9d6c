"""Who is in the demo sector, as `sector.toml` says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samhandling.errors import SamhandlingError

FILE = Path(__file__).with_name("sector.toml")


class NoSuchOrganisation(SamhandlingError):
    """The sector holds none of this name."""


@dataclass(frozen=True)
class Service:
    """A tjeneste, or a person who is addressed by name: level 2 of an address."""

    her: int
    name: str
    code_system: int
    code: str
    phone: str
    duty_phone: str = ""
    opening_hours: str = ""
    wards: tuple[str, ...] = ()
    person: bool = False
    given_name: str = ""
    family_name: str = ""
    hpr: str = ""


@dataclass(frozen=True)
class Worker:
    """Someone who works at an organisation. `profession` is of 9060, empty for those who treat nobody."""

    username: str
    given_name: str
    family_name: str
    role: str
    phone: str
    services: tuple[int, ...]
    profession: str = ""
    hpr: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True)
class Organisation:
    """A virksomhet with its services and people. `foreign` means that it runs another system than ours."""

    slug: str
    name: str
    kind: str
    her: int
    orgnr: str
    phone: str
    address: str
    tells: str
    services: tuple[Service, ...]
    people: tuple[Worker, ...] = ()
    foreign: bool = False

    def service(self, code: str) -> Service:
        """Return the first service with this code of 8663 or 8668."""
        return next(service for service in self.services if service.code == code)

    def worker(self, role: str) -> Worker:
        """Return the first who has this role."""
        return next(worker for worker in self.people if worker.role == role)


@dataclass(frozen=True)
class Sector:
    """All organisations, in the order of their ports."""

    organisations: tuple[Organisation, ...]

    def __getitem__(self, slug: str) -> Organisation:
        for organisation in self.organisations:
            if organisation.slug == slug:
                return organisation
        known = ", ".join(organisation.slug for organisation in self.organisations)
        raise NoSuchOrganisation(f"No organisation is called {slug!r} here; there are {known}")

    def __contains__(self, slug: object) -> bool:
        return any(organisation.slug == slug for organisation in self.organisations)

    @property
    def nodes(self) -> tuple[Organisation, ...]:
        return tuple(organisation for organisation in self.organisations if not organisation.foreign)

    @property
    def foreign(self) -> tuple[Organisation, ...]:
        return tuple(organisation for organisation in self.organisations if organisation.foreign)

    def owner(self, her: int) -> Organisation:
        """Return the organisation that a HER-id of either level belongs to."""
        return next(
            organisation
            for organisation in self.organisations
            if her in {organisation.her, *(service.her for service in organisation.services)}
        )

    def service(self, her: int) -> Service:
        return next(service for service in self.owner(her).services if service.her == her)

    def only(self, slugs: tuple[str, ...]) -> Sector:
        """Return a smaller sector. Raises NoSuchOrganisation."""
        return Sector(tuple(self[slug] for slug in slugs))


@cache
def whole_sector() -> Sector:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    nodes = [_organisation(entry, foreign=False) for entry in told["organisation"]]
    return Sector((*nodes, *(_organisation(entry, foreign=True) for entry in told["foreign"])))


def _organisation(entry: dict[str, Any], *, foreign: bool) -> Organisation:
    services = tuple(Service(**_tuples(service)) for service in entry.pop("service"))
    people = tuple(Worker(**_tuples(person)) for person in entry.pop("person", ()))
    return Organisation(**entry, services=services, people=people, foreign=foreign)


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
