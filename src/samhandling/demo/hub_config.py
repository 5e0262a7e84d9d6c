"""The hub's configuration file for this sector: who may use it, with which public keys and addresses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from samhandling.demo.place import Place, Ports, url_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from samhandling.demo.sector import Organisation


def write_hub_config(
    place: Place, ports: Ports, clients: Iterable[tuple[Organisation, Mapping[str, Any]]]
) -> None:
    """Write hub.toml. Each client is an organisation and its public key as a JWK."""
    heading = [
        f"public_url = {_quoted(url_of(ports.hub))}",
        f"data_dir = {_quoted(str(place.path / 'hub'))}",
        f"address_register = {_quoted(str(place.address_register))}",
    ]
    entries = [_client(organisation, jwk) for organisation, jwk in clients]
    place.hub_config.write_text("\n\n".join(["\n".join(heading), *entries]) + "\n", encoding="utf-8")


def _client(organisation: Organisation, jwk: Mapping[str, Any]) -> str:
    hers = [organisation.her, *(service.her for service in organisation.services)]
    lines = ["[[clients]]", f"client_id = {_quoted(organisation.slug)}", f"her_ids = {hers}", "[clients.jwk]"]
    return "\n".join(lines + [f"{key} = {_quoted(value)}" for key, value in jwk.items() if key != "d"])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML basic string
