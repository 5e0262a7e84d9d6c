"""The life of a running demo: first start, second start, crash, stop, sudden death."""

import signal
import socket
import sqlite3
import subprocess

import pytest

from demo_letters import letter_to_frogner
from demo_run import DemoRun, all_gone

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.xdist_group("running-demo"),
    pytest.mark.timeout(400),  # seven processes start on a machine that may be busy
]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """A sector that was seeded, ran and was stopped. What it said and how long the stop took are kept."""
    run = DemoRun(tmp_path_factory.mktemp("demo") / "here").start().ready()
    run.first_family, run.first_words = run.everyone(), run.told()
    run.first_answer = run.send("diakonhjemmet", letter_to_frogner(), "--wait")
    run.stopping_took = run.stop()
    yield run
    run.stop(signal.SIGKILL)


@pytest.fixture(scope="module")
def running(seeded):
    """The same sector, started again elsewhere for the tests below; the last of them kills it."""
    moved = DemoRun(seeded.folder).start().ready()
    yield moved
    moved.stop()


def test_without_a_terminal_it_tells_in_plain_lines(seeded):
    assert "Seeding   0 %" in seeded.first_words
    assert "Seeding 100 %" in seeded.first_words
    assert "\r" not in seeded.first_words


def test_a_message_travels_and_is_receipted(seeded):
    assert seeded.first_answer.returncode == 0, seeded.first_answer
    assert b"status 1" in seeded.first_answer.stdout


def test_it_stops_within_ten_seconds_and_leaves_nobody(seeded):
    assert seeded.stopping_took < 10
    assert seeded.process.returncode == 0
    assert all_gone(seeded.first_family, within=1)


def test_a_port_in_use_is_told_before_anything_starts(tmp_path):
    run = DemoRun(tmp_path / "demo")
    with socket.create_server(("127.0.0.1", run.port + 3)):
        answer = run.in_the_foreground()
    assert answer.returncode == 1
    assert f"port {run.port + 3} (Oslo kommune bydel Frogner)" in answer.stderr
    assert not (run.folder / "nodes").exists()


def test_the_history_was_made_under_the_demo_clock_in_order(seeded):
    database = sqlite3.connect(seeded.home("frogner") / "db.sqlite3")
    [times] = zip(*database.execute("SELECT registered_at FROM journal_message ORDER BY id"), strict=True)
    database.close()
    assert list(times) == sorted(times)
    assert times[0][:10] < times[-1][:10]  # more than one day


def rows_of(database):
    """Return every row of every table, in any order; an index for search is shaped by how it grew."""
    wanted = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'fulltext_index%'"
    names = database.execute(wanted).fetchall()
    return {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for (name,) in names}  # noqa: S608


@pytest.mark.parametrize("slug", ["diakonhjemmet", "frogner"])
def test_what_is_derived_is_derived_the_same_again(seeded, slug):
    database = sqlite3.connect(seeded.home(slug) / "db.sqlite3")
    before = rows_of(database)
    assert seeded.node(slug, "rebuild").returncode == 0
    assert rows_of(database) == before
    database.close()


@pytest.mark.parametrize("slug", ["diakonhjemmet", "frogner"])
def test_the_node_s_own_check_finds_nothing_wrong(seeded, slug):
    answer = seeded.node(slug, "check")
    assert answer.returncode == 0, answer


@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGKILL])
def test_seeding_that_is_broken_off_leaves_nobody_and_is_begun_afresh(tmp_path, word):
    run = DemoRun(tmp_path / "demo", days=1).start().until("Seeding +[1-9]")
    family = run.everyone()
    assert run.stop(word) < 10
    assert all_gone(family)
    run.start().until("Seeding was interrupted the last time; beginning afresh")
    family = run.everyone()
    run.stop(signal.SIGKILL)
    assert all_gone(family)


def test_the_next_start_goes_on_where_it_was(running):
    assert "Going on with the sector that was seeded before" in running.told()
    assert "Seeding" not in running.told()
    assert "Klar" in running.get()
    for number in (2, 3):
        assert "SYNTETISK" in running.get(number)


def test_it_runs_at_another_port_than_it_was_seeded_at(running):
    answer = running.send("diakonhjemmet", letter_to_frogner(), "--wait")
    assert answer.returncode == 0, answer


def test_a_crashed_node_is_started_again_and_that_is_said(running):
    first = running.part("frogner")["pid"]
    subprocess.run(["kill", "-9", str(first)], check=True)
    running.until("bydel Frogner ended \\(signal 9\\); starting it again")
    running.wait_for_part("frogner")
    assert running.part("frogner")["pid"] != first
    assert "1 gang" in running.get()


def test_a_second_supervisor_of_the_same_folder_is_refused(running, tmp_path):
    other = DemoRun(tmp_path / "other")
    other.folder = running.folder
    answer = other.in_the_foreground()
    assert answer.returncode == 1
    assert "already running" in answer.stderr


def test_killing_the_supervisor_leaves_no_orphans(running):
    family = running.everyone()
    assert len(family) >= 8
    running.stop(signal.SIGKILL)
    assert all_gone(family)
