"""What a carrier tells, gathered for a test."""

from contextlib import suppress
from itertools import islice

from samhandling.errors import CarrierUnavailable
from samhandling.transport.carriers.contract import Arrival, Event, Idle
from samhandling.transport.carriers.edi20 import Edi20Carrier


def arrivals(of: Edi20Carrier, number: int, after: int | None = None) -> list[Arrival]:
    return list(islice((event for event in of.receive(after) if isinstance(event, Arrival)), number))


def told(of: Edi20Carrier, number: int, after: int | None = None) -> list[Event]:
    return list(islice((event for event in of.receive(after) if not isinstance(event, Idle)), number))


def until_broken(of: Edi20Carrier, after: int | None = None) -> list[Event]:
    """What is told until the line breaks or closes."""
    events: list[Event] = []
    with suppress(CarrierUnavailable):
        events.extend(event for event in of.receive(after) if not isinstance(event, Idle))
    return events
