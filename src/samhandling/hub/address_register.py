"""The hub's own Adresseregisteret: who is who in the demo sector, from one TOML file.

Named by `address_register` in the hub's configuration; read again whenever it has been changed, so that an
address can be closed or renamed while the demo runs.

user = "demo"                 # who may ask, by HTTP Basic
password = "…"

[[party]]
her = 8900100
kind = "virksomhet"           # or tjeneste, person
name = "Diakonhjemmet sykehus"
parent = 8900100              # of a tjeneste or person: the virksomhet that it stands under
active = true                 # optional, as is all that follows
valid_to = "2026-12-31"
orgnr = "310000019"
business = "101"              # 9040
phone = "20000100"
edi = "diakonhjemmet@edi.invalid"
street = "Diakonveien 12"
postal_code = "0370"
city = "Oslo"
code_system = 8668
code = "1"
code_name = "…"
hpr = "1000187"
"""

import tomllib
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from hmac import compare_digest
from pathlib import Path
from typing import Any

from samhandling.hub.config import BadConfig

KINDS = frozenset({"virksomhet", "tjeneste", "person"})


@dataclass(frozen=True)
class Entry:
    """One address, as the file has it."""

    her: int
    kind: str
    name: str
    parent: int | None = None
    active: bool = True
    valid_to: str = ""
    orgnr: str = ""
    business: str = ""
    phone: str = ""
    edi: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    code_system: int | None = None
    code: str = ""
    code_name: str = ""
    hpr: str = ""


@dataclass(frozen=True)
class Listing:
    """The file as it was last read."""

    key: bytes  # the header that lets in
    entries: Mapping[int, Entry]


class Register:
    """The addresses that the file holds now."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read_at = file.stat().st_mtime_ns if file.exists() else 0
        self._listing = read_listing(file)

    def admits(self, authorization: str) -> bool:
        """Say whether the header Authorization is that of the user who may ask."""
        return compare_digest(authorization.encode(), self._current().key)

    def find(self, her: int) -> Entry | None:
        """Return who has this HER-id."""
        return self._current().entries.get(her)

    def _current(self) -> Listing:
        changed_at = self._file.stat().st_mtime_ns
        if changed_at != self._read_at:
            with suppress(BadConfig):  # half-written: what stood there stands until it can be read
                self._listing, self._read_at = read_listing(self._file), changed_at
        return self._listing


def read_listing(file: Path) -> Listing:
    """Read the file. Raises BadConfig."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        entries = [_entry(one) for one in told.get("party", ())]
        key = b"Basic " + b64encode(f"{told['user']}:{told['password']}".encode())
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadConfig(f"{file}: {error!r}") from error
    return Listing(key, {one.her: one for one in entries})


def _entry(told: dict[str, Any]) -> Entry:
    unknown = told.keys() - {field.name for field in fields(Entry)}
    if unknown or told.get("kind") not in KINDS:
        raise ValueError(f"party {told.get('her')}: {sorted(unknown) or told.get('kind')}")
    return Entry(**told)
