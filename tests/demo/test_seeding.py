"""The conductor hears of everything that goes wrong, and says so."""

import datetime as dt
import json
import os

import pytest

from samhandling.demo.place import Place, Ports
from samhandling.demo.population import population
from samhandling.demo.sector import whole_sector
from samhandling.demo.seeding.conductor import Conductor
from samhandling.demo.seeding.lines import Line, PlayFailed
from samhandling.demo.seeding.player import Player
from samhandling.demo.seeding.ports_moved import move_ports
from samhandling.demo.seeding.reporter import Reporter
from samhandling.demo.story.happenings import Happening, LocalAct, SendLetter

NOW = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)


class FakeLine:
    """Answers what it is told to."""

    def __init__(self, *answers):
        self.answers, self.orders = list(answers), []

    def order(self, do, **details):
        self.orders.append((do, details))

    def answer(self):
        return self.answers.pop(0)


def conductor(place, **lines):
    made = Conductor(place, Ports(8000), whole_sector(), Reporter(place))
    made.players.lines = lines
    return made


def letter(verdicts, node="diakonhjemmet"):
    return Happening(NOW, 0, node, "ingrid.nordavind", SendLetter("id-1", lambda: b"<x/>", verdicts))


@pytest.fixture
def line():
    made = Line("frogner")
    yield made
    made.close()


def theirs(line, text):
    """Let the player at the other end of a line say something, and go."""
    orders, answers = line.theirs
    os.write(answers, text)
    os.close(answers)
    return orders


def test_an_unexpected_verdict_ends_the_seeding(tmp_path):
    made = conductor(Place(tmp_path), diakonhjemmet=FakeLine({"id-1": {"8900202": "2"}}))
    with pytest.raises(PlayFailed, match=r"id-1 was answered \{'8900202': '2'\}, not \{'8900202': '1'\}"):
        made._settle([letter({8900202: "1"})])


def test_an_answer_that_never_came_is_an_unexpected_verdict_too(tmp_path):
    made = conductor(Place(tmp_path), diakonhjemmet=FakeLine({"id-1": {}}))
    with pytest.raises(PlayFailed, match=r"not \{'8900202': '1'\}"):
        made._settle([letter({8900202: "1"})])


def test_a_player_that_dies_is_told_by_name(line):
    orders = theirs(line, b"")
    with pytest.raises(PlayFailed, match="frogner: the process ended"):
        line.answer()
    os.close(orders)
    with pytest.raises(PlayFailed, match="frogner: the process ended"):
        line.order("rest")


def test_a_deed_that_fails_is_told_with_its_reason(line):
    os.close(theirs(line, json.dumps({"error": "NotAllowed: lege may not administer"}).encode() + b"\n"))
    with pytest.raises(PlayFailed, match="frogner: NotAllowed: lege may not administer"):
        line.answer()


def test_a_verb_that_nobody_knows_is_answered_with_an_error():
    assert "KeyError" in Player().answer({"do": "backdate"})["error"]


def test_deeds_in_one_slot_are_done_in_order_at_each_node(tmp_path):
    deeds = [LocalAct(kind, population()[0], NOW) for kind in ("admission", "discharge")]
    line = FakeLine(None, None)
    made = conductor(Place(tmp_path), diakonhjemmet=line)
    made._have_done([Happening(NOW, 0, "diakonhjemmet", "ingrid.nordavind", deed) for deed in deeds])
    assert [details["kind"] for _do, details in line.orders] == ["admission", "discharge"]


def test_both_ends_come_to_rest_before_the_clock_moves(tmp_path):
    sender, receiver = FakeLine({"id-1": {"8900202": "1"}}, None), FakeLine(None)
    made = conductor(Place(tmp_path), diakonhjemmet=sender, frogner=receiver)
    made._settle([letter({8900202: "1"})])
    assert [do for do, _details in sender.orders] == ["answers", "rest"]
    assert [do for do, _details in receiver.orders] == ["rest"]


def test_moving_the_ports_touches_nothing_but_addresses(tmp_path):
    place, sector = Place(tmp_path), whole_sector().only(("frogner",))
    place.node("frogner").mkdir(parents=True)
    told = 'environment = "demo"\n[carrier]\nurl = "http://127.0.0.1:8001"\nclient_id = "frogner"\n'
    told += '[address_register]\nurl = "http://127.0.0.1:8001/v1/AR"\nuser = "demo"\n'
    (place.node("frogner") / "node.toml").write_text(told)
    place.hub_config.write_text('public_url = "http://127.0.0.1:8001"\ndata_dir = "hub"\n')
    move_ports(place, Ports(9000), sector)
    assert (place.node("frogner") / "node.toml").read_text() == told.replace("8001", "9001")
    assert place.hub_config.read_text() == 'public_url = "http://127.0.0.1:9001"\ndata_dir = "hub"\n'
