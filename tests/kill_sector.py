"""Two real nodes and a real hub as processes, and ways to kill one of them at a chosen moment from outside.

The moments are network calls, seen by a proxy that both nodes' calls pass through, and commits, seen in the
size of the database's write-ahead log. The product has no hooks for this.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from ports import LOOPBACK, free_port
from samhandling.node.founding import public_key

REQUEST = re.compile(rb"^(GET|POST|PUT|DELETE) (\S+) HTTP/1\.1\r\n")
ID = re.compile(r"/[0-9a-f-]{36}")
NOT_INHERITED = {"SAMHANDLING_NODE", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SAMHANDLING_CLOCK"}
NODE = """
environment = "demo"
[organisation]
name = "{name}"
her = {her}
orgnr = "{orgnr}"
kind = "{kind}"
[[service]]
her = {service}
name = "{service_name}"
[carrier]
url = "{url}"
client_id = "{slug}"
"""
TOLD = {
    "hospital": {
        "name": "Diakonhjemmet sykehus", "her": 8900100, "orgnr": "310000019", "kind": "hospital",
        "service": 8900101, "service_name": "PLO innleggelse somatikk",
    },
    "bydel": {
        "name": "Oslo kommune bydel Frogner", "her": 8900200, "orgnr": "310000027", "kind": "municipality",
        "service": 8900202, "service_name": "Sykepleietjeneste",
    },
}  # fmt: skip
UNANSWERED = "SELECT state, count(*) FROM delivery_deliverystate WHERE NOT settled GROUP BY 1"
UNDER_WAY = "SELECT work, reason, count(*) FROM delivery_{table} WHERE work <> 'done' GROUP BY 1, 2"
PATIENCE = 40.0  # seconds until a moment must have come; the machine may be busy
WORK = "\n[work]\nlease = 2.0\nreading_lease = 5.0\nfirst_wait = 0.2\nlongest_wait = 1.0\n"


def _hers(slug: str) -> list[object]:
    return [TOLD[slug]["her"], TOLD[slug]["service"]]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "from samhandling.cli import main; main()", *map(str, arguments)]


def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}


@dataclass
class Member:
    """A node: its home, its worker process, and what it holds."""

    slug: str
    home: Path
    process: subprocess.Popen[bytes] | None = None
    killed: int = 0

    def start(self) -> None:
        log = (self.home.parent / f"{self.slug}.log").open("ab")
        with log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "samhandling.node.working", str(self.home)],
                stdout=log,
                stderr=log,
                env=environment(),
            )

    def kill(self) -> None:
        """SIGKILL: no handler, no farewell."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.killed += 1

    def owns(self, port: int) -> bool:
        """Whether a connection from this port is the worker's."""
        with suppress(psutil.Error):
            connections = psutil.Process(self.process.pid).net_connections("tcp")
            return any(connection.laddr.port == port for connection in connections)
        return False

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        database = sqlite3.connect(f"file:{self.home / 'db.sqlite3'}?mode=ro", uri=True, timeout=20)
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    @property
    def log_size(self) -> int:
        """Bytes in the write-ahead log: they change with each commit."""
        with suppress(FileNotFoundError):
            told = (self.home / "db.sqlite3-wal").stat()
            return told.st_size + told.st_mtime_ns
        return 0


@dataclass(frozen=True)
class Moment:
    """A place to strike: the `count`th call like `call`, before, during or after it."""

    call: str
    phase: str
    count: int = 1


@dataclass
class Proxy:
    """Passes bytes between nodes and hub, and tells of each call before, during and after it."""

    port: int
    hub_port: int
    tell: Callable[[str, str, int], None]
    calls: list[str] = field(default_factory=list)
    _listener: socket.socket | None = None

    def start(self) -> None:
        self._listener = socket.create_server((LOOPBACK, self.port))
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, (_host, port) = self._listener.accept()
                threading.Thread(target=self._serve, args=(client, port), daemon=True).start()

    def _serve(self, client: socket.socket, port: int) -> None:
        """One connection: a call is over when its answer begins to come."""
        with suppress(OSError), client, socket.create_connection((LOOPBACK, self.hub_port)) as hub:
            under_way: list[str] = []
            back = threading.Thread(target=self._answer, args=(hub, client, port, under_way), daemon=True)
            back.start()
            while asked := client.recv(65536):
                if call := self._call(asked):
                    under_way.append(call)
                    self.tell(call, "before", port)
                hub.sendall(asked)

    def _answer(self, hub: socket.socket, client: socket.socket, port: int, under_way: list[str]) -> None:
        with suppress(OSError):
            while answered := hub.recv(65536):
                call = under_way.pop() if under_way else None
                if call:
                    self.tell(call, "during", port)
                client.sendall(answered)
                if call:
                    self.tell(call, "after", port)
            client.shutdown(socket.SHUT_RDWR)

    def _call(self, asked: bytes) -> str | None:
        found = REQUEST.match(asked)
        if found is None:
            return None
        path = found.group(2).decode().partition("?")[0]
        call = f"{found.group(1).decode()} {ID.sub('/ID', path)}"
        self.calls.append(call)
        return call


