"""Many stays in a node: making them again from their facts, the board, and the page of one."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.apart import apart
from bench.asking import asked_in_turn, client_of
from bench.figures import Goal, Measured, number
from bench.homes import USER, found_node
from bench.postgres import postgres

if TYPE_CHECKING:
    from django.test import Client

    from bench.asking import Pages
    from bench.sizes import Sizes
    from bench.timing import Timed

GOAL = Goal("≤", 100, "ms")
_SINCE = re.compile(r'data-news="([^"]+)"')


def measure(sizes: Sizes) -> Measured:
    """Both databases, one after the other; SQLite alone in the quick mode."""
    found = Measured()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "municipality"
        _tell(found, "SQLite", sizes, apart({}, run, home, sizes))
        if sizes.every_way:
            with postgres() as url:
                home = Path(folder) / "on-postgres" / "municipality"
                _tell(found, "PostgreSQL", sizes, apart({"DATABASE_URL": url}, run, home, sizes))
    found.say(
        f"{sizes.stays:,} patients with a stay each, of three letters, or five where it is over;"
        f" {sizes.open_stays:,} are open. A rebuild reads and parses every document."
    )
    found.say(f"Server time of {sizes.requests} requests of each page, as for the other screens.")
    return found


def run(home: Path, sizes: Sizes) -> tuple[float, dict[str, Timed]]:
    """Found a node, fill it, make every row again, and ask for its pages. Call it in a process apart."""
    found_node(home, "municipality")
    from bench.stay_rows import fill_stays
    from samhandling.node.access.models import User

    fill_stays(sizes.open_stays, sizes.stays - sizes.open_stays)
    seconds = _rebuilt()
    client = client_of(User.objects.get(username=USER))
    return seconds, asked_in_turn(client, _pages(client, sizes.requests), sizes.requests)


def _rebuilt() -> float:
    from django.db import connection

    from samhandling.node.rebuild import rebuild

    begun = time.perf_counter()
    rebuild(_progress)
    seconds = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return seconds


def _progress(done: int, of: int) -> None:
    if done % 2000 == 0 or done == of:
        print(f"  stays folded: {done:,} of {of:,} patients", flush=True)


def _pages(client: Client, requests: int) -> Pages:
    from samhandling.node.stays.models import Stay

    keys = list(Stay.objects.filter(open=True).order_by("pk").values_list("pk", flat=True))
    some = keys[:: max(1, len(keys) // requests)]
    board = "/tavle/?view=open"
    since = _SINCE.search(client.get(board).content.decode().replace("&amp;", "&"))
    assert since, "the board asks for no news"
    return {
        "board": [board],
        "board, a later page": [f"{board}&page={page}" for page in range(2, 12)],
        "board, those who wait for us": [f"{board}&turn=ours"],
        "board, those who come": ["/tavle/?view=coming"],
        "board, a poll without news": [since[1]],
        "stay": [f"/opphold/{pk}/" for pk in some],
    }


def _tell(found: Measured, database: str, sizes: Sizes, told: tuple[float, dict[str, Timed]]) -> None:
    seconds, taken = told
    found.add(f"{database}, `node rebuild` of {sizes.stays:,} stays", seconds, "s")
    for name, one in taken.items():
        goal = GOAL if name == "board" else None
        median = number(one.median * 1000)
        found.add(f"{database}, {name}: p95 (median {median} ms)", one.p95 * 1000, "ms", goal=goal)
