"""A demo sector that runs beside a test: started, asked, killed and stopped from outside."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from ports import free_ports

SAMHANDLING = [sys.executable, "-c", "from samhandling.cli import main; main()"]


@dataclass
class DemoRun:
    """One `samhandling demo run`."""

    folder: Path
    nodes: str = "diakonhjemmet,frogner"
    days: int = 2
    port: int = field(default_factory=free_ports)
    process: subprocess.Popen[str] | None = None

    def start(self) -> DemoRun:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.said.open("w") as output:
            self.process = subprocess.Popen(
                [*self._command(), "--days", str(self.days)],
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | {"SAMHANDLING_DEMO": str(self.folder)},
                text=True,
            )
        return self

    def in_the_foreground(self) -> subprocess.CompletedProcess[str]:
        """Run it to its end, for runs that are to be refused."""
        env = os.environ | {"SAMHANDLING_DEMO": str(self.folder)}
        return subprocess.run(
            self._command(), capture_output=True, check=False, text=True, env=env, timeout=60
        )

    def _command(self) -> list[str]:
        return [*SAMHANDLING, "demo", "run", "--port", str(self.port), "--nodes", self.nodes]

    @property
    def said(self) -> Path:
        return self.folder.with_suffix(".out")

    def told(self) -> str:
        return self.said.read_text()

    def until(self, words: str, within: float = 150) -> DemoRun:
        """Wait until it has said something. Fails with all it said."""
        end = time.monotonic() + within
        while not re.search(words, self.told()):
            assert time.monotonic() < end, f"never said {words!r}:\n{self.told()}"
            assert self.process.poll() is None, f"it ended:\n{self.told()}"
            time.sleep(0.1)
        return self

    def ready(self) -> DemoRun:
        return self.until("is ready")

    def url(self, number: int = 0) -> str:
        """Return the address of the front page, or of the part so many ports on."""
        return f"http://localhost:{self.port + number}/"

    def get(self, number: int = 0) -> str:
        with urllib.request.urlopen(self.url(number), timeout=10) as answer:  # noqa: S310  our own address
            return answer.read().decode()

    def home(self, slug: str) -> Path:
        return self.folder / "nodes" / slug

    def send(self, slug: str, document: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
        """Send a document with `samhandling node send -`."""
        command = [*SAMHANDLING, "node", "send", "-", "--home", str(self.home(slug)), *options]
        return subprocess.run(command, input=document, capture_output=True, check=False)

    def node(self, slug: str, verb: str) -> subprocess.CompletedProcess[str]:
        """Run a verb of `samhandling node` on one of its homes."""
        command = [*SAMHANDLING, "node", verb, str(self.home(slug))]
        return subprocess.run(command, capture_output=True, check=False, text=True)

    def part(self, name: str) -> dict:
        """Return what the supervisor says of a part."""
        status = json.loads((self.folder / "status.json").read_text())
        return next(part for part in status["parts"] if part["name"] == name)

    def wait_for_part(self, name: str, within: float = 60) -> None:
        end = time.monotonic() + within
        while self.part(name)["state"] != "ready":
            assert time.monotonic() < end, self.told()
            time.sleep(0.1)

    def everyone(self) -> list[psutil.Process]:
        """Return the supervisor and all that it and its children have started."""
        me = psutil.Process(self.process.pid)
        return [me, *me.children(recursive=True)]

    def stop(self, word: signal.Signals = signal.SIGTERM, within: float = 20) -> float:
        """Send a signal and wait. Return how many seconds it took."""
        began = time.monotonic()
        if self.process and self.process.poll() is None:
            self.process.send_signal(word)
            self.process.wait(within)
        return time.monotonic() - began


def all_gone(family: list[psutil.Process], within: float = 15) -> bool:
    """Tell whether every process of a family ends in time."""
    _gone, alive = psutil.wait_procs(family, timeout=within)
    return not [one for one in alive if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
