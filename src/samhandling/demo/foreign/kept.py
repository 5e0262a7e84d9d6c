"""The foreign system's files: its key, how far it has read, and what it got."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from joserfc.jwk import ECKey

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from samhandling.transport.carriers.contract import Arrival, ReceiptError


@dataclass(frozen=True)
class Kept:
    """One message that came, and what we answered."""

    offset: int
    carrier_id: str
    sender_her: int | None
    came_at: str  # ISO 8601, UTC, by the sector's clock
    refused: tuple[str, ...]


@dataclass(frozen=True)
class Files:
    """The folder of the foreign system."""

    path: Path

    def key(self) -> dict[str, Any]:
        """Return the private key as a JWK; made the first time, readable by the owner alone."""
        file = self.path / "client.jwk"
        if not file.exists():
            self.path.mkdir(parents=True, exist_ok=True)
            made = ECKey.generate_key("P-256", private=True).as_dict(private=True)
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                json.dump(made, out)
        return dict(json.loads(file.read_text(encoding="ascii")))

    def public_key(self) -> dict[str, Any]:
        return {name: value for name, value in self.key().items() if name != "d"}

    def position(self) -> int | None:
        """Return the offset of the last message that was kept."""
        return max((kept.offset for kept in self.all()), default=None)

    def keep(self, arrival: Arrival, errors: tuple[ReceiptError, ...], now: dt.datetime) -> None:
        """Write the message first and the note last: without its note it comes again, which does no harm."""
        inbox = self.path / "inbox"
        inbox.mkdir(parents=True, exist_ok=True)
        (inbox / f"{arrival.offset:09d}.xml").write_bytes(arrival.document)
        refused = tuple(f"{error.code}: {error.text}" for error in errors)
        kept = Kept(
            arrival.offset, arrival.carrier_id, arrival.sender_her, now.isoformat("T", "seconds"), refused
        )
        draft = inbox / f"{arrival.offset:09d}.part"
        draft.write_text(json.dumps(asdict(kept)), encoding="utf-8")
        draft.rename(inbox / f"{arrival.offset:09d}.json")

    def all(self) -> Iterator[Kept]:
        """Yield what came, the newest first."""
        for file in sorted((self.path / "inbox").glob("*.json"), reverse=True):
            told = json.loads(file.read_text(encoding="utf-8"))
            yield Kept(**{**told, "refused": tuple(told["refused"])})

    def document(self, kept: Kept) -> bytes:
        return (self.path / "inbox" / f"{kept.offset:09d}.xml").read_bytes()
