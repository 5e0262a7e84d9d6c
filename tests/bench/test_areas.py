"""The quick areas of `make bench` run, in small sizes, and tell figures. What they are is not judged here.

The areas that start nodes, databases and browsers take minutes and are run by `make bench` itself.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = """\
# Performance

Machine: none yet.

## Carrier and hub alone

Older words.

## What surprised

Written by people.
"""


def bench(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Measure in a process of its own, as people do; what names this test's node is kept from it."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("SAMHANDLING_NODE")}
    return subprocess.run(
        [sys.executable, "-m", "bench", "--tiny", *map(str, arguments)],
        cwd=ROOT,
        env=others,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_unknown_area_is_refused() -> None:
    told = bench("weather")

    assert told.returncode == 2
    assert "weather" in told.stderr


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("area", "figure"),
    [
        ("reading", r"Utskrivningsrapport, \d+ kB: parse \+ structure +\S+ µs +\S+× +goal ≤ 1.2×"),
        ("building", r"Melding om innlagt, \d+ kB: build \+ self-check +\S+ µs +\S+×"),
        ("folding", r"One fold of 40 messages .* ms"),
        ("stays", r"SQLite, board: p95 .* ms +goal ≤ 100 ms"),
    ],
)
def test_an_area_is_measured(area: str, figure: str) -> None:
    told = bench(area)

    assert told.returncode == 0, told.stderr[-3000:]
    assert re.search(figure, told.stdout), told.stdout


def test_an_area_replaces_its_own_section_of_the_page_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(PAGE, encoding="utf-8")

    told = bench("building", "--page", page)

    assert told.returncode == 0, told.stderr[-3000:]
    written = page.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)", written, re.MULTILINE)
    assert headings == ["Carrier and hub alone", "Writing a message", "What surprised"]
    assert "Older words." in written
    assert "Written by people." in written
    assert "| Melding om innlagt, 5 kB: build + self-check |" in written
    assert re.search(r"^Machine: \d+ cores, .*libxml2 \d", written, re.MULTILINE)
