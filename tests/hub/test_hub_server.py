"""The hub as a process of its own, on loopback: it starts, streams, and stops when told."""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from local_hub import BYDEL, HERS, KEYS, parcel, public, settings
from ports import free_port
from samhandling.transport.carriers.contract import Arrival, Idle
from samhandling.transport.carriers.edi20 import Edi20Carrier

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PROGRAM = Path(sys.executable).with_name("samhandling")


def toml(port: int, names: tuple[str, ...] = tuple(HERS)) -> str:
    return f'public_url = "http://127.0.0.1:{port}"\nfaults = true\nping_seconds = 0.5\n' + "".join(
        client(name) for name in names
    )


def client(name: str) -> str:
    jwk = "".join(f"{part} = {json.dumps(value)}\n" for part, value in public(KEYS[name]).items())
    return f'\n[[clients]]\nclient_id = "{name}"\nher_ids = {HERS[name]}\n[clients.jwk]\n{jwk}'


class Running:
    def __init__(self, folder: Path, *names: str) -> None:
        self.port = free_port()
        self.config = folder / "hub.toml"
        self.config.write_text(toml(self.port, names or tuple(HERS)))
        places = ["--config", self.config, "--data", folder / "data", "--port", str(self.port)]
        self.process = subprocess.Popen([PROGRAM, "hub", "run", *places], stderr=subprocess.PIPE)
        self._carriers: list[Edi20Carrier] = []
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                httpx.get(f"http://127.0.0.1:{self.port}/ping", trust_env=False)
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
        self.close()
        raise TimeoutError("the hub did not start")

    def carrier(self, name: str) -> Edi20Carrier:
        self._carriers.append(Edi20Carrier(settings(name, base_url=f"http://127.0.0.1:{self.port}")))
        return self._carriers[-1]

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        code = self.process.wait(10)
        self.errors = self.process.stderr.read().decode()
        self.process.stderr.close()
        return code

    def close(self) -> None:
        if self.process.poll() is None:
            self.stop(signal.SIGKILL)
        for carrier in self._carriers:
            carrier.close()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path)
    yield running
    running.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_though_a_stream_is_open(running, number):
    line = iter(running.carrier("bydel").receive(None))
    next(line)
    assert running.stop(number) == 0
    assert all(isinstance(event, Idle) for event in line)
    assert running.errors == ""


def test_a_message_passes_and_the_stream_can_be_ended_from_another_thread(running):
    bydel, sent = running.carrier("bydel"), parcel()
    running.carrier("hospital").send(sent)
    line = (event for event in bydel.receive(None) if isinstance(event, Arrival))
    assert next(line).document == sent.document
    threading.Timer(0.2, bydel.close).start()
    started = time.monotonic()
    assert not list(line)
    assert time.monotonic() - started < 5


def test_what_was_taken_is_there_after_the_process_was_killed(tmp_path):
    first, sent = Running(tmp_path), parcel()
    first.carrier("hospital").send(sent)
    first.close()
    second = Running(tmp_path)
    arrival = next(event for event in second.carrier("bydel").receive(None) if isinstance(event, Arrival))
    assert arrival.document == sent.document
    second.close()


def test_a_client_that_is_added_while_the_hub_runs_may_call(tmp_path):
    running = Running(tmp_path, "hospital")
    with running.config.open("a") as config:
        config.write(client("bydel"))
    running.carrier("hospital").send(parcel((BYDEL,)))
    assert next(iter(running.carrier("bydel").receive(None)))
    running.close()


def test_a_configuration_that_cannot_be_used_is_said_in_one_line(tmp_path):
    config = tmp_path / "hub.toml"
    config.write_text("public_url = 1\n[[clients]]\nclient_id = 'x'\n")
    told = subprocess.run(
        [PROGRAM, "hub", "run", "--config", config, "--port", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "hub.toml: KeyError('jwk')" in told.stderr
    assert "Traceback" not in told.stderr
