"""Messages from one node to another through the hub, each with its AppRec back."""

from __future__ import annotations

import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from bench import carrier
from bench.apart import apart
from bench.figures import Goal, Measured
from bench.letters import SMALL, fresh, stay_letters
from bench.postgres import create_databases, postgres
from bench.sector import sector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.sector import Sector
    from bench.sizes import Sizes

GOAL = Goal("≥", 60, "messages/s")
WARM_UP = 40
PATIENCE = 600.0  # seconds for all to be answered
LOOK = 0.2  # seconds between two looks at how many are answered


@dataclass(frozen=True)
class Passed:
    """Seconds from the first call of `send_document`: until the last returned, until all were receipted."""

    sent_in: float
    done_in: float
    cpu: float  # processor seconds of the process that sent


def measure(sizes: Sizes) -> Measured:
    """On SQLite small letters and whole stays, on PostgreSQL whole stays."""
    found = Measured()
    one = partial(_one, found, count=sizes.traffic, floor=_floor(sizes))
    if sizes.every_way:
        with _nodes() as made:
            one("SQLite, Melding om innlagt, 5 kB", made, _admissions)
            one("SQLite, letters of whole stays, 5–44 kB", made, stay_letters)
    with postgres() as url, _nodes(create_databases(url, "hospital", "municipality")) as made:
        one("PostgreSQL, letters of whole stays, 5–44 kB", made, stay_letters)
    found.say(
        f"One process puts {sizes.traffic} messages into the hospital's record and outbox, one transaction"
        " each (`send_document`), as fast as it can; the clock runs from its first call until the AppRec of"
        " every message is filed at the hospital. The hub, and the worker of each node, are processes of "
        " their own (`samhandling hub run`, `node worker`); nothing else is started."
    )
    found.say(
        "Milliseconds are of processor time per message and process: what the machine's cores must share. The"
        " floor is what carrier and hub alone take for the same requests, without nodes, rules and databases."
    )
    return found


def _floor(sizes: Sizes) -> float:
    told = carrier.measure(sizes.traffic // 4, min(20, sizes.traffic))
    return told["hub_cpu_ms"] + told["receiver_cpu_ms"] + told["sender_cpu_ms"]


@contextmanager
def _nodes(databases: dict[str, str] | None = None) -> Iterator[Sector]:
    with tempfile.TemporaryDirectory() as folder, sector(Path(folder), databases=databases) as made:
        apart(made.environments["hospital"], send, made.home("hospital"), stay_letters, WARM_UP)
        yield made


def send(home: Path, letters: Callable[[int], list[bytes]], count: int) -> Passed:
    """Send letters from the node at `home` and wait for their receipts. Call it in a process apart."""
    from samhandling.node.founding import open_home

    open_home(home)
    from samhandling.node.access.actor import operator
    from samhandling.node.correspondence.actions import send_document

    actor, documents = operator(), letters(count)
    begun, used = time.perf_counter(), time.process_time()
    last = [send_document(actor, document).pk for document in documents][-1]
    sent_in, used = time.perf_counter() - begun, time.process_time() - used
    _wait_for_receipts(last)
    return Passed(sent_in, time.perf_counter() - begun, used)


def _wait_for_receipts(last: int) -> None:
    from samhandling.node.delivery.models import DeliveryState

    waiting = DeliveryState.objects.filter(recipient__message__lte=last).exclude(state="completed")
    latest = time.monotonic() + PATIENCE
    while waiting.exists():
        if time.monotonic() > latest:
            raise TimeoutError(f"{waiting.count()} messages have no receipt")
        time.sleep(LOOK)


def _admissions(count: int) -> list[bytes]:
    return [fresh(SMALL, turn) for turn in range(count)]


def _one(  # noqa: PLR0913  what is measured, where, with what
    found: Measured,
    title: str,
    made: Sector,
    letters: Callable[[int], list[bytes]],
    *,
    count: int,
    floor: float,
) -> None:
    before = {name: _cpu(child.pid) for name, child in made.processes.items()}
    passed = apart(made.environments["hospital"], send, made.home("hospital"), letters, count)
    found.add(f"{title}: sent and receipted", count / passed.done_in, "messages/s", goal=GOAL)
    found.add(f"{title}: into the record and outbox", count / passed.sent_in, "messages/s")
    used = {name: _cpu(child.pid) - before[name] for name, child in made.processes.items()}
    found.add(f"{title}: the process that sends", 1000 * passed.cpu / count, "ms")
    for name, words in (
        ("hospital", "the hospital's worker"),
        ("hub", "the hub"),
        ("municipality", "the municipality's worker"),
    ):
        found.add(f"{title}: {words}", 1000 * used[name] / count, "ms")
    together = passed.cpu + sum(used.values())
    found.add(f"{title}: all four together", 1000 * together / count, "ms", floor=floor)


def _cpu(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system
