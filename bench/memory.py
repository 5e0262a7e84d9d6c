"""Memory of a node that has worked, and of the whole demo sector."""

from __future__ import annotations

import json
import re
import socket
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil

from bench.apart import apart
from bench.figures import Goal, Measured
from bench.homes import PASSWORD, USER
from bench.letters import stay_letters
from bench.sector import Child, free_port, running, sector
from bench.traffic import send

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.sizes import Sizes

NODE_GOAL, DEMO_GOAL = Goal("≤", 200, "MB"), Goal("≤", 2500, "MB")
DEMO_DAYS = 3  # of history: memory does not follow it
DEMO_PATIENCE = 300.0  # seconds
_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def measure(sizes: Sizes) -> Measured:
    """A municipality that has received and shown messages; then the demo."""
    found = Measured()
    with (
        tempfile.TemporaryDirectory() as folder,
        sector(Path(folder), serving=("municipality",)) as made,
    ):
        apart(made.environments["hospital"], send, made.home("hospital"), stay_letters, sizes.traffic // 2)
        _visit(f"http://127.0.0.1:{made.ports['municipality']}", sizes.requests)
        _node(found, made.processes["municipality"])
        found.add("The hub", *_proportional([psutil.Process(made.processes["hub"].pid)]))
    found.say(
        f"PSS: what is shared with other processes is divided among them. The node had received and answered"
        f" {sizes.traffic // 2} messages (5–44 kB) and shown inbox and messages {sizes.requests} times, by"
        " `samhandling node run`: a process that supervises and serves, and the worker."
    )
    if sizes.demo:
        _demo(found)
    else:
        found.say("The demo sector was not started.")
    return found


def _node(found: Measured, child: Child) -> None:
    processes = _family(child.pid)
    found.add("A node's web and worker", *_proportional(processes), goal=NODE_GOAL)
    for process in processes:
        name = "the worker" if "working" in " ".join(process.cmdline()) else "the web"
        words = name if process.pid != child.pid else "the process that supervises"
        found.add(f"of it {words}", *_proportional([process]))
    found.add(
        "the same, counting only what nobody shares (USS)",
        sum(one.memory_full_info().uss for one in processes) / 1e6,
        "MB",
    )


def _visit(url: str, requests: int) -> None:
    """Log in, and look at inbox, messages and patients in turn."""
    with httpx.Client(base_url=url, follow_redirects=True, timeout=30) as client:
        form = client.get("/logg-inn/").text
        token = _CSRF.search(form)
        assert token
        told = {"username": USER, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        inbox = client.post("/logg-inn/", data=told, headers={"Referer": url}).raise_for_status().text
        links = sorted(set(re.findall(r'href="(/melding/\d+/)"', inbox)))
        assert links, "the inbox is empty"
        pages = ["/innboks/", *links]
        for turn in range(requests):
            client.get(pages[turn % len(pages)]).raise_for_status()


def _demo(found: Measured) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "demo"
        command = ("demo", "run", "--port", _row_of_free_ports(), "--days", DEMO_DAYS)
        environment = {"SAMHANDLING_DEMO": str(place)}
        with running(Path(folder), *command, environment=environment) as child:
            if not _ready(place / "status.json", child):
                found.say("The demo sector could not be started, and is not measured.")
                return
            time.sleep(5)
            family = _family(child.pid)
            found.add(f"The whole demo, {len(family)} processes", *_proportional(family), goal=DEMO_GOAL)
            found.say(f"The demo was measured as it stands after seeding {DEMO_DAYS} days.")


def _ready(status: Path, child: Child) -> bool:
    latest = time.monotonic() + DEMO_PATIENCE
    while time.monotonic() < latest and child.poll() is None:
        if status.exists() and json.loads(status.read_text(encoding="utf-8"))["phase"] == "ready":
            return True
        time.sleep(1)
    return False


def _row_of_free_ports(wanted: int = 30) -> int:
    """A port with free ones behind it: the demo takes a row."""
    while True:
        first = free_port()
        if first + wanted < 65_536 and all(_is_free(port) for port in range(first, first + wanted)):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) != 0


def _family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def _proportional(processes: Iterable[psutil.Process]) -> tuple[float, str]:
    """PSS in MB; where the system cannot tell it (not Linux), resident memory."""
    told = [process.memory_full_info() for process in processes]
    return sum(getattr(one, "pss", one.rss) for one in told) / 1e6, "MB"
