"""Children cannot outlive the one who started them."""

import signal
import subprocess
import sys
import textwrap
import time

import psutil
import pytest

from samhandling.demo import processes

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal as s, time; s.signal(s.SIGTERM, s.SIG_IGN); print('ready', flush=True); time.sleep(60)",
]
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")


def gone(pid, within=5.0):
    """Tell whether a process has ended, counting one that nobody has waited for as ended."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


@on_linux
def test_a_child_ends_when_its_parent_is_killed(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(f"""
            import pathlib, time
            from samhandling.demo import processes
            child = processes.start({SLEEP!r}, log=pathlib.Path({str(tmp_path / "log")!r}))
            print(child.pid, flush=True)
            time.sleep(60)
        """)],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert gone(child)


def test_a_child_that_will_not_stop_is_killed_with_all_its_own(tmp_path):
    child = processes.start(STUBBORN, log=tmp_path / "log")
    while b"ready" not in (tmp_path / "log").read_bytes():
        time.sleep(0.02)
    assert processes.end([child], within=0.3) == [child]
    assert gone(child.pid)


def test_a_child_that_stops_when_asked_is_not_killed(tmp_path):
    child = processes.start(SLEEP, log=tmp_path / "log")
    assert processes.end([child], within=5) == []


def test_a_child_does_not_inherit_a_database_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/db")
    show = [sys.executable, "-c", "import os; print(sorted(os.environ))"]
    child = processes.start(show, log=tmp_path / "log", environment={"SAMHANDLING_NODE": "x"})
    child.wait(10)
    told = (tmp_path / "log").read_text()
    assert "DATABASE_URL" not in told
    assert "SAMHANDLING_NODE" in told


def test_what_a_child_says_is_added_to_its_log(tmp_path):
    (tmp_path / "log").write_text("before\n")
    processes.start([sys.executable, "-c", "print('after')"], log=tmp_path / "log").wait(10)
    assert (tmp_path / "log").read_text().split() == ["before", "after"]
