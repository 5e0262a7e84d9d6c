"""A month to settle."""

import pytest
import time_machine

from kept_rows import kept
from screen_world import World
from settlement_world import October, at


@pytest.fixture
def october(world):
    return October(world)


@pytest.fixture
def month(db):
    """Two who waited four days each; a person has confirmed who pays for the first."""
    october = kept("month", a_month)
    with time_machine.travel(at("2026-11-03 09:00"), tick=True):
        yield october


def a_month():
    october = October(World().found()).priced()
    for index in (0, 1):
        october.world.register(index)
    october.notices = [october.waits(0), october.waits(1)]
    october.confirmed(october.notices[0])
    return october