@dataclass
class Sector:
    """A hospital that sends, a bydel that receives, and the hub between them."""

    folder: Path
    members: dict[str, Member] = field(default_factory=dict)
    hub: subprocess.Popen[bytes] | None = None
    proxy: Proxy | None = None
    feeder: subprocess.Popen[bytes] | None = None
    moment: Moment | None = None
    struck: threading.Event = field(default_factory=threading.Event)

    @property
    def hospital(self) -> Member:
        return self.members["hospital"]

    @property
    def bydel(self) -> Member:
        return self.members["bydel"]

    def start(self) -> None:
        port, hub_port = free_port(), free_port()
        url = f"http://{LOOPBACK}:{port}"
        self._found(url)
        self._write_hub(url)
        self.hub = subprocess.Popen(
            command("hub", "run", "--config", self.folder / "hub.toml", "--port", hub_port),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        self.proxy = Proxy(port, hub_port, self._told)
        self.proxy.start()
        self._feed()
        for member in self.members.values():
            member.start()

    def stop(self) -> None:
        for process in (*(member.process for member in self.members.values()), self.feeder, self.hub):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()
            for pipe in (process.stdin, process.stdout) if process else ():
                if pipe:
                    pipe.close()
        self.proxy.stop()

    def send(self, count: int = 1) -> None:
        """Have the hospital send letters, as its people would."""
        self.feeder.stdin.write(f"{count}\n".encode())
        self.feeder.stdin.flush()
        assert self.feeder.stdout.readline().strip() == b"sent"

    def strike_at(self, moment: Moment) -> bool:
        """Send two letters and kill whoever makes the call at that moment; then start it again."""
        self.struck.clear()
        self.moment = moment
        self.send(2)
        struck = self.struck.wait(PATIENCE)
        self.moment = None
        self.restart()
        return struck

    def strike_after_commits(self, slug: str, commits: int) -> None:
        """Send two letters and kill a node when it has committed so many times; then start it again."""
        member = self.members[slug]
        size, latest = member.log_size, time.monotonic() + PATIENCE
        self.send(2)
        while commits and time.monotonic() < latest:
            if member.log_size != size:
                size, commits = member.log_size, commits - 1
        member.kill()
        self.restart()

    def settle(self, seconds: float) -> None:
        """Wait until every letter has been answered and nothing is under way."""
        latest = time.monotonic() + seconds
        while (left := self._left()) and time.monotonic() < latest:
            time.sleep(0.1)
        assert not left, left

    def _left(self) -> list[tuple[object, ...]]:
        under_way = [
            (slug, table, *row)
            for slug, member in self.members.items()
            for table in ("incoming", "outgoing")
            for row in member.ask(UNDER_WAY.format(table=table))
        ]
        return self.hospital.ask(UNANSWERED) + under_way

    def restart(self) -> None:
        for member in self.members.values():
            if member.process.poll() is not None:
                member.start()

    def _told(self, call: str, phase: str, port: int) -> None:
        moment = self.moment
        if moment is None or (call, phase) != (moment.call, moment.phase) or self.struck.is_set():
            return
        if moment.count > 1:
            self.moment = Moment(moment.call, moment.phase, moment.count - 1)
            return
        for member in self.members.values():
            if member.owns(port):
                member.kill()
                self.struck.set()

    def _found(self, url: str) -> None:
        founding = []
        for slug, told in TOLD.items():
            source = self.folder / f"{slug}.toml"
            source.write_text(NODE.format(slug=slug, url=url, **told))
            home = self.folder / slug
            self.members[slug] = Member(slug, home)
            arguments = command("node", "init", home, "--from", source)
            founding.append(subprocess.Popen(arguments, stdout=subprocess.DEVNULL, env=environment()))
        assert [process.wait(60) for process in founding] == [0, 0]
        for member in self.members.values():
            with (member.home / "node.toml").open("a") as file:
                file.write(WORK)

    def _write_hub(self, url: str) -> None:
        lines = [f'public_url = "{url}"', 'data_dir = "hub"']
        for slug, member in self.members.items():
            lines += ["[[clients]]", f'client_id = "{slug}"', f"her_ids = {_hers(slug)}", "[clients.jwk]"]
            lines += [f"{name} = {json.dumps(value)}" for name, value in public_key(member.home).items()]
        (self.folder / "hub.toml").write_text("\n".join(lines))

    def _feed(self) -> None:
        """A process of the hospital that sends a letter for each line that it is given."""
        self.feeder = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("letter_feeder.py")), str(self.hospital.home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        assert self.feeder.stdout.readline().strip() == b"ready"
