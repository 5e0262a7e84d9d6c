"""`samhandling message …`: output, exit codes, and what it must not need."""

import json
import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from golden.letters import FOLDER as GOLDEN
from samhandling.cli import main, validation
from samhandling.standards.limits import LIMITS
from samhandling.standards.receipt import receipt_facts
from standards.letters import MSG_ID, address, innlagt, letter, patient

SOUND, BROKEN = letter(), letter(innlagt(status=None))
KEYS = ["file", "verdict", "reason", "type", "version", "status", "msg_id", "issues", "apprec"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder with a sound and a broken message."""
    (tmp_path / "sound.xml").write_bytes(SOUND)
    (tmp_path / "broken.xml").write_bytes(BROKEN)
    (tmp_path / "noise.xml").write_bytes(b"hei")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args, **more):
    return CliRunner().invoke(main, ["message", *args], **more)


def lines(*args, **more):
    """Exit code and one object per line."""
    result = run("validate", "--json", *args, **more)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


# --- what cannot be read


@pytest.mark.parametrize("missing", ["nowhere.xml", "nul\0l"])
def test_a_path_that_cannot_be_read_gives_exit_code_2_after_the_rest(missing):
    result = run("validate", missing, "sound.xml")
    assert result.exit_code == 2
    assert "sound.xml: accepted" in result.stdout
    assert "Error:" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_gives_exit_code_2(folder):
    (folder / "sound.xml").chmod(0)
    assert run("validate", "sound.xml").exit_code == 2


@pytest.mark.parametrize("command", ["inspect", "render", "receipt"])
def test_the_other_commands_say_the_same(command):
    result = run(command, "nowhere.xml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nowhere.xml" in result.stderr


@pytest.mark.parametrize("command", ["inspect", "render", "receipt"])
def test_a_file_that_is_no_message_is_told_of_without_a_traceback(command):
    result = run(command, "noise.xml")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error:")


def test_a_fault_without_a_line_is_told_of_without_one(folder):
    (folder / "page.xml").write_bytes(b"<html/>")
    assert run("inspect", "page.xml").stderr.startswith("Error: /: the document is no MsgHead")


def test_a_reader_that_stops_listening_is_no_error_of_ours():
    ours = f"{sys.executable} -c 'from samhandling.cli import main; main()' message types"
    result = subprocess.run(["sh", "-c", f"{ours} | true"], capture_output=True, text=True, check=False)
    assert result.stderr == ""


def test_a_file_that_never_ends_is_read_no_further_than_the_largest_message(folder):
    (folder / "huge.xml").write_bytes(b"<a>" + b" " * LIMITS.max_bytes)
    assert lines("huge.xml")[1][0]["reason"] == "too-large"


# --- validate


def test_a_rejected_file_gives_exit_code_1():
    code, (found,) = lines("broken.xml")
    assert code == 1
    assert (found["verdict"], found["reason"]) == ("reject", None)
    assert found["apprec"]["status"] == "2"
    assert [error["code"] for error in found["apprec"]["errors"]] == ["T02"]
    assert found["issues"][0]["severity"] == "error"
    assert sorted(found["issues"][0]) == ["line", "message", "path", "rule", "severity", "source"]


def test_an_ignored_file_has_a_reason_and_no_receipt():
    code, (found,) = lines("noise.xml")
    assert code == 1
    assert (found["verdict"], found["reason"], found["apprec"]) == ("ignore", "sender-unreadable", None)
    assert [found[key] for key in ("type", "version", "status", "msg_id")] == [None] * 4


def test_an_accepted_file_gives_exit_code_0_and_every_key():
    code, (found,) = lines("sound.xml")
    assert code == 0
    assert list(found) == KEYS
    assert (found["file"], found["verdict"], found["reason"]) == ("sound.xml", "accept", None)
    assert (found["type"], found["version"], found["status"]) == ("LOG_INNLAGT", "1.6", "N")
    assert found["msg_id"] == MSG_ID
    assert found["issues"] == []
    assert found["apprec"] == {"status": "1", "errors": []}


def test_each_file_is_judged_alone_on_a_line_of_its_own():
    code, found = lines("sound.xml", "broken.xml", "sound.xml")
    assert code == 1
    assert [one["verdict"] for one in found] == ["accept", "reject", "accept"]


def test_standard_input_is_read_for_a_dash():
    code, (found,) = lines("-", input=SOUND)
    assert (code, found["file"]) == (0, "-")


@pytest.mark.parametrize(
    ("hers", "outcome"),
    [
        (["--as", "201"], "accept"),
        (["--as", "1", "--as", "201"], "accept"),
        (["--as", "1", "201"], "accept"),
        (["--as", "1,201"], "accept"),
        (["--as", "200"], "accept"),  # our virksomhet, an unknown service: the default inbox
        (["--as", "999"], "ignore"),
        (["--as", "1", "2", "3"], "ignore"),
    ],
)
def test_who_we_are_is_said_with_as(hers, outcome):
    before, after = lines(*hers, "sound.xml"), lines("sound.xml", *hers)
    assert before == after
    assert before[1][0]["verdict"] == outcome
    assert len(before[1]) == 1


def test_a_number_after_as_that_is_a_file_is_a_file(folder):
    (folder / "77").write_bytes(BROKEN)
    assert [one["file"] for one in lines("--as", "201", "77", "sound.xml")[1]] == ["77", "sound.xml"]


@pytest.mark.parametrize("who", ["Frogner", "", "201,", "0"])
def test_who_we_are_must_be_a_her_id(who):
    result = run("validate", "sound.xml", "--as", who)
    assert result.exit_code == 2
    assert "no HER-id" in result.stderr


def test_for_a_person_the_reasons_stand_in_words(folder):
    (folder / "odd.xml").write_bytes(letter(patient=patient(("FNR", "15075500565"))))
    shown = run("validate", "broken.xml", "noise.xml", "odd.xml").stdout
    assert f"broken.xml: rejected (T02) LOG_INNLAGT 1.6 {MSG_ID}" in shown
    assert "noise.xml: ignored (sender-unreadable)\n  error: line 1: not well-formed XML" in shown
    assert "odd.xml: accepted" in shown
    assert re.search(r"warning: line \d+: /MsgHead/MsgInfo/Patient/Ident: the check digits", shown)


# --- the other commands


def test_inspect_shows_the_facts():
    shown = run("inspect", "sound.xml").stdout
    assert "LOG_INNLAGT Melding om innlagt pasient" in shown
    assert "Bydel Fjordgløtt, Sykepleietjeneste (HER 200 / 201)" in shown
    assert json.loads(run("inspect", "--json", "sound.xml").stdout)["gen_date"] == "2026-11-20T09:30:00+01:00"


def test_inspect_shows_what_a_receipt_answers():
    made = run("receipt", "sound.xml", "--reject", "E35:ukjent hos oss", "--id", "r-1").stdout_bytes
    shown = run("inspect", "-", input=made).stdout
    assert "status:        2 Avvist\n" in shown
    assert "error:         E35 ukjent hos oss\n" in shown
    assert f"answers:       LOG_INNLAGT {MSG_ID}\n" in shown
    assert "from PRIM:     HER 200 / 201\n" in shown
    assert json.loads(run("inspect", "--json", "-", input=made).stdout)["receipt_id"] == "r-1"


@pytest.mark.parametrize(("form", "expected"), [("html", "<article"), ("text", "Melding om innlagt pasient")])
def test_render_shows_the_message(form, expected):
    assert expected in run("render", "--to", form, "sound.xml").stdout


def test_receipt_writes_the_receipt_that_the_verdict_gives():
    good, bad = (receipt_facts(run("receipt", file).stdout_bytes) for file in ("sound.xml", "broken.xml"))
    assert (good.status, good.errors, good.original_msg_id) == ("1", (), MSG_ID)
    assert (bad.status, [error.code for error in bad.errors]) == ("2", ["T02"])


def test_receipt_rejects_where_a_person_says_so():
    made = run("receipt", "sound.xml", "--reject", "E35:ukjent hos oss", "--reject", "X99", "--id", "r-1")
    facts = receipt_facts(made.stdout_bytes)
    assert facts.receipt_id == "r-1"
    assert [(error.code, error.text) for error in facts.errors] == [
        ("E35", "ukjent hos oss"),
        ("X99", "Annen feil"),
    ]


@pytest.mark.parametrize("chosen", ["", ":text", "E00", "Avvist"])
def test_a_receipt_has_no_code_that_8221_lacks(chosen):
    result = run("receipt", "sound.xml", "--reject", chosen)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no code of 8221" in result.stderr


def test_there_is_no_receipt_for_somebody_else(folder):
    (folder / "other.xml").write_bytes(letter(receiver=address(900, 901)))
    result = run("receipt", "other.xml", "--as", "201")
    assert result.exit_code == 1
    assert "foreign-addressee" in result.stderr


def test_types_lists_the_catalogue():
    assert "Melding om utskrivningsklar pasient" in run("types").stdout
    rows = [json.loads(line) for line in run("types", "--json").stdout.splitlines()]
    assert {row["code"] for row in rows} >= {"LOG_INNLAGT", "DIALOG_HELSEFAGLIG", "APPREC"}


# --- folders, and many files


def test_a_receipt_is_told_as_one():
    (found,) = lines(str(GOLDEN / "apprec-1.1/ok.xml"))[1]
    assert (found["verdict"], found["reason"], found["type"]) == ("ignore", "receipt", "APPREC")


def test_a_folder_stands_for_the_xml_files_in_it(folder):
    (folder / "deep").mkdir()
    (folder / "deep" / "more.XML").write_bytes(SOUND)
    (folder / "notes.txt").write_text("no message")
    found = lines(".")[1]
    assert [one["file"] for one in found] == ["broken.xml", "deep/more.XML", "noise.xml", "sound.xml"]


def test_a_folder_ends_with_a_summary_by_type_and_rule():
    result = run("validate", "--quiet", ".")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "3 files",
        "       1  (no type)                  ignore (sender-unreadable)",
        "       1  LOG_INNLAGT                accept",
        "       1  LOG_INNLAGT                reject (T02)",
        "       1  error    missing",
        "       1  error    not-well-formed",
    ]


def test_single_files_have_no_summary():
    assert run("validate", "sound.xml", "broken.xml").stderr == ""


def test_many_files_are_judged_by_several_processes_in_their_order(folder, monkeypatch):
    monkeypatch.setattr(validation, "FEW", 2)
    names = [f"{number:03}.xml" for number in range(120)]
    for number, name in enumerate(names):
        (folder / name).write_bytes(BROKEN if number % 2 else SOUND)
    found = lines(*names)[1]
    assert [one["file"] for one in found] == names
    assert [one["verdict"] for one in found] == ["accept", "reject"] * 60


# --- what changed


def test_two_versions_are_told_apart_in_words():
    older, newer = (str(GOLDEN / f"plo-1.6/innleggelsesrapport-{word}.xml") for word in ("ny", "endring"))
    result = run("diff", older, newer)
    assert result.exit_code == 1
    assert result.stdout.startswith("Andre viktige opplysninger › Annet: «Endret siden forrige rapport")
    (change,) = [json.loads(line) for line in run("diff", "--json", older, newer).stdout.splitlines()]
    assert (change["kind"], change["where"]) == ("added", ["Andre viktige opplysninger", "Annet"])


def test_versions_that_say_the_same_have_no_difference():
    result = run("diff", "sound.xml", "sound.xml")
    assert (result.exit_code, result.stdout) == (0, "")
