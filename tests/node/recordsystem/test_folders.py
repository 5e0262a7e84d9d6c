import dataclasses
import json
import os
import stat
import threading
from pathlib import Path

import pytest
from django.db import transaction

from node_letters import letter, new_id
from samhandling.node.delivery.engine import Engine
from samhandling.node.delivery.models import Outgoing
from samhandling.node.journal.models import Message
from samhandling.node.recordsystem import files, folder, handing_in
from samhandling.node.recordsystem.folder import HandOver, handover_of
from samhandling.node.recordsystem.models import Bookmark


class PowerCut(BaseException):
    """The process is gone."""


@pytest.fixture
def folders(frogner, tmp_path):
    found = HandOver(tmp_path / "epj", settled=0)
    found.step()
    return found


@pytest.fixture
def put_out(folders):
    def put_out(name, document):
        (folders.path / "out" / name).write_bytes(document)

    return put_out


def names(folders, folder):
    return sorted(file.name for file in (folders.path / folder).iterdir())


def answer(folders, folder, name):
    return json.loads((folders.path / folder / f"{name}.json").read_bytes())


# What goes wrong


def test_what_cannot_be_sent_is_kept_with_its_reason(folders, put_out, out):
    put_out("a.xml", out("no-uuid"))
    put_out("b.xml", b"<half")
    put_out("c.xml", letter(sender=(8900100, 8900101), receiver=(8900200, 8900202)))
    folders.step()
    assert names(folders, "rejected") == ["a.xml", "a.xml.json", "b.xml", "b.xml.json", "c.xml", "c.xml.json"]
    assert any(issue["path"].endswith("MsgId") for issue in answer(folders, "rejected", "a.xml")["issues"])
    assert "8900101" in answer(folders, "rejected", "c.xml")["reason"]
    assert not Message.objects.exists()


def test_what_is_no_file_of_ours_is_left_alone(folders, put_out, out, tmp_path):
    (tmp_path / "elsewhere.xml").write_bytes(out())
    (folders.path / "out" / "link.xml").symlink_to(tmp_path / "elsewhere.xml")
    (folders.path / "out" / "folder.xml").mkdir()
    for name in (".hidden.xml", "a.part", "b.xml.tmp"):
        put_out(name, out())
    assert folders.step() == 0
    assert len(names(folders, "out")) == 5


def test_a_link_in_the_way_is_not_written_through(folders, put_out, out, tmp_path):
    (tmp_path / "secret").write_bytes(b"kept")
    (folders.path / "sent" / ".a.xml.json.part").symlink_to(tmp_path / "secret")
    put_out("a.xml", out())
    folders.step()
    assert (tmp_path / "secret").read_bytes() == b"kept"
    assert answer(folders, "sent", "a.xml")["outcome"] == "accepted"


def test_a_name_that_is_no_utf8_is_answered_too(folders, put_out, out):
    name = os.fsdecode("Grønn.xml".encode("latin-1"))
    put_out(name, out())
    assert folders.step() == 1
    assert answer(folders, "sent", name)["file"] == name


def test_a_file_that_cannot_be_read_stops_no_other_and_is_told_of(folders, put_out, out, monkeypatch):
    put_out("a.xml", out())
    put_out("b.xml", out())
    real = folder._read

    def read(file):
        if file.name == "a.xml":
            raise PermissionError(file)
        return real(file)

    monkeypatch.setattr(folder, "_read", read)
    with pytest.raises(PermissionError):
        folders.step()
    assert names(folders, "out") == ["a.xml"]
    assert names(folders, "sent") == ["b.xml", "b.xml.json"]


def test_a_file_that_another_worker_has_taken_is_left(folders, put_out, out, monkeypatch):
    put_out("a.xml", out())
    ready = folders._ready("out")
    monkeypatch.setattr(HandOver, "_ready", lambda _self, name: ready if name == "out" else [])
    assert folders.step() == 1
    assert folders.step() == 0


def test_a_file_that_may_still_be_written_is_left_until_it_has_settled(folders, put_out, out):
    put_out("a.xml", out())
    assert dataclasses.replace(folders, settled=60).step() == 0
    assert folders.step() == 1


