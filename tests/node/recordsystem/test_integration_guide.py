"""Every example of docs/integration.md, from the top: what is written there is what happens."""

import dataclasses
import datetime as dt
import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from node_letters import letter, new_id
from samhandling.cli import main
from samhandling.node.delivery import filing
from samhandling.node.recordsystem.events.mllp import answer
from samhandling.node.recordsystem.folder import HandOver

GUIDE = Path(__file__).parents[3] / "docs" / "integration.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


class Reader:
    """Does what the guide says, one block after the other."""

    def __init__(self, client, folder, files):
        self.client, self.folder, self.files = client, folder, files
        self.token, self.number, self.got = "", 0, None

    def console(self, text):
        parts = [part.partition("\n") for part in re.split(r"^\$ ", text, flags=re.MULTILINE) if part]
        for command, _, expected in parts:
            program, *words = shlex.split(command)
            self.equal(getattr(self, program)(*words), expected.strip())

    def cp(self, name, folder):
        target = self.folder.path.parent / folder / name
        target.write_bytes(self.files[name])
        self.folder.step()
        return ""

    def cat(self, name):
        return (self.folder.path.parent / name).read_text()

    def samhandling(self, *words):
        done = CliRunner().invoke(main, words, catch_exceptions=False)
        if "token" in words:
            self.token = done.output.strip()
        return done.output.strip()

    def http(self, text):
        head, _, body = text.partition("\n\n")
        first, *fields = head.splitlines()
        if first.startswith("HTTP"):
            assert self.got.status_code == int(first.split()[1]), self.got.content
            if fields:
                self.equal(self.got.content.decode(), fields[0])
            return
        verb, path = first.replace("{number}", str(self.number)).split()
        told = {name: value.replace("shs_…", self.token) for name, value in (f.split(": ") for f in fields)}
        body = body.strip()
        content = self.files[body[2:]] if body.startswith("< ") else body.encode()
        kind = told.pop("Content-Type", "")
        self.got = self.client.generic(verb, path, content, kind, headers=told)
        self.number = self.got.json()["next"] if path.startswith("/api/v1/received?") else self.number
        while filing.handle_next():
            pass

    def hl7(self, text):
        lines = text.strip().split("\n")
        if lines[0].startswith("MSH"):
            self.got = answer("\r".join(lines).encode()).decode()
            return
        for line in lines:
            assert f"\r{line}\r" in self.got, self.got

    def equal(self, got, expected):
        if expected.startswith("{"):
            assert fits(json.loads(got), json.loads(expected)), got
        else:
            assert got.startswith(expected.removesuffix("…")), got


def fits(got, expected):
    """Whether they are the same but for `…`, which is anything, and at the end of a list any rest."""
    if expected == "…":
        return True
    if isinstance(expected, dict):
        return got.keys() == expected.keys() and all(fits(got[name], expected[name]) for name in got)
    if isinstance(expected, list):
        if expected and expected[-1] == "…":
            got, expected = got[: len(expected) - 1], expected[:-1]
        return len(got) == len(expected) and all(map(fits, got, expected))
    return got == expected


@pytest.fixture
def reader(frogner, client, tmp_path, settings, monkeypatch, receive, borghild, out):
    monkeypatch.setattr("samhandling.node.clock.now", lambda: NOW)
    settings.HOME = dataclasses.replace(settings.HOME, kind="hospital")
    folder = HandOver(tmp_path / "epj", settled=0)
    folder.step()
    receive(letter(new_id()))
    files = {
        "brev.xml": out(),
        "svar.xml": out(),
        "feil.xml": out("no-uuid"),
        "mottatt.xml": letter(new_id()),
    }
    return Reader(client, folder, files)


def test_the_guide_does_what_it_says(reader):
    blocks = BLOCK.findall(GUIDE.read_text("utf-8"))
    done = [getattr(reader, kind)(text) for kind, text in blocks if hasattr(reader, kind)]
    assert len(done) > 15
