"""Two nodes to measure: a hospital and a municipality that know each other's patients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.letters import BORN, FAMILY_NAME, GIVEN_NAME, SEX, numbers

if TYPE_CHECKING:
    from pathlib import Path

ORGANISATIONS: dict[str, dict[str, Any]] = {
    "hospital": {"name": "Diakonhjemmet sykehus", "her": 8900100, "orgnr": "310000019", "kind": "hospital"},
    "municipality": {
        "name": "Oslo kommune bydel Frogner",
        "her": 8900200,
        "orgnr": "310000027",
        "kind": "municipality",
    },
}
SERVICES: dict[str, list[dict[str, Any]]] = {
    "hospital": [{"her": 8900101, "name": "PLO innleggelse somatikk"}, {"her": 8900105, "name": "Geriatri"}],
    "municipality": [
        {"her": 8900201, "name": "Saksbehandling"},
        {"her": 8900202, "name": "Sykepleietjeneste"},
        {"her": 8900203, "name": "Psykisk helsetjeneste"},
    ],
}
USER, PASSWORD = "kari", "lang nok setning om havet"


def hers(which: str) -> list[int]:
    """Every HER-id of a node."""
    return [ORGANISATIONS[which]["her"], *(service["her"] for service in SERVICES[which])]


def found_node(path: Path, which: str, hub_url: str = "http://hub.test") -> dict[str, Any]:
    """Found a node with its patients and one user. Returns its public key. Call it in a process apart."""
    from samhandling.node.founding import found

    key = found(
        path,
        environment="test",
        organisation=ORGANISATIONS[which],
        services=SERVICES[which],
        carrier={"url": hub_url, "client_id": which},
    )
    _furnish(which)
    return key


def _furnish(which: str) -> None:
    from samhandling.node.access.actions import create_user
    from samhandling.node.access.actor import WORKER
    from samhandling.node.directory.actions import register_organisation, register_service
    from samhandling.node.patients.actions import register_patient

    for other in ORGANISATIONS.keys() - {which}:
        row = register_organisation(WORKER, own=False, **ORGANISATIONS[other])
        for service in SERVICES[other]:
            register_service(WORKER, row, **service)
    create_user(
        WORKER,
        username=USER,
        full_name="Kari Lunde",
        role="hjemmetjeneste" if which == "municipality" else "sykepleier",
        service_hers=hers(which)[1:],
        password=PASSWORD,
    )
    for number in numbers():
        register_patient(
            WORKER,
            family_name=FAMILY_NAME,
            given_name=GIVEN_NAME,
            date_of_birth=BORN,
            sex=SEX,
            identities=[("FNR", number)],
        )
