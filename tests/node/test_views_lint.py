"""Views scope, fetch, present and render; they never ask the database themselves."""

import ast
from pathlib import Path

import pytest

import samhandling.demo
import samhandling.node

ROOTS = (Path(samhandling.node.__file__).parent, Path(samhandling.demo.__file__).parent / "login")
ASKS = {"objects", "_default_manager", "_base_manager", "cursor"}


def view_files():
    for root in ROOTS:
        for file in sorted(root.rglob("*.py")):
            if file.name in {"views.py", "presenters.py"} or file.parent.name == "views":
                yield pytest.param(file, id=str(file.relative_to(root.parents[1])))


def asks(tree):
    return [
        (node.lineno, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ASKS
    ]


@pytest.mark.parametrize("file", list(view_files()))
def test_no_view_or_presenter_asks_the_database(file):
    assert asks(ast.parse(file.read_text(encoding="utf-8"))) == []


def test_the_lint_finds_what_it_looks_for():
    assert asks(ast.parse("found = Message.objects.get(pk=1)")) == [(1, "objects")]
