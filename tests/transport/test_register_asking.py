"""Asking over HTTP: what the register, the network and the password may do to it."""

from __future__ import annotations

import base64
import itertools
import time
from collections.abc import Callable

import httpx
import pytest

from httpx_wire import Through
from register_answers import WARD, fault, ward
from samhandling.transport.address_register import (
    AddressRegister,
    AnswerTooLarge,
    RegisterRefused,
    RegisterSaysNo,
    RegisterSettings,
    RegisterUnavailable,
    UnknownHer,
    WrongAnswer,
)

SOAP = "application/soap+xml; charset=utf-8"
SETTINGS = RegisterSettings("https://register.invalid/v1/AR", "noden", "blåbær og æsj", max_answer=10_000)
Answering = Callable[[httpx.Request], httpx.Response]


def register(answering: Answering) -> AddressRegister:
    return AddressRegister(SETTINGS, wire=Through(httpx.MockTransport(answering)))


def says(status: int, content: bytes = b"", media_type: str = SOAP) -> AddressRegister:
    headers = {"content-type": media_type} if media_type else {}
    return register(lambda _request: httpx.Response(status, headers=headers, content=content))


@pytest.mark.parametrize(
    ("answering", "problem", "words"),
    [
        (says(401), RegisterRefused, "refuses the user or the password"),
        (says(403, b"<html/>", "text/html"), RegisterRefused, "403"),
        (says(503, b"", ""), RegisterUnavailable, "answers 503"),
        (says(500, b"<html/>", "text/html"), RegisterUnavailable, "answers 500"),
        (says(429, b"", ""), RegisterUnavailable, "429"),
        (says(200, b"<html/>", "text/html"), WrongAnswer, "200 with text/html, not SOAP"),
        (says(302, b"", ""), WrongAnswer, "302 with nothing"),
        (says(404, b"", ""), WrongAnswer, "404"),
        (says(500, fault()), UnknownHer, str(WARD)),
        (says(400, fault()), UnknownHer, str(WARD)),
        (says(500, fault("Intern", "Feil")), RegisterSaysNo, "Intern: Feil"),
        (says(200, ward() + b" " * 10_000), AnswerTooLarge, "over 10000 bytes"),
    ],
)
def test_each_thing_that_goes_wrong_is_told_apart(
    answering: AddressRegister, problem: type[Exception], words: str
) -> None:
    with pytest.raises(problem, match=words) as told:
        answering.find(WARD)
    assert type(told.value) is problem


def test_a_register_that_cannot_be_reached_is_said() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    with pytest.raises(RegisterUnavailable, match=r"register\.invalid: .*no route"):
        register(broken).find(WARD)


def test_an_answer_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", itertools.count(0, 61).__next__)

    def dripping(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": SOAP}, content=ward())

    with pytest.raises(RegisterUnavailable, match="took longer than 60 seconds"):
        register(dripping).find(WARD)


def test_the_question_goes_with_user_and_action() -> None:
    asked: list[httpx.Request] = []

    def answering(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, headers={"content-type": SOAP}, content=ward())

    assert register(answering).find(WARD).name == "Geriatri"

    who = base64.b64decode(asked[0].headers["authorization"].removeprefix("Basic ")).decode()
    assert who == "noden:blåbær og æsj"
    assert asked[0].headers["content-type"].startswith("application/soap+xml")
    assert 'GetCommunicationPartyDetails"' in asked[0].headers["content-type"]
    assert f">{WARD}<".encode() in asked[0].read()


def test_the_password_is_told_to_nobody_else() -> None:
    assert "blåbær" not in repr(SETTINGS)
    with pytest.raises(RegisterRefused) as told:
        says(401).find(WARD)
    assert "blåbær" not in str(told.value)


def test_two_questions_have_two_ids() -> None:
    bodies: list[bytes] = []

    def answering(request: httpx.Request) -> httpx.Response:
        bodies.append(request.read())
        return httpx.Response(200, headers={"content-type": SOAP}, content=ward())

    one = register(answering)
    one.find(WARD)
    one.find(WARD)
    one.close()
    assert bodies[0] != bodies[1]
