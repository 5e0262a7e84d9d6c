from collections.abc import Iterator
from pathlib import Path

import pytest
from local_hub import BYDEL, HOSPITAL, InProcess, carrier, parcel, start_hub

from samhandling.transport.carriers.contract import Arrival, Idle, StateChange


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[InProcess]:
    hub = start_hub(tmp_path)
    yield hub
    hub.stop()


def test_a_message_arrives_as_the_bytes_that_were_sent(hub):
    sent = parcel()
    carrier_id = carrier(hub, "hospital").send(sent)
    arrivals = (event for event in carrier(hub, "bydel").receive(None) if isinstance(event, Arrival))
    arrival = next(arrivals)
    assert arrival.document == sent.document
    assert (arrival.carrier_id, arrival.sender_her, arrival.receiver_her) == (carrier_id, HOSPITAL, BYDEL)
