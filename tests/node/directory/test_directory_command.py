"""`samhandling node addresses`: a line for each HER-id, and an exit code that says whether all were taken."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from node_home import DIAKONHJEMMET, SOMATIKK
from register_world import NEW, Answers, with_register
from samhandling.cli import main
from samhandling.node.directory.models import Organisation, Service

if TYPE_CHECKING:
    from click.testing import Result

    from screen_world import World


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    command = importlib.import_module("samhandling.cli.addresses")
    monkeypatch.setattr(command, "open_node", lambda home: home)


@pytest.fixture
def answers(world: World, monkeypatch: pytest.MonkeyPatch) -> Answers:
    return with_register(monkeypatch)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["node", "addresses", *map(str, arguments)])


# What goes wrong


@pytest.mark.parametrize("arguments", [(), ("--all", NEW), ("x9",), ("0",)])
def test_what_is_asked_for_must_be_said(arguments: tuple[object, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_node_without_an_account_is_told_what_it_lacks(world: World) -> None:
    done = run(NEW)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "[address_register] lacks url, user, password_file" in done.stderr


def test_the_others_are_taken_when_one_cannot_be(answers: Answers) -> None:
    answers.close(SOMATIKK)
    done = run(4711, NEW, SOMATIKK)

    assert done.exit_code == 1
    assert done.stderr == "4711: Adresseregisteret does not know HER-id 4711\n"
    assert done.stdout.splitlines()[0] == f"{NEW} Fjelltun rehabilitering: new"
    assert done.stdout.splitlines()[1].endswith("; not in use")
    assert Service.objects.get(her=SOMATIKK).withdrawn


# What goes well


def test_everybody_known_is_asked_for(answers: Answers) -> None:
    Service.objects.exclude(her=SOMATIKK).delete()
    Organisation.objects.exclude(her=DIAKONHJEMMET).delete()

    assert run("--all").stdout.startswith(f"{SOMATIKK} PLO innleggelse somatikk: changed")
    again = run("--all")
    assert (again.exit_code, again.stdout) == (0, f"{SOMATIKK} PLO innleggelse somatikk: as before\n")
