"""The hub's own Adresseregisteret: one file, and answers as the national one gives them."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from httpx_wire import Through
from local_hub import URL, InProcess, start_hub
from samhandling.hub.address_register import read_listing
from samhandling.hub.config import BadConfig, read_config
from samhandling.transport.address_register import (
    AddressRegister,
    RegisterRefused,
    RegisterSettings,
    UnknownHer,
)
from samhandling.transport.address_register.question import question

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTED = """
user = "demo"
password = "på loopback"

[[party]]
her = 8900100
kind = "virksomhet"
name = "Sykehuset <& sønn>"
orgnr = "310000019"
business = "101"
phone = "20000100"
edi = "sykehus@edi.invalid"
street = "Diakonveien 12"
postal_code = "0370"
city = "Oslo"

[[party]]
her = 8900105
kind = "tjeneste"
name = "Geriatri"
parent = 8900100
code_system = 8668
code = "S0303"
code_name = "Geriatri"

[[party]]
her = 8900601
kind = "person"
name = "Aksel Havrevind"
parent = 8900100
hpr = "1000187"
valid_to = "2026-12-31"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "register.toml"
    file.write_text(LISTED, encoding="utf-8")
    return file


@pytest.fixture
def hub(tmp_path: Path, file: Path) -> Iterator[InProcess]:
    hub = start_hub(tmp_path, address_register=file)
    yield hub
    hub.stop()


def asking(hub: InProcess, words: str = "på loopback") -> AddressRegister:
    return AddressRegister(RegisterSettings(f"{URL}/v1/AR", "demo", words), wire=Through(hub))


# What goes wrong


def test_a_wrong_password_is_refused(hub: InProcess) -> None:
    with pytest.raises(RegisterRefused):
        asking(hub, "gjettet").find(8900100)


def test_a_her_id_that_is_not_listed_is_a_fault_of_the_registers_own(hub: InProcess) -> None:
    with pytest.raises(UnknownHer):
        asking(hub).find(8900999)


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"<html/>", "application/soap+xml", 400),
        (b"not XML", "application/soap+xml", 400),
        (
            b"<!DOCTYPE x []>" + question(1, URL, "urn:uuid:1").partition(b"?>")[2],
            "application/soap+xml",
            400,
        ),
        (b" " * 70_000, "application/soap+xml", 400),
        (question(1, URL, "urn:uuid:1"), "text/xml", 415),
    ],
)
def test_what_is_no_question_is_refused(hub: InProcess, content: bytes, media_type: str, status: int) -> None:
    known = base64.b64encode("demo:på loopback".encode()).decode()
    headers = {"authorization": f"Basic {known}", "content-type": media_type}
    answer = httpx.Client(transport=hub).post(f"{URL}/v1/AR", content=content, headers=headers)
    assert answer.status_code == status


def test_a_hub_without_a_register_has_no_such_path(tmp_path: Path) -> None:
    hub = start_hub(tmp_path)
    assert httpx.Client(transport=hub).post(f"{URL}/v1/AR").status_code == 404
    hub.stop()


@pytest.mark.parametrize("change", [("tjeneste", "robot"), ("hpr", "hprr"), ("user", "usr"), ("[[", "[")])
def test_a_file_that_cannot_be_used_is_said(file: Path, change: tuple[str, str]) -> None:
    file.write_text(LISTED.replace(*change), encoding="utf-8")
    with pytest.raises(BadConfig, match=r"register\.toml"):
        read_listing(file)


# What does not


def test_each_kind_is_answered_as_the_client_reads_it(hub: InProcess) -> None:
    register = asking(hub)

    virksomhet = register.find(8900100)
    assert (virksomhet.name, virksomhet.business) == ("Sykehuset <& sønn>", "101")
    assert (virksomhet.orgnr, virksomhet.phone, virksomhet.parent_her) == ("310000019", "20000100", None)
    assert virksomhet.places[0].postal_code == "0370"

    service = register.find(8900105)
    assert (service.kind, service.parent_her, service.orgnr) == ("tjeneste", 8900100, "310000019")
    assert (service.code_system, service.code) == (8668, "S0303")
    assert (service.phone, service.edi) == ("", "sykehus@edi.invalid")  # both are the virksomhet's

    person = register.find(8900601)
    assert (person.kind, person.hpr) == ("person", "1000187")
    assert person.valid_to is not None
    assert person.valid_to.isoformat() == "2026-12-31T00:00:00+01:00"


def test_a_changed_file_is_read_again_and_a_broken_one_is_not(hub: InProcess, file: Path) -> None:
    register = asking(hub)
    rewrite(file, "half-writ", 1)
    assert register.find(8900105).active
    rewrite(file, LISTED.replace('kind = "tjeneste"', 'kind = "tjeneste"\nactive = false'), 2)
    assert not register.find(8900105).active


def rewrite(file: Path, text: str, seconds: int) -> None:
    file.write_text(text, encoding="utf-8")
    os.utime(file, (file.stat().st_mtime + seconds,) * 2)


def test_the_hubs_configuration_names_the_file(tmp_path: Path, file: Path) -> None:
    (tmp_path / "hub.toml").write_text('public_url = "http://x"\naddress_register = "register.toml"\n')
    assert read_config(tmp_path / "hub.toml").address_register == file
