"""docs/library.md: its ten lines run, and what it names is there."""

import importlib
import re
from pathlib import Path

import pytest

from golden.letters import kept

TEXT = (Path(__file__).parents[2] / "docs" / "library.md").read_text(encoding="utf-8")
(CODE,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
NAMES = sorted(set(re.findall(r"`standards\.([a-z_.]+)\.([A-Za-z_]+)", TEXT)))


def test_the_lines_run(capsys):
    told = {"document": kept("epikrise-1.2/epikrise-ny"), "newer": kept("epikrise-1.2/epikrise-endring")}
    exec(compile(CODE, "docs/library.md", "exec"), told)  # noqa: S102  our own document
    assert capsys.readouterr().out.startswith("accept EPIKRISE Epikrise – Sykehusepikrise")
    assert told["page"].startswith("<article")
    assert told["receipt"].startswith(b"<?xml")
    assert told["changes"]


def test_there_are_ten_lines_of_it():
    lines = [line for line in CODE.splitlines() if line and not line.startswith(("from", "import"))]
    assert len(lines) <= 10


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_what_is_named_is_there(module, name):
    assert hasattr(importlib.import_module(f"samhandling.standards.{module}"), name)
