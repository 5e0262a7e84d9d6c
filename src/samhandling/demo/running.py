"""`samhandling demo run`: from nothing, or from what was seeded before, to a running sector."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samhandling.demo import processes
from samhandling.demo.fingerprint import fingerprint
from samhandling.demo.free_ports import require_free
from samhandling.demo.parts import Part
from samhandling.demo.progress import ProgressLine
from samhandling.demo.sector import Organisation, Sector, whole_sector
from samhandling.demo.seeding.ports_moved import move_ports
from samhandling.demo.supervisor import Supervisor
from samhandling.errors import SamhandlingError

if TYPE_CHECKING:
    from pathlib import Path

    from samhandling.demo.place import Place, Ports


class SeedingFailed(SamhandlingError):
    """The history could not be made; the text holds the last words of its log."""


@dataclass(frozen=True)
class Choice:
    """Which nodes to run and how many days of history to make; for tests a small part of the whole."""

    nodes: tuple[str, ...] = ()
    days: int = 30

    def sector(self) -> Sector:
        return whole_sector().only(self.nodes) if self.nodes else whole_sector()

    def mark(self) -> str:
        """Return what the seeded data must have been made by to be used again."""
        return f"{fingerprint()}/{','.join(self.nodes)}/{self.days}"


@dataclass
class Run:
    """One run of the demo."""

    place: Place
    ports: Ports
    choice: Choice
    began: float = field(default_factory=time.monotonic)

    def say(self, text: str) -> None:
        with suppress(OSError):  # nobody listens any more: no reason to stop
            print(text, flush=True)  # noqa: T201  the terminal is where the supervisor tells

    def foreground(self) -> int:
        """Run until told to stop. Return the exit code."""
        with self.place.hold():
            sector = self.choice.sector()
            require_free(self._titles(sector))
            return asyncio.run(self._live(sector))

    def _titles(self, sector: Sector) -> dict[int, str]:
        parts = {self.ports.of(one.slug, sector): one.name for one in sector.organisations}
        return {self.ports.portal: "the front page", self.ports.hub: "the message hub", **parts}

    async def _live(self, sector: Sector) -> int:
        supervisor = Supervisor(self.place, self.say)
        loop = asyncio.get_running_loop()
        for word in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(word, supervisor.stopping.set)
        try:
            await self._bring_up(supervisor, sector)
            await supervisor.until(lambda: False)
        finally:
            supervisor.stop()
        self.say("Stopped. What was seeded is kept; `make run` goes on, `make reset` starts afresh.")
        return 0

    async def _bring_up(self, supervisor: Supervisor, sector: Sector) -> None:
        afresh = self._make_room()
        supervisor.add([self._portal()])
        if afresh:
            await self._seed(supervisor)
        if supervisor.stopping.is_set():
            return
        move_ports(self.place, self.ports, sector)
        supervisor.tell("starting")
        supervisor.add([self._hub(), *(self._organisation(one, sector) for one in sector.organisations)])
        if await supervisor.until(supervisor.ready):
            supervisor.tell("ready")
            self.say(
                f"The demo sector is ready: http://localhost:{self.ports.portal} "
                f"({time.monotonic() - self.began:.0f} s). Stop it with Ctrl-C."
            )

    def _make_room(self) -> bool:
        """Say whether to seed: yes when nothing whole lies here that this version made."""
        state = self.place.read("state")
        if state.get("mark") == self.choice.mark():
            self.say("Going on with the sector that was seeded before.")
            return False
        if state:
            self.say("The seeded data were made by another version or choice; making them afresh.")
        elif (self.place.path / "nodes").exists():
            self.say("Seeding was interrupted the last time; beginning afresh.")
        self.place.empty()
        return True

    async def _seed(self, supervisor: Supervisor) -> None:
        supervisor.tell("seeding")
        command = processes.module(
            "samhandling.demo.seeding",
            *("--port", str(self.ports.portal), "--days", str(self.choice.days)),
            *("--nodes", ",".join(self.choice.nodes)),
        )
        log = self.place.log("seeding")
        seeding = processes.start(command, log=log, environment={"SAMHANDLING_DEMO": str(self.place.path)})
        line = ProgressLine(self.place, sys.stdout)
        try:
            await supervisor.until(lambda: _shown(line) and seeding.poll() is not None)
        finally:
            processes.end([seeding], within=8)
            line.close()
        if not supervisor.stopping.is_set() and seeding.returncode:
            raise SeedingFailed(f"Seeding failed. The end of {log}:\n{_tail(log)}")
        if not supervisor.stopping.is_set():
            self.place.write("state", {"mark": self.choice.mark()})

    def _portal(self) -> Part:
        return Part(
            "portal",
            "The front page",
            processes.module("samhandling.demo.portal", str(self.ports.portal), ",".join(self.choice.nodes)),
            self.place.log("portal"),
            self.ports.portal,
            {"SAMHANDLING_DEMO": str(self.place.path)},
        )

    def _hub(self) -> Part:
        port = self.ports.hub
        command = processes.samhandling(
            "hub", "run", "--config", str(self.place.hub_config), "--port", str(port)
        )
        return Part("hub", "The message hub", command, self.place.log("hub"), port)

    def _organisation(self, one: Organisation, sector: Sector) -> Part:
        port = self.ports.of(one.slug, sector)
        if one.foreign:
            command = processes.module("samhandling.demo.foreign", one.slug, str(port), str(self.ports.hub))
            environment = {"SAMHANDLING_DEMO": str(self.place.path)}
        else:
            home = str(self.place.node(one.slug))
            command = processes.samhandling("node", "run", home, "--port", str(port))
            front = f"http://localhost:{self.ports.portal}/"
            environment = {"SAMHANDLING_NODE": home, "SAMHANDLING_DEMO_FRONT": front}
        return Part(one.slug, one.name, command, self.place.log(one.slug), port, environment)


def _shown(line: ProgressLine) -> bool:
    line.show()
    return True


def _tail(log: Path, lines: int = 20) -> str:
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return "\n".join(text.splitlines()[-lines:])
