"""Which assertions of the official acceptance tests are shown by which tests.

A test cites what it shows: `@meets("R-PLO-02", "AR-S16")`. `python -m standards.conformance` (with
`PYTHONPATH=tests`) writes the table in docs/conformance.md, and a test holds the two together.
"""

from __future__ import annotations

import ast
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from samhandling.standards.rules import ALL

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "docs" / "conformance.md"
BEGIN, END = "<!-- begin: written by tests/standards/conformance -->", "<!-- end -->"


def meets(*ids: str) -> pytest.MarkDecorator:
    """Mark a test with the assertions that it shows."""
    return pytest.mark.meets(*ids)


@cache
def assertions() -> dict[str, dict[str, object]]:
    """Every part with its assertions, and what is said of some."""
    return tomllib.loads((Path(__file__).parent / "assertions.toml").read_text(encoding="utf-8"))


def parts() -> dict[str, dict[str, object]]:
    """The parts A to F."""
    return {name: part for name, part in assertions().items() if len(name) == 1}


def known() -> set[str]:
    """Every id."""
    return {one for part in parts().values() for one in part["assertions"]}


def cited() -> dict[str, list[str]]:
    """Each id with the tests that show it, as `path::test`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        source = path.read_text(encoding="utf-8")
        if "meets(" in source:
            for test, ids in _marks(ast.parse(source)):
                for one in ids:
                    found[one].append(f"{path.relative_to(ROOT)}::{test}")
    for one, tests in assertions()["elsewhere"].items():
        found[one] += tests
    return found


def _marks(module: ast.Module) -> list[tuple[str, list[str]]]:
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    return [
        (function.name, [ast.literal_eval(argument) for argument in mark.args])
        for function in functions
        for mark in function.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func).rpartition(".")[2] == "meets"
    ]


def missing_tests() -> list[str]:
    """The tests named for `elsewhere` that are not there."""
    named = [test for tests in assertions()["elsewhere"].values() for test in tests]
    return [test for test in named if not _is_there(*test.partition("::")[::2])]


def _is_there(path: str, test: str) -> bool:
    file = ROOT / path
    return file.exists() and f"def {test}" in file.read_text(encoding="utf-8")


def table() -> str:
    """The tables, and how many assertions are met."""
    found, superseded = cited(), assertions()["superseded"]
    lines = [f"{len(known() & found.keys())} of {len(known())} assertions are shown by a test.", ""]
    for name, part in parts().items():
        lines += [
            f"### {name}. {part['title']}",
            "",
            "| Id | Assertion | Verdict | Shown by |",
            "|---|---|---|---|",
        ]
        for one, words in part["assertions"].items():
            verdict = ("superseded: " + superseded[one]) if one in superseded else "met"
            verdict = verdict if one in found else f"**not shown**: {assertions()['waiting'][one]}"
            tests = "<br>".join(f"`{_short(test)}`" for test in found.get(one, ()))
            lines.append(f"| {one} | {words.replace('|', '/')} | {verdict} | {tests} |")
        lines.append("")
    return "\n".join(lines)


def _short(test: str) -> str:
    path, _, name = test.partition("::")
    return f"{Path(path).name}::{name}" if name else Path(path).name


def document() -> str:
    """The document with its table as it should be."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n{rules()}\n{END}{rest.partition(END)[2]}"


def rules() -> str:
    """Every rule above the schemas: what it demands, where it is from, and the code that it rejects with."""
    rows = [f"| `{one.name}` | {_line(one.meaning)} | {one.code or 'warns'} | {one.source} |" for one in ALL]
    return "\n".join(
        [
            "## Rules",
            "",
            f"{len(ALL)} rules.",
            "",
            "| Rule | Demands | Code | Source |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _line(meaning: str) -> str:
    return " ".join(meaning.split())
