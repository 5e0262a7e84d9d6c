"""A hub and two nodes, run by the commands that people use, for as long as they are measured."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.apart import OWN, apart
from bench.homes import found_node, hers
from samhandling.node.parent import end_with_parent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PATIENCE = 30.0  # seconds for a process to start or stop
Child = subprocess.Popen[bytes]


@dataclass
class Sector:
    """What runs. `environments` name each node's database; `ports` are of the nodes that serve screens."""

    folder: Path
    environments: Mapping[str, Mapping[str, str]]
    processes: dict[str, Child] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)

    def home(self, which: str) -> Path:
        return self.folder / which


@contextmanager
def sector(
    folder: Path, *, databases: Mapping[str, str] | None = None, serving: tuple[str, ...] = ()
) -> Iterator[Sector]:
    """Found and start a hub, a hospital and a municipality; those in `serving` with their screens too."""
    urls = databases or {}
    environments = {
        name: {"DATABASE_URL": urls[name]} if name in urls else {} for name in ("hospital", "municipality")
    }
    made, hub_port = Sector(folder, environments), free_port()
    hub_url = f"http://127.0.0.1:{hub_port}"
    with ThreadPoolExecutor() as both:
        founded = {
            name: both.submit(apart, environment, found_node, made.home(name), name, hub_url)
            for name, environment in environments.items()
        }
    keys = {name: founding.result() for name, founding in founded.items()}
    (folder / "hub.toml").write_text(_hub_toml(hub_url, keys), encoding="utf-8")
    with ExitStack() as stack:
        made.processes["hub"] = stack.enter_context(
            running(folder, "hub", "run", "--config", folder / "hub.toml", "--port", hub_port)
        )
        wait_for(hub_port)
        for name, environment in environments.items():
            command: tuple[object, ...] = ("node", "worker", made.home(name))
            if name in serving:
                made.ports[name] = free_port()
                command = ("node", "run", made.home(name), "--port", made.ports[name])
            made.processes[name] = stack.enter_context(running(folder, *command, environment=environment))
        for port in made.ports.values():
            wait_for(port)
        yield made


@contextmanager
def running(folder: Path, *command: object, environment: Mapping[str, str] | None = None) -> Iterator[Child]:
    """A `samhandling` command as a process; what it says goes to a log in `folder`."""
    parent = os.getpid()
    inherited = {name: value for name, value in os.environ.items() if name not in OWN}
    words = [
        sys.executable,
        "-c",
        "from samhandling.cli import main; main()",
        *map(str, command),
    ]
    with (folder / "log").open("ab") as log:
        child = subprocess.Popen(
            words,
            stdout=log,
            stderr=log,
            env=inherited | dict(environment or {}),
            preexec_fn=lambda: end_with_parent(parent),  # noqa: PLW1509  it only asks the kernel
        )
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(port: int, patience: float = PATIENCE) -> None:
    """Wait until somebody listens. Raises TimeoutError."""
    latest = time.monotonic() + patience
    while time.monotonic() < latest:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on port {port}")


def _hub_toml(url: str, keys: Mapping[str, Mapping[str, Any]]) -> str:
    clients = "".join(_client(name, jwk) for name, jwk in keys.items())
    return f"public_url = {json.dumps(url)}\n{clients}"


def _client(name: str, jwk: Mapping[str, Any]) -> str:
    public = "".join(f"{part} = {json.dumps(value)}\n" for part, value in jwk.items() if part != "d")
    return f'\n[[clients]]\nclient_id = "{name}"\nher_ids = {hers(name)}\n[clients.jwk]\n{public}'
