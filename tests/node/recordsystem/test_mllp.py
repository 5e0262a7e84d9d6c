"""The line itself: what stands between the marks, and who may listen where."""

import dataclasses
import io

import pytest

from adt_messages import adt
from samhandling.node.recordsystem.events import mllp
from samhandling.node.recordsystem.events.er7 import LARGEST, header
from samhandling.node.recordsystem.events.mllp import END, START, Listener, MustNotListen, acknowledgement
from samhandling.node.recordsystem.events.places import Places


class Line(io.BytesIO):
    """Gives a few bytes at a time, as a network may."""

    def __init__(self, told, at_once):
        super().__init__(told)
        self.at_once = at_once

    def read1(self, _most=-1):
        return super().read1(self.at_once)


def framed(*messages):
    return b"".join(START + one + END for one in messages)


@pytest.mark.parametrize("at_once", [1, 2, 7, 65536])
def test_messages_come_whole_however_they_are_cut(at_once):
    sent = [adt("A01"), adt("A03", name="Æ^Ø")]
    assert list(mllp._messages(Line(framed(*sent), at_once))) == sent


def test_what_stands_outside_the_marks_is_passed_by():
    assert list(mllp._messages(Line(b"\r\nhei" + framed(b"a") + b"\n" + framed(b"b"), 3))) == [b"a", b"b"]


def test_a_half_message_is_no_message_and_one_without_end_does_not_fill_the_memory():
    assert list(mllp._messages(Line(START + b"MSH|", 2))) == []
    line = Line(START + b"x" * (LARGEST * 3), 65536)
    assert list(mllp._messages(line)) == []
    assert line.tell() < LARGEST * 2


def test_one_address_does_not_take_every_place():
    places = Places(3, per_address=2)
    with places.one("192.0.2.1") as first, places.one("192.0.2.1") as second:
        assert (first, second) == (True, True)
        with places.one("192.0.2.1") as third, places.one("192.0.2.2") as other:
            assert (third, other) == (False, True)
            with places.one("192.0.2.3") as full:
                assert not full
    with places.one("192.0.2.1") as again:
        assert again


def test_production_does_not_listen_in_the_clear_beyond_this_machine(settings):
    settings.HOME = dataclasses.replace(settings.HOME, environment="production")
    with pytest.raises(MustNotListen, match="--certificate"):
        Listener("0.0.0.0", 0)  # noqa: S104  the refusal is what is tested


def test_a_long_message_is_answered_by_its_header_wherever_its_letters_are_cut():
    head = "MSH|^~\\&|EPJ|F|S|F|20240101||ADT^A01|7|P|2.5.1||||||UNICODE UTF-8\r"
    for padding in range(2):
        raw = (head + "x" * padding + "å" * 4096).encode()
        assert header(raw)[10] == "7"


def test_an_acknowledgement_turns_sender_and_receiver_round_and_breaks_no_line():
    msh = ["MSH", "|", "^~\\&", "EPJ", "DIAKON", "SAMH", "NODE", "", "", "ADT^A01", "42", "T", "2.3"]
    lines = acknowledgement(msh, "AE", "why|not\r^").decode().split("\r")
    head, said, why = (line.split("|") for line in lines[:3])
    assert (head[2:6], head[8], head[10:12]) == (
        ["SAMH", "NODE", "EPJ", "DIAKON"],
        "ACK^A01^ACK",
        ["T", "2.3"],
    )
    assert (said, why[0], why[-1]) == (["MSA", "AE", "42"], "ERR", "why not  ")
    assert lines[3:] == [""]
