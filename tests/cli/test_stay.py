"""`samhandling stay show`: a folder of XML files is all it needs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from oracle import ORACLE
from samhandling.cli import main
from stay import on_paper
from stay.story import normal

DAY_KEYS = {"date", "state", "reason", "clause", "price", "evidence"}


def run(*args):
    return CliRunner().invoke(main, ["stay", "show", *map(str, args)])


def shown(*args):
    result = run(*args, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def folder(tmp_path):
    """No until Thursday, ready and left on Thursday, with everything in place."""
    story = normal()
    klar = story.klar()
    story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-09")
    story.svar(klar, "2024-05-09 08:00", "offer-ready")
    story.rapport("2024-05-09 10:00")
    story.utskrevet("2024-05-09 11:00")
    return on_paper.folder(story, tmp_path)


def test_a_folder_that_is_not_there_is_said():
    assert run("/ingen/slik/mappe").exit_code == 2


def test_an_empty_folder_is_no_stay(tmp_path):
    assert shown(tmp_path)["ledger"] == []
    assert "Ingen opphold" in run(tmp_path).stdout


def test_a_faulty_rules_file_is_said(folder, tmp_path_factory):
    rules = tmp_path_factory.mktemp("rules") / "r.toml"
    rules.write_text("[[price]]\nkr = 'mye'")
    result = run(folder, "--rules", rules)
    assert result.exit_code == 1
    assert "[[price]] number 1" in result.output


def test_a_time_that_is_none_is_said(folder):
    assert run(folder, "--now", "i går").exit_code == 2


def test_other_files_are_ignored(folder):
    (folder / "notat.txt").write_text("hei")
    (folder / "annet.xml").write_text("<a/>")
    (folder / "ødelagt.xml").write_text("<a")
    assert shown(folder)["ignored"] == ["annet.xml", "notat.txt", "ødelagt.xml"]


def test_the_account_of_a_stay(folder):
    found = shown(folder)
    assert {"events", "obligations", "periods", "ledger", "total"} <= found.keys()
    assert found["total"] == 17_235
    assert [day["date"] for day in found["ledger"]] == ["2024-05-06", "2024-05-07", "2024-05-08"]
    for day in found["ledger"]:
        assert day.keys() >= DAY_KEYS
        assert (day["state"], day["price"]) == ("payable", 5745)
        assert day["evidence"]
    (period,) = found["periods"]
    assert (period["start"], period["end_exclusive"]) == ("2024-05-06", "2024-05-09")
    assert len(found["events"]) == 14


def test_now_decides_how_far_the_ledger_goes(folder):
    assert len(shown(folder, "--now", "2024-05-07")["ledger"]) == 1
    assert len(shown(folder, "--now", "2024-05-07T23:59:59")["ledger"]) == 1
    assert len(shown(folder, "--now", "2024-05-07T22:00:00Z")["ledger"]) == 2


def test_what_was_said_after_now_is_not_known_yet(folder):
    found = shown(folder, "--now", "2024-05-06T11:00")
    assert {event["type"] for event in found["events"] if event["kind"] == "message"} == {
        "LOG_INNLAGT",
        "HELSEOPPL_SOKNAD",
        "LOG_UTSKRIVNINGSKLAR",
    }
    assert found["stays"][0]["phase"] == "ready"


def test_rules_are_laid_over_those_that_ship(folder, tmp_path_factory):
    rules = tmp_path_factory.mktemp("rules") / "r.toml"
    rules.write_text("[[price]]\nvalid_from = 2024-05-08\nvalid_to = 2024-05-08\nkr = 1\nsource = 'prøve'")
    assert shown(folder, "--rules", rules)["total"] == 2 * 5745 + 1


def test_as_text_in_norwegian_and_english(folder):
    assert "Å betale: 17235 kr" in run(folder).stdout
    assert "ikke kan ta imot pasienten før 09.05.2024" in run(folder).stdout
    english = run(folder, "--language", "en", "--now", "2024-05-06T11:00").stdout
    assert "Reply whether the municipality can take the patient" in english


def test_it_is_the_same_whatever_the_files_are_called_and_however_often_they_are_there(folder):
    before = shown(folder, "--now", "2024-06-01")
    for path in sorted(folder.glob("*.xml"), reverse=True):
        (folder / "mappe").mkdir(exist_ok=True)
        (folder / "mappe" / f"x{path.name}").write_bytes(path.read_bytes())
    assert shown(folder, "--now", "2024-06-01") == before


def test_it_needs_neither_django_nor_a_database(folder):
    code = (
        "import sys; from samhandling.cli import main\n"
        f"main(['stay', 'show', {str(folder)!r}, '--json'], standalone_mode=False)\n"
        "assert not {'django', 'sqlite3', 'httpx'} & set(sys.modules), 'too much'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_sentences_are_shown_as_they_must_be_written():
    found = json.loads(CliRunner().invoke(main, ["stay", "sentences", "--json"]).stdout)
    assert list(found["sentences"]) == ["can-receive", "expected", "unknown", "offer-ready"]
    assert found["sentences"]["offer-ready"] in CliRunner().invoke(main, ["stay", "sentences"]).stdout


def test_what_nobody_has_set_is_listed():
    listed = CliRunner().invoke(main, ["stay", "unset", "--on", "2025-03-01"]).stdout
    assert "Døgnpris for 2025" in listed
    assert "Svarfrist på melding om utskrivningsklar pasient" in listed
    assert "Døgnpris" not in CliRunner().invoke(main, ["stay", "unset", "--on", "2024-03-01"]).stdout


# -- the worked examples of the reference, each told as a folder of files

EXAMPLES = ORACLE / "reference" / "discharge_examples.json"


def examples():
    return json.loads(Path(EXAMPLES).read_text("utf-8"))["examples"] if EXAMPLES.is_file() else []


def told(number):  # noqa: C901, PLR0912, PLR0915  one branch per example, as the reference lists them
    """The story of an example, and what makes it that one."""
    from stay.story import PSYCHIATRY, Story

    if number == 7:
        story = Story(admitted="2023-12-20T08:00:00")
        story.helseopplysninger("2023-12-20 12:00")
    elif number == 16:
        story = Story(admitted="2024-03-20T08:00:00")
        story.helseopplysninger("2024-03-20 12:00")
    elif number == 11:
        story = Story()
        story.innlagt()
    else:
        story = normal(hospital=PSYCHIATRY) if number == 14 else normal()
    match number:
        case 1:
            story.svar(story.klar(), "2024-05-06 12:00", "can-receive")
            leave(story, "2024-05-06")
        case 2 | 12:
            klar = story.klar()
            story.svar(klar, "2024-05-06 12:00", "expected", "2024-05-09")
            story.svar(klar, "2024-05-09 08:00", "offer-ready")
            leave(story, "2024-05-09", documents=number == 2)
        case 3:
            story.svar(story.klar(), "2024-05-07 14:00", "offer-ready")
            leave(story, "2024-05-07")
        case 4:
            klar = story.klar()
            story.svar(klar, "2024-05-06 12:00", "unknown")
            story.svar(klar, "2024-05-08 09:00", "offer-ready")
            leave(story, "2024-05-10")
        case 5:
            story.svar(story.klar(), "2024-05-06 12:00", "unknown")
            story.avmelding("2024-05-08 09:00")
            again = story.klar("2024-05-10 10:00")
            story.svar(again, "2024-05-10 12:00", "unknown")
            story.svar(again, "2024-05-12 09:00", "offer-ready")
            leave(story, "2024-05-12")
        case 6:
            story.svar(story.klar(), "2024-05-06 12:00", "unknown")
            story.utskrevet("2024-05-08 06:00", outcome="2")
        case 7:
            klar = story.klar("2023-12-30 10:00")
            story.svar(klar, "2023-12-30 12:00", "unknown")
            story.svar(klar, "2024-01-03 09:00", "offer-ready")
            leave(story, "2024-01-03")
        case 8:
            klar = story.klar("2024-05-10 13:00")
            story.svar(klar, "2024-05-10 14:00", "expected", "2024-05-13")
            story.svar(klar, "2024-05-13 10:00", "offer-ready")
            leave(story, "2024-05-13")
        case 9:
            story.svar(story.klar("2024-05-10 23:30"), "2024-05-11 08:00", "can-receive")
            leave(story, "2024-05-11")
        case 10:
            story.klar(answered="2")
            again = story.klar("2024-05-07 09:00", "2024-05-06")
            story.svar(again, "2024-05-07 10:00", "unknown")
            story.svar(again, "2024-05-09 08:00", "offer-ready")
            leave(story, "2024-05-09")
        case 11 | 14:
            klar = story.klar()
            story.svar(klar, "2024-05-06 12:00", "unknown")
            leave(story, "2024-05-09")
        case 13:
            story.klar()
            leave(story, "2024-05-06")
        case 16:
            klar = story.klar("2024-03-27 10:00")
            story.svar(klar, "2024-03-27 12:00", "unknown")
            story.svar(klar, "2024-04-02 09:00", "offer-ready")
            leave(story, "2024-04-02")
    return story


def leave(story, day, *, documents=True):
    if documents:
        story.rapport(f"{day} 15:00")
    story.utskrevet(f"{day} 16:00")


STATES = {
    "billable": "payable",
    "blocked": "blocked",
    "disputed": "disputed",
    "needs_decision": "needs_decision",
}


@pytest.mark.oracle
@pytest.mark.skipif(not EXAMPLES.is_file(), reason=f"the worked examples are not in {EXAMPLES}")
@pytest.mark.parametrize("example", examples(), ids=lambda e: f"{e['n']}: {e['text']}")
def test_the_worked_examples_hold(example, tmp_path):
    found = shown(on_paper.folder(told(example["n"]), tmp_path), "--now", "2024-06-30")
    state = STATES[example["status"]]
    counted = [day for day in found["ledger"] if day["state"] == state]
    if state == "blocked":
        assert counted
        assert not any(day["price"] for day in found["ledger"])
        assert found["total"] == 0
        return
    assert len(counted) == example["days"]
    assert sum(day["price"] for day in counted) == example["kr"]
    spans = [(p["start"], p["end_exclusive"]) for p in found["periods"] if p["start"]]
    wanted = [
        (p["start"], p["end_exclusive"]) for p in example["periods"] if p["start"] != p["end_exclusive"]
    ]
    assert spans == wanted
    assert found["total"] == (example["kr"] if state == "payable" else 0)
