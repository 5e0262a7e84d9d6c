"""Tests that run once more in another environment, in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run_once_more(paths: tuple[str, ...], environment: dict[str, str], limit: int, *options: str) -> None:
    """Run the tests in `paths` (below tests/) with `environment` added. Fails with what pytest said."""
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *options]
    done = subprocess.run(
        [*command, *(str(HERE / path) for path in paths)],
        cwd=HERE.parent,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=limit,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
