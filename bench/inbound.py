"""A message that comes in: from the carrier's event to the receipt in the outbox, on both databases."""

from __future__ import annotations

import itertools
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.apart import apart
from bench.figures import Goal, Measured
from bench.floors import floor_on
from bench.homes import found_node
from bench.letters import stay_letters
from bench.postgres import postgres
from bench.stages import Stages
from bench.timing import Timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.sizes import Sizes

GOAL = Goal("≤", 10)
BATCH = 20  # what a worker claims at once when much waits
SENDER, RECEIVER = 8900101, 8900202
STAGES = {
    "arrival": "arrival: store bytes and position",
    "arrival: commit": "arrival: commit",
    "handling: claim": "claim",
    "handling: bytes": "fetch the bytes",
    "handling: verdict": "verdict",
    "handling: file": "file",
    "handling: audit": "audit",
    "handling: receipt": "receipt enqueued",
    "handling: done": "mark as done",
    "handling: commit": "commit",
    "handling": "the rest",
}


def measure(sizes: Sizes) -> Measured:
    """Both databases, one after the other."""
    found = Measured()
    with tempfile.TemporaryDirectory() as folder:
        _tell(found, "SQLite", apart({}, run, Path(folder) / "municipality", sizes.inbound))
        with postgres() as url:
            home = Path(folder) / "on-postgres" / "municipality"
            _tell(found, "PostgreSQL", apart({"DATABASE_URL": url}, run, home, sizes.inbound))
    found.say(
        "Floor: `lxml.etree.fromstring`, and one `INSERT` of the same bytes with a durable commit, by the"
        " raw driver (sqlite3, psycopg) in the same database, in turn with the node's own work."
    )
    found.say(
        f"The letters of whole stays, 5–44 kB, {sizes.inbound} in each way of working: under load a worker"
        f" claims {BATCH} at once; when little comes, one. Each message is two durable commits (arrival;"
        " everything else), and the claim a third, shared by what is claimed together."
    )
    found.say(
        "The share of each stage is of the time under load. `verdict` asks the record for duplicates too;"
        " `file` writes envelope, recipients, entry, and finds patient and thread."
    )
    return found


@dataclass
class Taken:
    """Seconds per message, and by stage."""

    floor: list[float] = field(default_factory=list)
    load: list[float] = field(default_factory=list)
    single_floor: list[float] = field(default_factory=list)
    single: list[float] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)


def run(home: Path, messages: int) -> Taken:
    """Found a node and let messages come in. Call it in a process apart."""
    found_node(home, "municipality")
    taken, stages, offsets = Taken(), Stages(), itertools.count(1)
    floor = floor_on(home)
    work = _Work(offsets)
    for letters in _batches(messages + BATCH, BATCH):  # the first batch warms up
        taken.floor.append(_each(floor, letters))
        with stages.watching(*_watched()):
            taken.load.append(_timed(lambda letters=letters: work.batch(letters, stages)) / len(letters))
        if len(taken.load) == 1:
            stages.seconds.clear()
    for letters in _batches(messages // 4, 1):
        taken.single_floor.append(_each(floor, letters))
        taken.single.append(_timed(lambda letters=letters: work.batch(letters, Stages())))
    taken.stages = dict(stages.seconds)
    del taken.floor[0], taken.load[0]
    work.check()
    return taken


class _Work:
    """The node's own steps, called as its engine calls them."""

    def __init__(self, offsets: itertools.count[int]) -> None:
        from samhandling.node.delivery import filing, receiving

        self.offsets, self.filing, self.receiving = offsets, filing, receiving
        self.position = receiving.take_position("bench")
        self.count = 0

    def batch(self, letters: list[bytes], stages: Stages) -> None:
        arrivals = [self._arrival(letter) for letter in letters]
        for arrival in arrivals:
            with stages.stage("arrival"):
                self.receiving.commit_arrival(arrival, self.position)
        with stages.stage("handling"):
            assert self.filing.handle_batch(BATCH) == len(letters)
        self.count += len(letters)

    def check(self) -> None:
        """Everything was accepted; else the figures are of something else."""
        from samhandling.node.delivery.models import Incoming, Outgoing

        assert Incoming.objects.filter(work="done", outcome="accepted").count() == self.count
        assert Outgoing.objects.filter(kind="receipt", status="1").count() == self.count

    def _arrival(self, letter: bytes) -> Any:
        from samhandling.transport.carriers.contract import Arrival

        number = next(self.offsets)
        return Arrival(number, f"{number:036}", letter, SENDER, RECEIVER)


def _watched() -> list[tuple[Any, str, str]]:
    from django.db import connection

    from samhandling.node.delivery import messages, outbox, work
    from samhandling.node.journal import contents

    return [
        (connection, "commit", "commit"),
        (work, "claim", "claim"),
        (contents, "raw_of", "bytes"),
        (messages, "verdict", "verdict"),
        (messages, "file_message", "file"),
        (messages, "record", "audit"),
        (outbox, "put_receipts", "receipt"),
        (work, "finish", "done"),
    ]


def _batches(count: int, size: int) -> list[list[bytes]]:
    letters = stay_letters(count)
    return [letters[first : first + size] for first in range(0, count, size)]


def _each(act: Callable[[bytes], None], letters: list[bytes]) -> float:
    return _timed(lambda: [act(letter) for letter in letters]) / len(letters)


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _tell(found: Measured, database: str, taken: Taken) -> None:
    for words, ours, floor in (
        ("under load", Timed(tuple(taken.load)), Timed(tuple(taken.floor))),
        ("one at a time", Timed(tuple(taken.single)), Timed(tuple(taken.single_floor))),
    ):
        found.add(
            f"{database}, {words}: a message, from event to receipt enqueued",
            ours.median * 1000,
            "ms",
            floor=floor.median * 1000,
            ratio=ours.ratio(floor),
            goal=GOAL,
        )
    whole = sum(taken.stages.values())
    for name, words in STAGES.items():
        found.add(f"{database}, share of: {words}", 100 * taken.stages.get(name, 0) / whole, "%")
