"""A month to settle."""

import pytest
import time_machine

from settlement_world import October, at


@pytest.fixture
def october(world):
    return October(world)


@pytest.fixture
def month(october):
    """Two who waited four days each; a person has confirmed who pays for the first."""
    world = october.priced().world
    for index in (0, 1):
        world.register(index)
    october.notices = [october.waits(0), october.waits(1)]
    october.confirmed(october.notices[0])
    with time_machine.travel(at("2026-11-03 09:00"), tick=True):
        yield october
