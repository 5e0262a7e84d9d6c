"""The demo's folder."""

import pytest

from samhandling.demo.place import InUse, Place, Ports
from samhandling.demo.sector import whole_sector


def test_two_supervisors_cannot_have_the_same_folder(tmp_path):
    with Place(tmp_path).hold(), pytest.raises(InUse, match="already running"):
        Place(tmp_path).hold()


def test_a_folder_can_be_had_again(tmp_path):
    for _time in range(2):
        with Place(tmp_path).hold():
            pass


def test_emptying_leaves_nothing_but_the_lock(tmp_path):
    place = Place(tmp_path)
    with place.hold():
        place.write("state", {"seeded": True})
        place.log("hub").parent.mkdir()
        place.log("hub").write_text("x")
        place.empty()
    assert [entry.name for entry in tmp_path.iterdir()] == ["lock"]


def test_it_lies_in_the_working_directory_unless_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAMHANDLING_DEMO", raising=False)
    assert Place.here().path == tmp_path / ".samhandling" / "demo"
    monkeypatch.setenv("SAMHANDLING_DEMO", str(tmp_path / "elsewhere"))
    assert Place.here().path == tmp_path / "elsewhere"


def test_one_port_moves_all():
    sector = whole_sector()
    ports = Ports(9000)
    assert [ports.hub, *(ports.of(one.slug, sector) for one in sector.organisations)] == list(
        range(9001, 9010)
    )
