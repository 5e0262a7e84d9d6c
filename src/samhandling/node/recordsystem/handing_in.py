"""Writing what came into a folder: each thing once, whole, whatever is killed and when.

A file is written under a hidden name; then the place in the line is committed; then the file gets its name.
What is found under a hidden name afterwards is told by the place: up to it, the file was promised and only
lacks its name; beyond it, it was never promised and is written anew.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import transaction

from samhandling.node.access import acts
from samhandling.node.access.audit import record
from samhandling.node.journal import contents
from samhandling.node.journal.folding import lock_names
from samhandling.node.recordsystem import files
from samhandling.node.recordsystem.handouts import in_line, put_in_line
from samhandling.node.recordsystem.models import Bookmark
from samhandling.node.recordsystem.things import thing

if TYPE_CHECKING:
    from pathlib import Path

    from samhandling.node.access.actor import Actor
    from samhandling.node.recordsystem.things import Thing

AT_ONCE = 20  # files while the database is locked
_STAGED = re.compile(r"\.((\d{12})-.+)\.part")


def hand_in(actor: Actor, folder: Path) -> int:
    """Write what has come since last time. Returns how many files there were."""
    put_in_line()
    written = _stage(actor, folder) if in_line(_place(folder), 1) else 0
    _publish(folder)
    return written


def _place(folder: Path) -> int:
    found = Bookmark.objects.filter(name=str(folder)).values_list("number", flat=True).first()
    return found or 0


@transaction.atomic
def _stage(actor: Actor, folder: Path) -> int:
    """Nobody else stages meanwhile, so what is hidden beyond the place was left by one who was killed."""
    lock_names([f"recordsystem:{folder}"])
    place, _new = Bookmark.objects.get_or_create(name=str(folder))
    for file, _name, number in _hidden(folder):
        if number > place.number:
            file.unlink(missing_ok=True)
    rows = in_line(place.number, AT_ONCE)
    for row in rows:
        _stage_one(actor, folder, thing(row))
        place.number = row.pk
    place.save(update_fields=["number"])
    files.sync_folder(folder)
    return len(rows)


def _stage_one(actor: Actor, folder: Path, one: Thing) -> None:
    raw = contents.raw_of(one.content_id) if one.content_id else None
    safe = re.sub(r"[^A-Za-z0-9-]", "_", one.message.msg_id)[:60]
    name = f"{one.number:012}-{one.kind}-{safe}.{'xml' if raw else 'json'}"
    files.stage(folder / f".{name}.part", raw or json.dumps(one.told(), ensure_ascii=False).encode())
    record(actor, acts.FETCH_RECEIVED, message=one.message, detail={"kind": one.kind, "number": one.number})


def _publish(folder: Path) -> None:
    """Give their names to the files that were promised. Another worker may be doing the same."""
    hidden = _hidden(folder)
    promised = _place(folder) if hidden else 0
    for file, name, number in hidden:
        if number <= promised:
            with suppress(FileNotFoundError):
                file.replace(folder / name)
    if hidden:
        files.sync_folder(folder)


def _hidden(folder: Path) -> list[tuple[Path, str, int]]:
    found = ((file, _STAGED.fullmatch(file.name)) for file in sorted(folder.iterdir()))
    return [(file, told[1], int(told[2])) for file, told in found if told]
