"""The hub's configuration: one TOML file, given at start and read again when an unknown client calls.

public_url = "http://127.0.0.1:8010"   # as clients call it, without a trailing slash; proofs name it
data_dir = "data"                      # optional; beside this file; `--data` wins
faults = false                         # true opens /admin/faults, see hub/faults.py
ping_seconds = 15.0                    # optional: silence on a stream before a ping
token_seconds = 300                    # optional: life of an access token, and so of a stream
clock_file = "clock"                   # optional: a file with an offset in seconds for the time that
                                       # documents show (SAMHANDLING_CLOCK wins); tokens keep true time
address_register = "register.toml"     # optional: who is who, for POST /v1/AR, see hub/address_register.py

[[clients]]
client_id = "ullern"
her_ids = [8094866, 8094867]           # every HER-id that it sends or receives as
[clients.jwk]                          # public key, EC P-256; `kid` is optional
kty = "EC"
crv = "P-256"
x = "…"
y = "…"
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samhandling.errors import SamhandlingError

MEGABYTE = 1024 * 1024


class BadConfig(SamhandlingError):
    """The hub's configuration cannot be used; the text says which part."""


@dataclass(frozen=True)
class Client:
    """One system that may use the hub."""

    client_id: str
    jwk: Mapping[str, Any]
    her_ids: frozenset[int]


@dataclass(frozen=True)
class HubConfig:
    """What the hub is told. Times in seconds, sizes in bytes."""

    public_url: str
    data_dir: Path
    clients: Mapping[str, Client] = field(default_factory=dict)
    faults: bool = False
    ping_seconds: float = 15.0
    token_seconds: float = 300.0
    clock_file: Path | None = None
    address_register: Path | None = None
    max_request: int = 35 * MEGABYTE
    source: Path | None = None  # the file that it came from


def read_config(file: Path, data_dir: Path | None = None) -> HubConfig:
    """Read a configuration file. Raises BadConfig."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        return HubConfig(
            public_url=str(told["public_url"]).rstrip("/"),
            data_dir=data_dir or file.parent / told.get("data_dir", "data"),
            clients={client.client_id: client for client in map(_client, told.get("clients", ()))},
            faults=bool(told.get("faults", False)),
            ping_seconds=float(told.get("ping_seconds", 15)),
            token_seconds=float(told.get("token_seconds", 300)),
            clock_file=_clock_file(file.parent, told.get("clock_file")),
            address_register=file.parent / told["address_register"] if "address_register" in told else None,
            source=file,
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadConfig(f"{file}: {error!r}") from error


def _client(told: dict[str, Any]) -> Client:
    jwk = dict(told["jwk"])
    if jwk.get("kty") != "EC" or jwk.get("crv") != "P-256" or "d" in jwk:
        raise BadConfig(f"{told['client_id']}: jwk must be the public part of an EC key on P-256")
    return Client(str(told["client_id"]), jwk, frozenset(int(her) for her in told["her_ids"]))


def _clock_file(folder: Path, told: str | None) -> Path | None:
    from_environment = os.environ.get("SAMHANDLING_CLOCK")
    if from_environment:
        return Path(from_environment)
    return folder / told if told else None
