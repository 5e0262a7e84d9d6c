"""`samhandling node run`: web and worker, kept going, and never outliving their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from kill_sector import NODE as NODE_TOML
from kill_sector import TOLD, command, environment
from ports import LOOPBACK, free_port

pytestmark = [pytest.mark.allow_hosts([LOOPBACK]), pytest.mark.xdist_group("node-run")]
PATIENCE = 60.0
WORKER = "samhandling.node.working"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("running")
    source = folder / "told.toml"
    source.write_text(NODE_TOML.format(slug="bydel", url=f"http://{LOOPBACK}:9", **TOLD["bydel"]))
    subprocess.run(command("node", "init", folder / "bydel", "--from", source), env=environment(), check=True)
    return folder / "bydel"


@pytest.fixture
def running(home: Path) -> Iterator[tuple[psutil.Process, str]]:
    port = free_port()
    started = subprocess.Popen(command("node", "run", home, "--port", port), env=environment())
    process = psutil.Process(started.pid)
    address = f"http://{LOOPBACK}:{port}"
    until(lambda: answers(address))
    until(lambda: worker(process))
    yield process, address
    for each in [*family(process), process]:
        each.kill()
    started.wait()


def until(what: Callable[[], object]) -> None:
    latest = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < latest, "it never came to that"
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        return httpx.get(address).status_code == 302  # to the log-in page
    except httpx.HTTPError:
        return False


def family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def is_worker(child: psutil.Process) -> bool:
    try:
        return WORKER in child.cmdline()
    except psutil.NoSuchProcess:  # or a zombie, which is one of its kinds
        return False


def worker(process: psutil.Process) -> psutil.Process | None:
    return next(filter(is_worker, family(process)), None)


def gone(processes: list[psutil.Process]) -> bool:
    return not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in processes)


def test_a_worker_that_dies_is_started_again(running) -> None:
    process, _address = running
    first = worker(process)
    first.kill()
    until(lambda: (found := worker(process)) is not None and found.pid != first.pid)


def test_sigterm_ends_them_all(running) -> None:
    process, address = running
    children = family(process)
    assert len(children) == 2

    os.kill(process.pid, signal.SIGTERM)
    until(lambda: gone([*children, process]))
    assert not answers(address)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_children_do_not_outlive_a_parent_that_is_killed(running) -> None:
    process, _address = running
    children = family(process)

    os.kill(process.pid, signal.SIGKILL)
    until(lambda: gone(children))
