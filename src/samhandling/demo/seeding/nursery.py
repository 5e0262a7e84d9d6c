"""One process that has loaded everything once, and forks a player for each node from itself.

    python -m samhandling.demo.seeding.nursery SLUG:IN:OUT …

IN and OUT are the file descriptors of each player's orders and answers. Seven processes that each load
Django, lxml and the rest, and each make the same tables from migrations, would take half of the time that
seeding may take: so Django is started once, for a home that belongs to nobody, and makes its tables; a player
moves into the home of its own node.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from typing import TYPE_CHECKING

from samhandling.demo.place import Place
from samhandling.demo.seeding.blank import make_blank_database
from samhandling.demo.seeding.player import play
from samhandling.node.parent import end_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def main(members: list[str]) -> int:
    """Fork all players, wait for them; return 1 if one ended badly."""
    place = Place.here()
    make_blank_database(place)
    for name in ("deeds", "engine"):  # and all that they need, which only a started Django can load
        importlib.import_module(f"samhandling.demo.seeding.{name}")
    lines = {slug: (int(orders), int(answers)) for slug, orders, answers in map(_parts, members)}
    children = [_fork_player(place, slug, lines) for slug in lines]
    _close(end for line in lines.values() for end in line)
    codes = [_failed(child) for child in children]  # every one of them is waited for
    return int(any(codes))


def _parts(member: str) -> list[str]:
    return member.split(":")


def _fork_player(place: Place, slug: str, lines: dict[str, tuple[int, int]]) -> int:
    """Fork one player; it lets go of the others' lines, so that each line ends when its player does."""

    def work() -> None:
        _close(end for other, line in lines.items() if other != slug for end in line)
        play(*lines[slug])

    return _fork(work, place.log(f"seeding-{slug}"))


def _close(ends: Iterable[int]) -> None:
    for end in ends:
        os.close(end)


def _fork(work: Callable[[], None], log: object) -> int:
    """Have a child do some work; return its process id."""
    parent = os.getpid()
    if child := os.fork():
        return child
    code = 1
    try:
        end_with_parent(parent)
        output = os.open(str(log), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(output, 1)
        os.dup2(output, 2)
        work()
        code = 0
    except Exception:  # noqa: BLE001  it goes to the log; the parent sees the exit code
        traceback.print_exc()
    finally:
        os._exit(code)


def _failed(child: int) -> bool:
    return os.waitpid(child, 0)[1] != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
