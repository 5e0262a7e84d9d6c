"""Handing over through folders, for a system that can write and read files and nothing else.

    out/       the record system puts a message here; the worker sends it
    sent/      where it is then, with NAME.json beside it that says under which MsgId it went
    rejected/  one that could not be sent, with NAME.json that says why
    copies/    copies of what the record system sends and receives itself (lyttemodus); then in copied/
    in/        what came: NUMBER-KIND-ID.xml, each written whole and once; the reader removes it

A file is taken when it has not changed for a moment, so that a half-written one is left alone; better still,
write it under another name and rename it to .xml. Names that begin with a dot are never looked at.
"""

from __future__ import annotations

import json
import os
import stat
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from samhandling.errors import Conflict, MessageError, NotAllowed
from samhandling.node import clock
from samhandling.node.journal.contents import sha256_of
from samhandling.node.recordsystem import callers, files
from samhandling.node.recordsystem.copies import take_copy
from samhandling.node.recordsystem.handing import hand_over
from samhandling.node.recordsystem.handing_in import hand_in
from samhandling.standards.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from samhandling.node.access.actor import Actor
    from samhandling.node.home import Home

FOLDERS = ("out", "sent", "rejected", "copies", "copied", "in")
OURS = 0o770  # the node and, by its group, the record system; nobody else reads what lies here
SETTLED = 2.0  # seconds without a change
AT_ONCE = 50


@dataclass(frozen=True)
class HandOver:
    """The folders under one path. `settled` is how long a file must have stood unchanged, in seconds."""

    path: Path
    settled: float = SETTLED

    def step(self) -> int:
        """Take what has been put out, and give what has come. Returns how many things moved.

        A file that cannot be read or moved stops no other; the first such OSError is raised when all is done.
        """
        self.path.mkdir(mode=OURS, parents=True, exist_ok=True)
        for name in FOLDERS:
            (self.path / name).mkdir(mode=OURS, exist_ok=True)
        actor = callers.caller(callers.FOLDER)
        faults: list[OSError] = []
        moved = self._each("out", partial(self._send, actor), faults)
        moved += self._each("copies", partial(self._copy, actor), faults)
        moved += hand_in(actor, self.path / "in")
        if faults:
            raise faults[0]
        return moved

    def _each(self, folder: str, take: Callable[[Path], int], faults: list[OSError]) -> int:
        moved = 0
        for file in self._ready(folder):
            try:
                moved += take(file)
            except FileNotFoundError:  # another worker was first
                continue
            except OSError as fault:
                faults.append(fault)
        return moved

    def _ready(self, folder: str) -> list[Path]:
        """Whole files, the oldest first."""
        found = [(told.st_mtime, file) for file in (self.path / folder).iterdir() if (told := _told(file))]
        return [file for at, file in sorted(found) if time.time() - at >= self.settled][:AT_ONCE]

    def _send(self, actor: Actor, file: Path) -> int:
        document = _read(file)
        try:
            message = hand_over(actor, document).message
        except (MessageError, Conflict, NotAllowed) as fault:
            self._put_away(file, document, "rejected", {"outcome": "rejected", **_why(fault)})
        else:
            result = {"outcome": "accepted", "id": message.pk, "msg_id": message.msg_id}
            self._put_away(file, document, "sent", result)
        return 1

    def _copy(self, actor: Actor, file: Path) -> int:
        document = _read(file)
        try:
            take_copy(actor, document)
        except (MessageError, Conflict, NotAllowed) as fault:
            self._put_away(file, document, "rejected", {"outcome": "rejected", **_why(fault)})
        else:
            self._put_away(file, document, "copied", {"outcome": "kept"})
        return 1

    def _put_away(self, file: Path, document: bytes, folder: str, result: dict[str, Any]) -> None:
        """The result first: a file that has moved always has its answer beside it."""
        target = self.path / folder / file.name
        if target.exists() and target.read_bytes() != document:
            target = target.with_name(f"{file.stem}-{sha256_of(document)[:8]}{file.suffix}")
        told = {**result, "file": file.name, "at": clock.now().isoformat(timespec="seconds")}
        text = json.dumps(told, ensure_ascii=False, indent=1)
        # a name that is no UTF-8 has lone surrogates, which JSON writes as \udcxx
        files.write_whole(target.with_name(f"{target.name}.json"), text.encode(errors="backslashreplace"))
        file.replace(target)


def handover_of(home: Home) -> HandOver | None:
    """The folders that node.toml names under [record_system], None where it names none."""
    told = home.record_system
    if not told.get("folder"):
        return None
    return HandOver(home.path / told["folder"], float(told.get("settled", SETTLED)))


def _told(file: Path) -> os.stat_result | None:
    """What a file of the record system's is; None for what is none: a folder, a link, a name with a dot."""
    if file.name.startswith(".") or file.suffix.lower() != ".xml":
        return None
    try:
        told = file.lstat()
    except FileNotFoundError:
        return None
    return told if stat.S_ISREG(told.st_mode) else None


def _read(file: Path) -> bytes:
    """The file, or so much of it that it is seen to be too large."""
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as source:
        return source.read(LIMITS.max_bytes + 1)


def _why(fault: Exception) -> dict[str, Any]:
    if not isinstance(fault, MessageError):
        return {"reason": str(fault)}
    told = [{"line": i.line, "path": i.path, "rule": i.rule, "text": i.message} for i in fault.issues]
    return {"reason": "The message cannot be used", "issues": told}
