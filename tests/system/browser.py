"""A real Chromium without root or apt: the system's own, else the one that npm has brought.

The packaged one carries its libraries and a font; it is unpacked once into .browser. Its fontconfig names a
folder in /tmp, and on a machine without fonts the renderer dies unless that is set right.
"""

from __future__ import annotations

import io
import os
import shutil
import tarfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "node_modules/@sparticuz/chromium/bin"
CACHE = ROOT / ".browser"
PATIENCE = 60  # seconds that one process waits for another to unpack


@dataclass(frozen=True)
class Chromium:
    """Where the browser is, and the environment that it needs."""

    path: str
    env: dict[str, str] = field(default_factory=lambda: dict(os.environ))


def chromium() -> Chromium:
    """Find or unpack a browser.

    Raises:
        FileNotFoundError: there is none on the machine and none from npm.

    """
    named = os.environ.get("CHROMIUM")
    own = named or shutil.which("chromium") or shutil.which("google-chrome")
    return Chromium(own) if own else packaged()


def packaged() -> Chromium:
    if not PACKAGE.is_dir():
        raise FileNotFoundError(
            "No Chromium here: install one, or run `make test`, which fetches one from npm"
        )
    binary = CACHE / "chromium"
    if not binary.exists():
        _unpack_once(binary)
    env = {**os.environ, "LD_LIBRARY_PATH": str(CACHE / "lib"), "FONTCONFIG_FILE": str(CACHE / "fonts.conf")}
    return Chromium(str(binary), env)


def _unpack_once(binary: Path) -> None:
    """Test processes run side by side: one unpacks, the others wait for the binary, which comes last."""
    CACHE.mkdir(exist_ok=True)
    try:
        lock = os.open(CACHE / "unpacking", os.O_CREAT | os.O_EXCL)
    except FileExistsError:
        _wait_for(binary)
        return
    try:
        _unpack(binary)
    finally:
        os.close(lock)
        (CACHE / "unpacking").unlink()


def _wait_for(binary: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not binary.exists():
        if time.monotonic() > end:
            raise TimeoutError(f"Another process never finished unpacking; remove {CACHE} and try again")
        time.sleep(0.2)


def _unpack(binary: Path) -> None:
    import brotli

    for name in ("al2023", "swiftshader", "fonts"):
        archive = brotli.decompress((PACKAGE / f"{name}.tar.br").read_bytes())
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(CACHE)  # noqa: S202  an archive pinned by package-lock.json
    conf = CACHE / "fonts.conf"
    conf.write_text(conf.read_text().replace("/tmp/fonts", str(CACHE / "fonts")))  # noqa: S108  what it says
    part = CACHE / "chromium.part"
    part.write_bytes(brotli.decompress((PACKAGE / "chromium.br").read_bytes()))
    part.chmod(0o755)
    part.rename(binary)
