"""Progress in the terminal."""

import io

import pytest

from samhandling.demo.place import Place
from samhandling.demo.progress import ProgressLine


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def come_to(place, percent, text="the history has come to 01.11.2026"):
    place.write("progress", {"done": percent, "of": 100, "english": text, "norsk": ""})


def test_before_anything_is_told_nothing_is_shown(place):
    out = io.StringIO()
    ProgressLine(place, out).show()
    assert out.getvalue() == ""


def test_without_a_terminal_there_is_a_plain_line_per_step(place):
    out = io.StringIO()
    line = ProgressLine(place, out)
    for percent in (0, 1, 2, 10, 11, 97, 100, 100):
        come_to(place, percent)
        line.show()
    shown = [words.split("%")[0].split()[1] for words in out.getvalue().splitlines()]
    assert shown == ["0", "10", "97", "100"]


def test_a_terminal_has_one_bar_that_grows(place):
    out = Terminal()
    line = ProgressLine(place, out)
    for percent in (10, 50):
        come_to(place, percent)
        line.show()
    line.close()
    assert out.getvalue().count("\r") == 2
    assert out.getvalue().count("\n") == 1
    assert "[####################....................]  50 %" in out.getvalue()
