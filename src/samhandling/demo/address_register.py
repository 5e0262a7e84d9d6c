"""The sector's own Adresseregisteret, as the hub tells it: every address of sector.toml, and some more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samhandling.demo.sector import whole_sector

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from samhandling.demo.place import Place
    from samhandling.demo.sector import Organisation, Service

USER, PASSWORD = "demo", "demo"  # on loopback, for addresses that are invented
PASSWORD_FILE = "keys/address-register"  # noqa: S105  where it lies, in each node's home
OTHERS = Path(__file__).with_suffix(".toml")
BUSINESSES = {"hospital": "101", "municipality": "102", "nursing-home": "102", "gp": "103", "other": "116"}
"""Helsevirksomhet type (9040) by kind."""


def write_register(place: Place) -> None:
    """Write the file that the hub reads."""
    heading = [f"user = {_written(USER)}", f"password = {_written(PASSWORD)}"]
    parties = ["\n".join(_lines(told)) for one in whole_sector().organisations for told in _parties(one)]
    others = OTHERS.read_text(encoding="utf-8")
    place.address_register.write_text("\n\n".join(["\n".join(heading), *parties, others]), encoding="utf-8")


def account(hub_url: str) -> dict[str, str]:
    """What a node's node.toml says of it."""
    return {"url": f"{hub_url}/v1/AR", "user": USER, "password_file": PASSWORD_FILE}


def write_password(home: Path) -> None:
    """Give a node its password; only its owner may read it."""
    file = home / PASSWORD_FILE
    file.touch(mode=0o600)
    file.write_text(PASSWORD, encoding="ascii")


def _parties(organisation: Organisation) -> Iterator[dict[str, Any]]:
    street, _, post = organisation.address.rpartition(", ")
    postal_code, _, city = post.partition(" ")
    yield {
        "her": organisation.her,
        "kind": "virksomhet",
        "name": organisation.name,
        "orgnr": organisation.orgnr,
        "business": BUSINESSES[organisation.kind],
        "phone": organisation.phone,
        "edi": f"{organisation.slug}@edi.invalid",
        "street": street,
        "postal_code": postal_code,
        "city": city,
    }
    yield from (_service(organisation, one) for one in organisation.services)


def _service(organisation: Organisation, service: Service) -> dict[str, Any]:
    told = {
        "her": service.her,
        "kind": "person" if service.person else "tjeneste",
        "name": service.name,
        "parent": organisation.her,
        "phone": service.phone,
    }
    if service.person:
        return told | {"hpr": service.hpr}
    return told | {"code_system": service.code_system, "code": service.code}


def _lines(told: Mapping[str, Any]) -> list[str]:
    return ["[[party]]", *(f"{name} = {_written(value)}" for name, value in told.items())]


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)  # a JSON string or number is TOML's too
