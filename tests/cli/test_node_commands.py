"""`samhandling node`: founding, sending, looking at and repairing a node from the shell, each a process."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from node_letters import letter, new_id

TOLD = """
environment = "demo"
[organisation]
name = "Diakonhjemmet sykehus"
her = 8900100
orgnr = "310000019"
kind = "hospital"
[[service]]
her = 8900101
name = "PLO innleggelse \\"somatikk\\""
code_system = 8668
code = "1"
phone = "20000101"
[carrier]
url = "http://127.0.0.1:9"
client_id = "diakonhjemmet"
"""


pytestmark = pytest.mark.xdist_group("founded-node")  # one worker founds it
Done = subprocess.CompletedProcess[bytes]


def run(*arguments: object, home: Path | None = None, given: bytes = b"") -> Done:
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    if home is not None:
        environment["SAMHANDLING_NODE"] = str(home)
    command = [sys.executable, "-c", "from samhandling.cli import main; main()", "node", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, check=False, env=environment, input=given, timeout=100
    )


OURS = {"SAMHANDLING_NODE", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SAMHANDLING_CLOCK"}


def said(done: Done) -> str:
    return (done.stdout + done.stderr).decode()


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nodes")
    source = folder / "told.toml"
    source.write_text(TOLD, encoding="utf-8")
    done = run("init", folder / "diakonhjemmet", "--from", source)
    assert done.returncode == 0, said(done)
    (folder / "public.jwk").write_bytes(done.stdout)
    return folder / "diakonhjemmet"


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(founded, tmp_path / "diakonhjemmet"))


# What goes wrong


@pytest.mark.parametrize("verb", ["status", "check", "rebuild", "worker", "run"])
def test_a_folder_without_a_node_is_named(tmp_path: Path, verb: str) -> None:
    done = run(verb, tmp_path)

    assert done.returncode == 1
    assert str(tmp_path) in said(done)
    assert "node init" in said(done)
    assert "Traceback" not in said(done)


@pytest.mark.parametrize("verb", ["status", "check", "rebuild", "send"])
def test_without_a_home_the_command_says_how_to_name_one(verb: str) -> None:
    told = said(run(verb, *(["-"] if verb == "send" else []), given=b"<x/>"))

    for way in ("HOME", "--home", "SAMHANDLING_NODE"):
        assert way in told


def test_two_different_homes_are_no_choice(founded: Path, tmp_path: Path) -> None:
    done = run("status", tmp_path, "--home", founded)

    assert done.returncode == 2
    assert "Two homes" in said(done)


def test_an_empty_file_is_said_to_be_empty(founded: Path) -> None:
    done = run("send", "-", "--home", founded, given=b"\n")

    assert done.returncode == 1
    assert "the file is empty" in said(done)


@pytest.mark.parametrize(
    ("line", "instead", "why"),
    [
        ('environment = "demo"', 'environment = "play"', "play"),
        ("her = 8900101", "her = 8900100", "same"),
        ('orgnr = "310000019"', 'orgnr = ""', "orgnr"),
        ("[organisation]", "[organization]", "organisation"),
        ("her = 8900101", "her = ", "told.toml"),
    ],
)
def test_what_cannot_be_founded_leaves_nothing_behind(
    tmp_path: Path, line: str, instead: str, why: str
) -> None:
    source = tmp_path / "told.toml"
    source.write_text(TOLD.replace(line, instead), encoding="utf-8")
    done = run("init", tmp_path / "new", "--from", source)

    assert done.returncode == 1
    assert why in said(done)
    assert not (tmp_path / "new").exists()


def test_a_message_that_is_not_fit_to_send_is_explained(founded: Path) -> None:
    done = run("send", "-", "--home", founded, given=letter("no-uuid"))

    assert done.returncode == 1
    assert "not fit to send" in said(done)
    assert "MsgId" in said(done)


def test_a_message_from_others_is_not_sent(founded: Path) -> None:
    done = run(
        "send", "-", "--home", founded, given=letter(sender=(8900200, 8900202), receiver=(8900100, 8900101))
    )

    assert done.returncode == 1
    assert "8900202" in said(done)


def test_a_file_that_is_not_there(founded: Path) -> None:
    assert run("send", founded / "none.xml", "--home", founded).returncode == 2


def test_what_is_broken_is_found(home: Path) -> None:
    assert run("send", "-", "--home", home, given=letter()).returncode == 0
    (home / "keys" / "client.jwk").chmod(0o644)
    with sqlite3.connect(home / "db.sqlite3") as database:
        database.execute("UPDATE journal_entry SET thread = 'elsewhere'")
        database.execute("DROP TRIGGER keep_journal_content_update")
        database.execute("UPDATE journal_content SET raw = x'00'")
        database.execute("DELETE FROM directory_service")
    database.close()

    done = run("check", home)

    assert done.returncode == 1
    for problem in (
        "client.jwk",
        "Entry 1: summary, thread",
        "keep_journal_content_update",
        "SHA-256",
        "8900101",
    ):
        assert problem in said(done)


def test_a_database_of_another_version_is_not_worked_on(home: Path) -> None:
    with sqlite3.connect(home / "db.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'correspondence'")
    database.close()

    for verb in ("worker", "run"):
        done = run(verb, home, *(["--port", "1"] if verb == "run" else []))
        assert done.returncode == 1
        assert "not up to date" in said(done)


def test_a_token_for_no_scope_of_ours(founded: Path) -> None:
    done = run("token", "make", "epj", "--scope", "everything", "--home", founded)

    assert done.returncode == 1
    assert "messages:send" in said(done)


# What goes right


def test_lyttemodus_is_switched_for_an_own_her_id(home: Path) -> None:
    assert run("listen", "8900101", "on", home, "--reason", "innføring").returncode == 0
    assert "stands so already" in said(run("listen", "8900101", "on", home))
    assert "lyttemodus" in said(run("send", "-", home, given=letter()))


def test_a_token_is_made_listed_and_withdrawn(home: Path) -> None:
    made = run("token", "make", "epj", home, "--scope", "messages:send", "--her", "8900101")
    listed = said(run("token", "list", home))
    gone = run("token", "withdraw", "epj", home)

    assert made.stdout.startswith(b"shs_")
    assert "epj: messages:send; stands; never used" in listed
    assert made.stdout.decode().strip() not in listed
    assert gone.returncode == 0
    assert "withdrawn" in said(run("token", "list", home))


def test_a_founded_node_has_a_home_keys_and_its_own_entry(founded: Path) -> None:
    key = founded / "keys" / "client.jwk"
    public = json.loads((founded.parent / "public.jwk").read_bytes())

    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE((founded / "keys").stat().st_mode) == 0o700
    assert "d" not in public
    assert json.loads(key.read_text())["x"] == public["x"]
    assert (public["kty"], public["crv"]) == ("EC", "P-256")
    database = sqlite3.connect(founded / "db.sqlite3")
    assert database.execute("SELECT her, phone FROM directory_service").fetchall() == [(8900101, "20000101")]
    database.close()


def test_founding_twice_keeps_the_key(home: Path) -> None:
    before = (home / "keys" / "client.jwk").read_bytes()
    done = run("init", home)

    assert done.returncode == 0
    assert (home / "keys" / "client.jwk").read_bytes() == before
    assert said(run("check", home)).strip() == "All is well."


def test_what_is_sent_is_named_and_stands_in_the_outbox(home: Path) -> None:
    done = run("send", "-", home, given=letter(msg_id := new_id()))

    assert done.returncode == 0, said(done)
    assert said(done).splitlines() == [
        f"MsgId {msg_id}",
        "8900202 Oslo kommune bydel Frogner, Sykepleietjeneste (PRIM): new",
    ]
    status = run("status", "--home", home, "--json")
    assert status.returncode == 1  # no worker has run
    assert json.loads(status.stdout)["outgoing"]["waiting"] == 1
    assert said(run("rebuild", home)).splitlines() == [
        "Entry: 1", "Said: 1", "DeliveryState: 1", "Case: 0", "Stay: 0",
    ]  # fmt: skip
