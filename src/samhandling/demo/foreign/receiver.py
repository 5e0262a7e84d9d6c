"""Taking messages from the hub and answering them, one at a time and for ever."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from samhandling.demo.foreign.judgement import judge
from samhandling.errors import CarrierError, CarrierRefused, MessageError
from samhandling.node import clock
from samhandling.transport.carriers.contract import Arrival, Carrier, ReceiptError, ReceiptParcel
from samhandling.transport.carriers.edi20 import Edi20Carrier, Edi20Settings

if TYPE_CHECKING:
    from samhandling.demo.foreign.kept import Files
    from samhandling.demo.sector import Organisation

PAUSE = 2.0  # seconds before calling again when the line has broken


def carrier_of(organisation: Organisation, files: Files, hub_url: str) -> Edi20Carrier:
    """Return the foreign system's own line to the hub."""
    hers = (organisation.her, *(service.her for service in organisation.services))
    return Edi20Carrier(
        Edi20Settings(
            base_url=hub_url,
            client_id=organisation.slug,
            private_jwk=files.key(),
            her_ids=hers,
            source_system="SolvangOmsorg 4.2",
        )
    )


def receive_for_ever(carrier: Carrier, files: Files) -> None:
    """Keep and answer everything that comes; call again when the line breaks or the hub refuses us."""
    while True:
        try:
            for event in carrier.receive(files.position()):
                if isinstance(event, Arrival):
                    _take(carrier, files, event)
        except CarrierError:
            time.sleep(PAUSE)


def _take(carrier: Carrier, files: Files, arrival: Arrival) -> None:
    """Answer and keep it. A receipt that the hub will not take must not end the receiving."""
    errors = _errors(arrival)
    with suppress(CarrierRefused):
        carrier.send(ReceiptParcel(arrival.carrier_id, arrival.receiver_her, "2" if errors else "1", errors))
    files.keep(arrival, errors, clock.now())


def _errors(arrival: Arrival) -> tuple[ReceiptError, ...]:
    try:
        return judge(arrival.document)
    except MessageError as error:
        return (ReceiptError("T01", f"Kunne ikke lese meldingen: {error}"),)
