"""Files that are there whole or not at all, also after a power cut."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write under a hidden name, then give the file its own."""
    part = file.with_name(f".{file.name}.part")
    stage(part, content)
    part.replace(file)
    sync_folder(file.parent)


def stage(file: Path, content: bytes) -> None:
    """Write bytes so that they outlive a power cut.

    Others may write in the folder too: what stands under the name is taken away, and a link is not followed.
    """
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as output:
        output.write(content)
        output.flush()
        os.fsync(output.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder outlive a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
