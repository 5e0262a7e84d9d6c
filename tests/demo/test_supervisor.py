"""The supervisor keeps parts alive, and says so."""

import asyncio
import os
import signal
import sys
import time

import pytest

from ports import free_port
from samhandling.demo import parts as parts_module
from samhandling.demo.parts import Part, State
from samhandling.demo.place import Place
from samhandling.demo.supervisor import Supervisor

pytestmark = [pytest.mark.enable_socket]


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


@pytest.fixture
def told():
    return []


@pytest.fixture
def supervisor(place, told):
    return Supervisor(place, told.append)


def web_server(place, name="web"):
    """A part that answers over HTTP."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    return Part(name, f"The {name}", command, place.log(name), port)


def run(supervisor, done, within=20):
    """Let the supervisor work until `done()`, then stop it."""

    async def work():
        try:
            return await asyncio.wait_for(supervisor.until(done), within)
        finally:
            supervisor.stop()

    return asyncio.run(work())


def test_a_part_is_ready_when_it_answers(supervisor, place):
    supervisor.add([web_server(place)])
    assert run(supervisor, supervisor.ready)


def test_a_part_that_dies_is_started_again_and_that_is_said(supervisor, place, told, monkeypatch):
    monkeypatch.setattr(parts_module, "FIRST_PAUSE", 0.1)
    part = web_server(place)
    supervisor.add([part])
    killed = []

    def alive_again():
        if part.state is State.READY and not killed:
            killed.append(part.process.pid)
            os.kill(part.process.pid, signal.SIGKILL)
        return bool(killed) and part.state is State.READY and part.process.pid != killed[0]

    assert run(supervisor, alive_again)
    assert part.restarts == 1
    assert any("The web ended (signal 9); starting it again" in line for line in told)


def test_the_pause_grows_with_every_crash(place):
    part = Part("crash", "The crasher", [sys.executable, "-c", "raise SystemExit(3)"], place.log("crash"), 1)
    pauses = []
    for _attempt in range(3):
        part.start()
        part.process.wait(10)
        assert part.bury() == 3
        pauses.append(round(part.due - time.monotonic()))
    assert pauses == [1, 2, 4]


def test_a_part_that_lived_long_is_forgiven_its_crashes(place):
    part = Part("crash", "The crasher", [sys.executable, "-c", ""], place.log("crash"), 1, crashes=4)
    part.start()
    part.process.wait(10)
    part.started_at -= parts_module.LIVED + 1
    part.bury()
    assert part.crashes == 1


def test_what_the_supervisor_knows_stands_where_the_front_page_reads_it(supervisor, place):
    supervisor.add([web_server(place)])
    run(supervisor, supervisor.ready)
    status = place.read("status")
    assert status["phase"] == "stopping"
    assert [(part["name"], part["restarts"]) for part in status["parts"]] == [("web", 0)]


def test_it_stops_when_told_though_nothing_is_done(supervisor):
    async def work():
        asyncio.get_running_loop().call_later(0.1, supervisor.stopping.set)
        return await supervisor.until(lambda: False)

    assert asyncio.run(work()) is False
