"""Where the demo keeps its things, and which port each part has.

.samhandling/demo/         in the working directory, or the folder that SAMHANDLING_DEMO names
  state.json               what was seeded, by which version
  progress.json            how far seeding has come
  status.json              how every process is, written by the supervisor for the portal
  clock                    the demo clock's offset in seconds, while seeding
  hub.toml, hub/           the message hub
  address-register.toml    who is who, as the hub tells it; read again when it is changed
  nodes/<slug>/            each node's home: database, keys, node.toml
  foreign/<slug>/          what the foreign receiver got
  logs/<name>.log          what each process said
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from samhandling.errors import SamhandlingError

if TYPE_CHECKING:
    from samhandling.demo.sector import Sector

HOST = "127.0.0.1"


class InUse(SamhandlingError):
    """Another supervisor runs the demo that lies here."""


@dataclass(frozen=True)
class Place:
    """The demo's folder."""

    path: Path

    @classmethod
    def here(cls) -> Place:
        return cls(Path(os.environ.get("SAMHANDLING_DEMO") or ".samhandling/demo").absolute())

    def node(self, slug: str) -> Path:
        return self.path / "nodes" / slug

    def foreign(self, slug: str) -> Path:
        return self.path / "foreign" / slug

    def log(self, name: str) -> Path:
        return self.path / "logs" / f"{name}.log"

    @property
    def clock(self) -> Path:
        return self.path / "clock"

    @property
    def hub_config(self) -> Path:
        return self.path / "hub.toml"

    @property
    def address_register(self) -> Path:
        return self.path / "address-register.toml"

    def read(self, name: str) -> dict[str, Any]:
        """Return what `name`.json holds; nothing when it is not there."""
        try:
            return dict(json.loads((self.path / f"{name}.json").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return {}

    def write(self, name: str, told: dict[str, Any]) -> None:
        """Write `name`.json whole, so that a reader never sees half of it."""
        draft = self.path / f".{name}.json"
        draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        draft.replace(self.path / f"{name}.json")

    def hold(self) -> IO[str]:
        """Take the folder for this process as long as it lives. Raises InUse if another has it."""
        self.path.mkdir(parents=True, exist_ok=True)
        lock = (self.path / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise InUse(
                f"The demo in {self.path} is already running. Stop that one first (Ctrl-C)."
            ) from None
        return lock

    def empty(self) -> None:
        """Remove all but the lock."""
        for entry in self.path.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.name != "lock":
                entry.unlink()


@dataclass(frozen=True)
class Ports:
    """Port of every part: the portal first, then the hub, the nodes and the foreign receivers."""

    portal: int

    @property
    def hub(self) -> int:
        return self.portal + 1

    def of(self, slug: str, sector: Sector) -> int:
        return self.portal + 2 + [organisation.slug for organisation in sector.organisations].index(slug)


def url_of(port: int) -> str:
    """Return the address that the parts call each other by."""
    return f"http://{HOST}:{port}"
