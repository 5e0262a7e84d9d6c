"""How much to measure: enough for steady figures, or just enough to see that it runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """`rounds` is for what takes less than a millisecond or so."""

    rounds: int = 400
    inbound: int = 400  # messages per database
    traffic: int = 600  # messages from node to node
    queue: int = 100_000  # messages in the record behind the screens
    requests: int = 200  # per screen
    stays: int = 10_000  # in the record that is made again, one for each patient
    open_stays: int = 2_000  # of them, on the board
    every_way: bool = True  # whether to measure SQLite and PostgreSQL, small and mixed where each takes long
    demo: bool = True  # whether to start the whole demo sector


FULL = Sizes()
TINY = Sizes(
    rounds=3,
    inbound=40,
    traffic=20,
    queue=400,
    requests=2,
    stays=60,
    open_stays=55,
    every_way=False,
    demo=False,
)
