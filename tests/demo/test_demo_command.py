"""`samhandling demo`."""

import pytest
from click.testing import CliRunner

from samhandling.cli import main
from samhandling.demo.place import Place


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMHANDLING_DEMO", str(tmp_path / "demo"))
    return Place(tmp_path / "demo")


def run(*arguments):
    return CliRunner().invoke(main, ["demo", *arguments])


def test_reset_refuses_while_the_demo_runs(place):
    with place.hold():
        place.write("state", {"mark": "x"})
        answer = run("reset")
    assert answer.exit_code == 1
    assert "already running" in answer.output
    assert place.read("state") == {"mark": "x"}


def test_reset_removes_what_was_seeded(place):
    with place.hold():
        place.write("state", {"mark": "x"})
        place.node("frogner").mkdir(parents=True)
    answer = run("reset")
    assert answer.exit_code == 0
    assert f"Removed the demo's data in {place.path}" in answer.output
    assert place.read("state") == {}
    assert not place.node("frogner").exists()


def test_reset_where_nothing_is_does_no_harm(place):
    assert run("reset").exit_code == 0


def test_an_unknown_node_is_told_with_those_there_are(place):
    answer = run("run", "--nodes", "diakonhjemmet,froger")
    assert answer.exit_code == 1
    assert "'froger'" in answer.output
    assert "frogner" in answer.output
    assert not place.node("diakonhjemmet").exists()
