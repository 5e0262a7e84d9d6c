"""What one node must know to use the message service."""

from dataclasses import dataclass
from typing import Any

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Edi20Settings:
    """Addresses, identity and caps. Times are in seconds, sizes in bytes."""

    base_url: str
    client_id: str
    private_jwk: dict[str, Any]  # EC P-256, as `samhandling node init` writes it
    her_ids: tuple[int, ...]  # every HER-id that we send or receive as
    issuer: str = ""  # of the token service; the hub's own address when empty
    source_system: str = "Samhandling 0.1"  # header nhn-source-system: name and version
    scope: str = "nhn:msh/api"
    timeout: float = 30.0
    silence: float = 45.0  # a stream this quiet is dead; the service pings every 15 s
    poll_wait: float = 5.0  # between polls where no stream can be had
    max_document: int = 25 * MEGABYTE  # base64 in a request of 35 MB
    max_response: int = 40 * MEGABYTE
    lock_to_us: bool = False  # ask the service to refuse other clients for our HER-ids

    @property
    def token_issuer(self) -> str:
        """The token service's address without a trailing slash."""
        return (self.issuer or self.base_url).rstrip("/")
