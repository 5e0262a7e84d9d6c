"""The hub's TOML file."""

from pathlib import Path

import pytest
from test_hub_server import client, toml

from local_hub import HERS, KEYS, public
from samhandling.hub.clients import Clients
from samhandling.hub.config import BadConfig, read_config


def test_what_is_not_said_has_its_usual_value(tmp_path):
    (tmp_path / "hub.toml").write_text('public_url = "http://127.0.0.1:8010/"\n')
    config = read_config(tmp_path / "hub.toml")
    assert (config.public_url, config.faults, config.ping_seconds) == ("http://127.0.0.1:8010", False, 15)
    assert (config.token_seconds, config.clients) == (300, {})
    assert config.data_dir == tmp_path / "data"


def test_clients_are_read(tmp_path):
    (tmp_path / "hub.toml").write_text(toml(8010))
    config = read_config(tmp_path / "hub.toml", tmp_path / "elsewhere")
    assert config.clients["bydel"].her_ids == frozenset(HERS["bydel"])
    assert config.clients["bydel"].jwk == public(KEYS["bydel"])
    assert config.data_dir == tmp_path / "elsewhere"


@pytest.mark.parametrize("change", [("P-256", "P-384"), ("kty", "typ"), ("client_id", "name"), ("[[", "[")])
def test_a_client_that_cannot_be_used_is_said(tmp_path, change):
    (tmp_path / "hub.toml").write_text(toml(8010).replace(*change))
    with pytest.raises(BadConfig):
        read_config(tmp_path / "hub.toml")


def test_a_private_key_has_no_place_here(tmp_path):
    (tmp_path / "hub.toml").write_text(toml(8010, ("gp",)) + 'd = "secret"\n')
    with pytest.raises(BadConfig, match="public part"):
        read_config(tmp_path / "hub.toml")


def test_the_file_is_read_again_when_somebody_unknown_is_met(tmp_path):
    file: Path = tmp_path / "hub.toml"
    file.write_text(toml(8010, ("hospital",)))
    clients = Clients(read_config(file))
    assert clients.find("bydel") is None
    file.write_text("half-writ")
    assert clients.find("bydel") is None
    assert clients.find("hospital")
    file.write_text(toml(8010, ("hospital",)) + client("bydel"))
    assert clients.find("bydel")
    assert clients.is_known(HERS["bydel"][0])


def test_the_clock_of_the_demo_comes_from_the_environment_or_the_file(tmp_path, monkeypatch):
    (tmp_path / "hub.toml").write_text('public_url = "http://x"\nclock_file = "clock"\n')
    assert read_config(tmp_path / "hub.toml").clock_file == tmp_path / "clock"
    monkeypatch.setenv("SAMHANDLING_CLOCK", "/elsewhere/clock")
    assert read_config(tmp_path / "hub.toml").clock_file == Path("/elsewhere/clock")
