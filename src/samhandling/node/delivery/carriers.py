"""The carrier that this node's home names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from samhandling import __version__
from samhandling.errors import SamhandlingError
from samhandling.node.delivery.models import Outgoing
from samhandling.transport.carriers.edi20 import Edi20Carrier, Edi20Settings

if TYPE_CHECKING:
    from samhandling.node.home import Home


class NoCarrier(SamhandlingError):
    """The home names no message service."""


def carrier_of(home: Home, listening: frozenset[int] = frozenset()) -> Edi20Carrier:
    """Connect to the home's message service with the home's own key, for all its HER-ids but `listening`.

    Raises NoCarrier.
    """
    if home.carrier is None:
        raise NoCarrier(f"{home.path / 'node.toml'} names no [carrier]: url and client_id")
    settings = Edi20Settings(
        base_url=home.carrier.url,
        client_id=home.carrier.client_id,
        private_jwk=json.loads(home.key("client.jwk").read_text(encoding="ascii")),
        her_ids=tuple(sorted((home.service_hers | {home.her}) - listening)),
        source_system=f"Samhandling {__version__}",
    )
    return Edi20Carrier(settings, msg_id_of=_msg_id_of)


def _msg_id_of(carrier_id: str) -> str | None:
    """What we sent under this id, so that the carrier need not ask the service."""
    sent = Outgoing.objects.filter(kind=Outgoing.Kind.MESSAGE, carrier_id=carrier_id)
    return sent.values_list("message__msg_id", flat=True).first()
