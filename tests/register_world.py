"""A node that may ask Adresseregisteret, and a register that answers by what a test puts in it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import httpx
from django.conf import settings

from httpx_wire import Through
from node_home import DIAKONHJEMMET, SOMATIKK
from register_answers import answer, code, fault, hospital, reach
from samhandling.node.directory import asking
from samhandling.transport.address_register import AddressRegister

if TYPE_CHECKING:
    import pytest

    from samhandling.transport.address_register import RegisterSettings

NEW = 8900900
SOAP = "application/soap+xml; charset=utf-8"


class Answers:
    """What the register says of each HER-id; `status` is of every answer."""

    def __init__(self) -> None:
        self.status = 200
        self.known = {
            DIAKONHJEMMET: hospital(HerId=f"<HerId>{DIAKONHJEMMET}</HerId>"),
            SOMATIKK: service(SOMATIKK, "PLO innleggelse somatikk", phone="20000199"),
            NEW: service(NEW, "Fjelltun rehabilitering"),
        }

    def close(self, her: int) -> None:
        """From now on it is not in use."""
        self.known[her] = self.known[her].replace(b"<Active>true", b"<Active>false")

    def __call__(self, request: httpx.Request) -> httpx.Response:
        asked = int(request.read().partition(b"herId>")[2].partition(b"<")[0])
        found = self.known.get(asked)
        status = self.status if found or self.status != 200 else 500
        return httpx.Response(status, headers={"content-type": SOAP}, content=found or fault())


def service(her: int, name: str, phone: str = "20000900") -> bytes:
    return answer(
        "Service",
        f"<Code>{code('1', 8668)}</Code>",
        HerId=f"<HerId>{her}</HerId>",
        Name=f"<Name>{name}</Name>",
        ElectronicAddresses=f"<ElectronicAddresses>{reach('E_TLF', phone)}</ElectronicAddresses>",
    )


def with_register(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Give the node an account, and answer what it asks."""
    answers, home = Answers(), settings.HOME
    file = home.path / "keys" / "address-register"
    file.touch(mode=0o600)
    file.write_text("hemmelig", encoding="utf-8")
    told = {"url": "https://register.invalid/v1/AR", "user": "noden", "password_file": str(file)}
    monkeypatch.setattr(settings, "HOME", dataclasses.replace(home, address_register=told))

    def opened(account: RegisterSettings) -> AddressRegister:
        return AddressRegister(account, wire=Through(httpx.MockTransport(answers)))

    monkeypatch.setattr(asking, "AddressRegister", opened)
    return answers