@pytest.mark.parametrize("at", ["write_whole", "replace"])
def test_a_crash_after_sending_sends_nothing_twice(folders, put_out, out, monkeypatch, at):
    put_out("a.xml", out())
    with monkeypatch.context() as broken:
        where = {"write_whole": (files, "write_whole"), "replace": (Path, "replace")}[at]
        broken.setattr(*where, cut)
        with pytest.raises(PowerCut):
            folders.step()
    folders.step()
    assert Outgoing.objects.count() == 1
    assert names(folders, "sent") == ["a.xml", "a.xml.json"]
    assert names(folders, "out") == []


def cut(*_told, **_named):
    raise PowerCut


def test_two_files_of_one_name_are_both_kept(folders, put_out, out):
    for _ in range(2):
        put_out("a.xml", out())
        folders.step()
    assert len([name for name in names(folders, "sent") if name.endswith(".xml")]) == 2
    assert Outgoing.objects.count() == 2


@pytest.mark.parametrize("step", ["stage", "sync", "publish"])
def test_a_crash_while_handing_in_neither_loses_nor_doubles(folders, receive, borghild, monkeypatch, step):
    """The reader takes each file at once, so that one written again would be seen twice."""
    for _ in range(3):
        receive(letter(new_id()))
    taken = []
    with monkeypatch.context() as broken:
        break_at(broken, step)
        with pytest.raises(PowerCut), transaction.atomic():
            folders.step()
    take(folders, taken)
    for _ in range(2):
        folders.step()
        take(folders, taken)
    assert len(taken) == len(set(taken)) == 3
    assert names(folders, "in") == []


def break_at(broken, step):
    if step == "publish":
        broken.setattr(handing_in, "_publish", cut)
        return
    real, calls = getattr(files, {"stage": "stage", "sync": "sync_folder"}[step]), []

    def once_more(*told):
        calls.append(told)
        if len(calls) == (2 if step == "stage" else 1):
            raise PowerCut
        return real(*told)

    broken.setattr(files, {"stage": "stage", "sync": "sync_folder"}[step], once_more)


def take(folders, taken):
    for file in sorted((folders.path / "in").glob("*.xml")):
        taken.append(file.name)
        file.unlink()


def test_a_crash_between_the_promise_and_the_name(folders, receive, borghild, monkeypatch):
    receive(letter(new_id()))
    with monkeypatch.context() as broken:
        broken.setattr(handing_in, "_publish", cut)
        with pytest.raises(PowerCut):
            folders.step()
    assert Bookmark.objects.get().number > 0
    assert names(folders, "in")[0].startswith(".")
    folders.step()
    assert [name[0] for name in names(folders, "in")] == ["0"]


# What goes through


def test_a_file_goes_out_and_its_answer_lies_beside_it(folders, put_out, out):
    msg_id = new_id()
    put_out("brev æøå.xml", out(msg_id))
    folders.step()
    told = answer(folders, "sent", "brev æøå.xml")
    assert (told["outcome"], told["msg_id"]) == ("accepted", msg_id)
    assert told["id"] == Message.objects.get().pk


def test_nobody_else_on_the_machine_may_look_in(folders):
    made = [folders.path, *folders.path.iterdir()]
    assert [path for path in made if path.stat().st_mode & stat.S_IRWXO] == []


def test_what_came_is_written_byte_for_byte_in_order(folders, receive, borghild):
    for _ in range(25):
        receive(letter(new_id()))
    while folders.step():
        pass
    written = [(folders.path / "in" / name).read_bytes() for name in names(folders, "in")]
    assert written == [bytes(one.content.raw) for one in Message.objects.order_by("pk")]


def test_the_home_names_the_folder_and_the_engine_looks_into_it(tmp_path, settings):
    home = dataclasses.replace(settings.HOME, path=tmp_path, record_system={})
    assert handover_of(home) is None
    settings.HOME = dataclasses.replace(home, record_system={"folder": "epj", "settled": 5})
    assert handover_of(settings.HOME) == HandOver(tmp_path / "epj", 5.0)
    assert len(Engine(None, threading.Event())._folders()) == 1
